import type { FieldTable } from './field.ts';
import type { WallClock } from './server-time.ts';

/*
 * An entry's amount and date as a mail shows them, in English and German. Written by hand: Intl writes differently from
 * one version of its data to the next, and puts a space into it that mails and comparisons stumble over.
 */

/** Null where SecPaid does not say the amount. */
export interface AmountTexts {
  readonly amount_text: string | null;
  readonly amount_text_de: string | null;
}

/** Null where SecPaid does not say the date. */
export interface DateTexts {
  readonly date_text: string | null;
  readonly date_text_de: string | null;
}

const grouped = (whole: string, separator: string): string => whole.replace(/\B(?=(?:\d{3})+$)/g, separator);

/** "1,049.90 EUR" and "1.049,90 €" of an amount in euros. */
export function amountTexts(amount: number | null, currency: string): AmountTexts {
  if (amount === null) return { amount_text: null, amount_text_de: null };
  const [whole = '', cents = ''] = amount.toFixed(2).split('.');
  return {
    amount_text: `${grouped(whole, ',')}.${cents} ${currency}`,
    amount_text_de: `${grouped(whole, '.')},${cents} ${currency === 'EUR' ? '€' : currency}`,
  };
}

/** "2026-05-20 18:56" and "20.05.2026 18:56", as SecPaid's wall clock shows it. */
export function dateTexts(wall: WallClock | undefined): DateTexts {
  if (wall === undefined) return { date_text: null, date_text_de: null };
  const [year = '', month = '', day = ''] = wall.slice(0, 10).split('-');
  const time = wall.slice(11, 16);
  return { date_text: `${year}-${month}-${day} ${time}`, date_text_de: `${day}.${month}.${year} ${time}` };
}

/** The rows of a table of fields for `amountTexts`. */
export const AMOUNT_TEXT_FIELDS: FieldTable = [
  ['amount_text', 'Amount Text', 'string', 'The amount as a mail shows it in English, such as 49.90 EUR'],
  ['amount_text_de', 'German Amount Text', 'string', 'The same in German, such as 49,90 €'],
];

/** The rows for `dateTexts`; `when` says of what the date is. */
export const dateTextFields = (when: string): FieldTable => [
  [
    'date_text',
    'Date Text',
    'string',
    `${when}, such as 2026-05-20 18:56, in the time zone of SecPaid (Europe/Berlin)`,
  ],
  ['date_text_de', 'German Date Text', 'string', 'The same in German, such as 20.05.2026 18:56'],
];
