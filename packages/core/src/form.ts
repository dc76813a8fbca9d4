import { invalidInput } from './errors.ts';

/**
 * A text as a form hands it over: trimmed, undefined where nothing was entered. A number is what a form makes of a
 * mapped pay ID.
 */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

/**
 * A number as a form hands it over, undefined where nothing was entered.
 * @throws SecPaidError `validation` for what is no number; a comma is refused because it may mean two things
 */
export function numberOf(field: string, value: unknown, expected: string): number | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) throw invalidInput(field, text, expected);
  return Number(text);
}

/**
 * Choices from a list as a form hands them over: one, several or none; `labels` holds what there is to choose.
 * @throws SecPaidError `validation` for one that there is not, which would silently choose nothing
 */
export function choicesOf<T extends string>(
  field: string,
  value: unknown,
  labels: Readonly<Record<T, string>>,
): T[] {
  const isKnown = (text: string): text is T => Object.hasOwn(labels, text);
  const chosen = (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== undefined);
  return chosen.map((text) => {
    if (!isKnown(text)) throw invalidInput(field, text, `one of ${Object.keys(labels).join(', ')}`);
    return text;
  });
}
