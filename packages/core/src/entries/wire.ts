/** JSON's values as SecPaid's endpoints mix them: numbers and booleans that come as such or as strings. */

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** How deep a value may be nested. No documented one is nested at all; JSON.stringify fails from a few thousand on. */
const DEEPEST = 20;

/** "__proto__" is poison to whoever copies the item key by key; the encryption key is a secret that SecPaid may echo. */
const isUnwanted = (key: string): boolean => key === '__proto__' || /^encryption[_-]?key$/i.test(key);

const isPoison = (value: unknown, left = DEEPEST): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.entries(value).some(([key, inner]) => isUnwanted(key) || isPoison(inner, left - 1)));

/**
 * What SecPaid sent without what no item may hold: unwanted keys, and values nested so deep that the platform could not
 * store the item. Each is left out with the field that it stands under.
 */
export function fitForItems(fields: Record<string, unknown>): Record<string, unknown> {
  const isKept = (key: string): boolean => !isUnwanted(key) && !isPoison(fields[key]);
  const keys = Object.keys(fields);
  return keys.every(isKept)
    ? fields
    : Object.fromEntries(keys.filter(isKept).map((key) => [key, fields[key]]));
}

/** Digits with or without decimals; commas between thousands only where they cannot be decimal commas ("1,234" can). */
const PLAIN = /^[+-]?(\d+(\.\d+)?|\.\d+)$/;
const GROUPED = /^[+-]?\d{1,3}((,\d{3})+\.\d+|(,\d{3}){2,})$/;

function numberIn(value: string): number {
  const written = value.trim();
  if (PLAIN.test(written)) return Number(written);
  return GROUPED.test(written) ? Number(written.replaceAll(',', '')) : NaN;
}

/** A decimal number, null where there is none: "88.19", "1,234.56", ".50". */
export function decimal(value: unknown): number | null {
  const number = typeof value === 'string' ? numberIn(value) : typeof value === 'number' ? value : NaN;
  // Adding zero makes "-0.00" a plain 0.
  return Number.isFinite(number) ? number + 0 : null;
}

/** A decimal number of whole cents, null where there is none: "1.234" may be a thousand euros or one. */
export function money(value: unknown): number | null {
  if (typeof value === 'string' && /\.\d{3}/.test(value)) return null;
  const amount = decimal(value);
  return amount !== null && Number(amount.toFixed(2)) === amount ? amount : null;
}

/** An id without blanks and leading zeros, null where there is none. */
export function idOf(value: unknown): string | null {
  const id = typeof value === 'boolean' ? '' : (text(value)?.trim() ?? '');
  return id === '' ? null : id.replace(/^0+(?=\d+$)/, '');
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
