import { invalidInput, SecPaidError } from '../errors.ts';
import type { TypedInput } from './input.ts';
import { textOf } from './text.ts';

const PLAIN = /^[+-]?(?:\d+(?:[.,]\d{1,2})?|[.,]\d{1,2})$/;
const GROUPED = [
  /^\d{1,3}(?:\.\d{3})+,\d{1,2}$/,
  /^\d{1,3}(?:,\d{3})+\.\d{1,2}$/,
  /^\d{1,3}(?:\.\d{3}){2,}$/,
  /^\d{1,3}(?:,\d{3}){2,}$/,
  /^\d{1,3}(?:([ '’])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?$/,
];
const TWO_MEANINGS = /^([1-9]\d{0,2})[.,](\d{3})$/;

/** The text with one point before the cents and nothing between the thousands. */
function plain(text: string): string {
  const [, whole = '', cents = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  return `${whole.replace(/[., '’]/g, '')}.${cents === '' ? '0' : cents}`;
}

/**
 * Euros as a form hands them over, in German or English spelling; undefined where it is empty.
 * @throws SecPaidError `validation` for what is no amount, or may mean two
 */
export function eurosOf(input: Pick<TypedInput, 'label' | 'expected'>, value: unknown): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const { label, expected } = input;
  const entered = textOf(input, value);
  if (entered === undefined) return undefined;
  const text = entered
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .replace(/^(?:€|EUR) ?| ?(?:€|EUR|Euro)$/gi, '');
  const [, whole, rest] = TWO_MEANINGS.exec(text) ?? [];
  if (whole !== undefined && rest !== undefined) {
    const small = `${whole}.${rest.replace(/0$/, '')}`;
    const write = rest.endsWith('0')
      ? `${whole}${rest} or ${small}`
      : `${whole}${rest}, or an amount with at most two decimals`;
    throw new SecPaidError('validation', {
      what: `${label} ${entered} may mean ${whole}${rest} or ${small}.`,
      next: `Write ${write}. Nothing was sent to SecPaid.`,
    });
  }
  if (![PLAIN, ...GROUPED].some((spelling) => spelling.test(text))) {
    throw invalidInput(label, entered, expected);
  }
  // Adding zero makes "-0" a plain 0.
  return Number(plain(text)) + 0;
}
