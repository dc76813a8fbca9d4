/** JSON's values as SecPaid's endpoints mix them: numbers and booleans that come as such or as strings. */

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How deep a value may be nested. No documented one is nested at all; JSON.stringify fails from a few thousand on. */
const DEEPEST = 20;

const isPoison = (value: unknown, left = DEEPEST): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 ||
    Object.hasOwn(value, '__proto__') ||
    Object.values(value).some((inner) => isPoison(inner, left - 1)));

/**
 * In JSON "__proto__" is a key like any other, but poison to whoever copies the item key by key; so is a value nested
 * so deep that the platform could not store the item. Both are left out, with the key that they stand under.
 */
export function withoutProto(fields: Record<string, unknown>): Record<string, unknown> {
  const isKept = (key: string): boolean => key !== '__proto__' && !isPoison(fields[key]);
  const keys = Object.keys(fields);
  return keys.every(isKept)
    ? fields
    : Object.fromEntries(keys.filter(isKept).map((key) => [key, fields[key]]));
}

/** A decimal number, null where there is none. */
export function decimal(value: unknown): number | null {
  const isText = typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?\s*$/.test(value);
  const number = isText || typeof value === 'number' ? Number(value) : NaN;
  // Adding zero makes "-0.00" a plain 0.
  return Number.isFinite(number) ? number + 0 : null;
}

/** A text, null where there is none; an id may come as a number. */
export function text(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

/** "true"/"false", 1/0 and, for links, "Yes"/"No"; undefined where the row does not say. */
export function flag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return ['true', '1', 'yes'].includes(String(value).toLowerCase());
}

/** An entry with what the API sends besides: its own fields come first, in their order, so that a table begins with them. */
export function withExtras<Entry extends object>(
  entry: Entry,
  raw: Readonly<Record<string, unknown>>,
): Entry {
  for (const key in raw) {
    // Most rows have no other fields, and copying each entry would cost more than making it.
    if (!Object.hasOwn(entry, key)) return { ...entry, ...raw, ...entry };
  }
  return entry;
}
