import { invalidInput } from '../errors.ts';
import type { TypedInput } from './input.ts';

/**
 * A text as a form hands it over, trimmed; undefined where it is empty. A number is what a form makes of a mapped ID.
 * @throws SecPaidError `validation` for a list, an object or a boolean, which would be lost or read as something else
 */
export function textOf(
  { label, expected }: Pick<TypedInput, 'label' | 'expected'>,
  value: unknown,
): string | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'string') throw invalidInput(label, value, expected);
  const text = value.trim();
  return text === '' ? undefined : text;
}
