import type { FieldTable } from './field.ts';
import type { WallClock } from './server-time.ts';

/** An entry's amount and date as a mail shows them, in English and German; null where SecPaid does not say. */
export interface MailTexts {
  readonly amount_text: string | null;
  readonly amount_text_de: string | null;
  readonly date_text: string | null;
  readonly date_text_de: string | null;
}

const withDots = (whole: string, dot: string): string => whole.replace(/\B(?=(?:\d{3})+$)/g, dot);

type AmountTexts = Pick<MailTexts, 'amount_text' | 'amount_text_de'>;

/** "49.90 EUR" and "49,90 €" of an amount in euros. */
export function amountTexts(amount: number, currency: string): AmountTexts {
  const [whole = '', cents = ''] = amount.toFixed(2).split('.');
  return {
    amount_text: `${withDots(whole, ',')}.${cents} ${currency}`,
    amount_text_de: `${withDots(whole, '.')},${cents} ${currency === 'EUR' ? '€' : currency}`,
  };
}

function dateTexts(wall: WallClock): Pick<MailTexts, 'date_text' | 'date_text_de'> {
  const [year = '', month = '', day = ''] = wall.slice(0, 10).split('-');
  const time = wall.slice(11, 16);
  return { date_text: `${wall.slice(0, 10)} ${time}`, date_text_de: `${day}.${month}.${year} ${time}` };
}

/**
 * "49.90 EUR", "49,90 €", "2026-05-20 18:56" and "20.05.2026 18:56". Written by hand, since Intl writes differently
 * from one version of its data to the next, and puts a space into it that mails and comparisons stumble over.
 * @param amount in euros
 * @param date by SecPaid's wall clock
 */
export const mailTexts = (amount: number | null, currency: string, date: WallClock | null): MailTexts => ({
  ...(amount === null ? { amount_text: null, amount_text_de: null } : amountTexts(amount, currency)),
  ...(date === null ? { date_text: null, date_text_de: null } : dateTexts(date)),
});

/** Their rows of a table of fields. */
export const mailTextFields = (date: string): FieldTable => [
  ['amount_text', 'Amount Text', 'string', 'The amount as a mail shows it in English, such as 49.90 EUR'],
  ['amount_text_de', 'German Amount Text', 'string', 'The same in German, such as 49,90 €'],
  [
    'date_text',
    'Date Text',
    'string',
    `${date}, such as 2026-05-20 18:56, in the time zone of SecPaid (Europe/Berlin)`,
  ],
  ['date_text_de', 'German Date Text', 'string', 'The same in German, such as 20.05.2026 18:56'],
];
