import { invalidInput, SecPaidError } from './errors.ts';
import { textOf } from './form.ts';

const PLAIN = /^[+-]?\d+(?:[.,]\d{1,2})?$/;
const GROUPED = [
  /^\d{1,3}(?:\.\d{3})+,\d{1,2}$/,
  /^\d{1,3}(?:,\d{3})+\.\d{1,2}$/,
  /^\d{1,3}(?:\.\d{3}){2,}$/,
  /^\d{1,3}(?:,\d{3}){2,}$/,
  /^\d{1,3}(?: \d{3})+(?:[.,]\d{1,2})?$/,
];
const TWO_MEANINGS = /^([1-9]\d{0,2})[.,](\d{3})$/;

/** The text with one point before the cents and nothing between the thousands. */
function plain(text: string): string {
  const [, whole = '', cents = ''] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  return `${whole.replace(/[., ]/g, '')}.${cents === '' ? '0' : cents}`;
}

/**
 * Euros as a form hands them over, in German or English spelling; undefined where nothing was entered.
 * @throws SecPaidError `validation` for what is no amount, or may mean two
 */
export function eurosOf(field: string, value: unknown, expected: string): number | undefined {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  const entered = textOf(value);
  if (entered === undefined) return undefined;
  const text = entered.replace(/\s+/g, ' ').replace(/^€ ?| ?(?:€|EUR)$/gi, '');
  const [, whole, rest] = TWO_MEANINGS.exec(text) ?? [];
  if (whole !== undefined && rest !== undefined) {
    const cents = rest.endsWith('0') ? rest.slice(0, 2) : rest;
    throw new SecPaidError('validation', {
      what: `${field} ${entered} may mean ${whole}${rest} or ${whole}.${cents}.`,
      next: `Write ${whole}${rest} or ${whole}.${rest.slice(0, 2)}. Nothing was sent to SecPaid.`,
    });
  }
  if (![PLAIN, ...GROUPED].some((spelling) => spelling.test(text))) {
    throw invalidInput(field, entered, expected);
  }
  return Number(plain(text));
}
