import type { Client } from '../client.ts';
import { isReadable, type Listed } from '../entries/listed.ts';
import type { PayIn } from '../entries/pay-in.ts';
import type { PayOut } from '../entries/pay-out.ts';
import { dayAt, daysOf } from '../find/days.ts';
import { pagesOfDays, within } from '../find/pages-of-days.ts';
import type { Form } from '../forms/form.ts';
import { KIND_LABELS } from '../forms/labels.ts';
import { BYTE_ORDER_MARK, type Cell, csvLine } from './csv.ts';
import { type PayOutsByDay, payOutsByDay, payOutsOf } from './pay-outs-by-day.ts';

type Column = readonly [heading: string, cell: (entry: PayIn, payOuts: readonly PayOut[]) => Cell];

const all = (values: readonly (string | null)[]): string => values.map((one) => one ?? '?').join(' / ');

const COLUMNS: readonly Column[] = [
  ['Date', ({ created_at }) => created_at.slice(0, 19).replace('T', ' ')],
  ['Kind', ({ kind }) => KIND_LABELS[kind]],
  ['Note', ({ recipient_note }) => recipient_note],
  ['Amount', ({ amount }) => amount],
  ['Service Fee', ({ service_fee }) => service_fee],
  ['Payment Provider Fee', ({ service_fee_psp }) => service_fee_psp],
  ['Net Amount', ({ net_amount }) => net_amount],
  ['Currency', ({ currency }) => currency],
  ['Payment Method', ({ payment_method }) => payment_method],
  ['Transaction Type', ({ transaction_type }) => transaction_type],
  ['Status', ({ status }) => status],
  ['Pay-Out Status', ({ payout_status }) => payout_status],
  ['Pay-Out Transaction ID', (_, payOuts) => all(payOuts.map(({ transaction_id }) => transaction_id))],
  ['Pay-Out Date', (_, payOuts) => all(payOuts.map(({ created_at }) => created_at.slice(0, 10)))],
  ['Pay ID', ({ pay_id }) => pay_id],
  ['Transaction ID', ({ transaction_id }) => transaction_id],
  ['ID', ({ id }) => id],
];

/** What the file's columns are called, in their order. */
export const EXPORT_HEADINGS: readonly string[] = COLUMNS.map(([heading]) => heading);

/** A row that cannot be read has its own line: it must not be missing without a word. */
function lineOf(entry: Listed<PayIn>, days: PayOutsByDay): string {
  if (!isReadable(entry)) {
    const { unreadable, id } = entry;
    const told: Readonly<Record<string, Cell>> = { Kind: 'Unreadable', Note: unreadable, ID: id };
    return csvLine(EXPORT_HEADINGS.map((heading) => told[heading] ?? null));
  }
  const payOuts = payOutsOf(entry, days);
  return csvLine(COLUMNS.map(([, cell]) => cell(entry, payOuts)));
}

/** A CSV file in the making: its text in pieces, so that no entry is kept. */
export interface Export {
  readonly startDate: string;
  readonly endDate: string;
  /** A piece, and how many entries were written with it. */
  readonly pieces: AsyncIterable<{ readonly text: string; readonly entries: number }>;
}

/**
 * The entries of a `timeRange` as a CSV file, newest first: RFC 4180, UTF-8 with a byte order mark, amounts with a
 * decimal point, texts that no spreadsheet calculates.
 * @param form its `timeRange`, and `startDate` and `endDate` for `custom`
 * @param instant now, in milliseconds since 1970
 * @throws SecPaidError `validation` for wrong input, before anything is asked; any kind while it is read
 */
export function exportPayIns(
  { payIns, payOuts }: Pick<Client, 'payIns' | 'payOuts'>,
  form: Form,
  instant: number,
): Export {
  const today = dayAt(instant);
  const days = daysOf(form, today);
  async function* pieces(): AsyncGenerator<{ text: string; entries: number }, void> {
    const byDay = await payOutsByDay(payOuts.pages({}), days.start);
    yield { text: BYTE_ORDER_MARK + csvLine(EXPORT_HEADINGS), entries: 0 };
    for await (const page of pagesOfDays(payIns, days, { today })) {
      const entries = within(page, days);
      yield { text: entries.map((entry) => lineOf(entry, byDay)).join(''), entries: entries.length };
    }
  }
  return { startDate: days.start, endDate: days.end, pieces: pieces() };
}
