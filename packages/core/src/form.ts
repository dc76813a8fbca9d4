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
 * Choices from a list as a form hands them over: one, several or none.
 * @throws SecPaidError `validation` for one that there is not, which would silently choose nothing
 */
export function choicesOf<T extends string>(field: string, value: unknown, known: readonly T[]): T[] {
  const chosen = (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== undefined);
  return chosen.map((text) => {
    const found = known.find((one) => one === text);
    if (found === undefined) throw invalidInput(field, text, `one of ${known.join(', ')}`);
    return found;
  });
}
