import type { WireRow } from '../deviations/deviation.ts';
import type { Slice } from './ledger.ts';
import type { PayInRow } from './row.ts';
import { steadyTies, type TieOrder } from './ties.ts';
import { daysBefore } from '../values/wall-clock.ts';

/** The documented body of getPayInTransactions. */
export interface ListQuery {
  readonly page?: number | undefined;
  readonly limit?: number | undefined;
  readonly search?: string | undefined;
  readonly date?: string | undefined;
  readonly since?: number | undefined;
  readonly pay_id?: number | string | undefined;
}

export const defaultLimit = 200;
export const maxLimit = 1000;

// Beyond a century nothing is filtered, and further back a date would leave JavaScript's range.
const longestSince = 36_500;

/** What a query asks of the ledger. `today` is the server's day. Filters combine with AND. */
export function sliceOf(query: ListQuery, today: string, ties: TieOrder): Slice {
  const { page = 1, limit = defaultLimit, date, since = 0 } = query;
  // Whether "the last N days" starts at midnight or at this hour is not stated; here it is midnight.
  const sinceDay = since > 0 ? daysBefore(today, Math.min(since, longestSince)) : undefined;
  const from = date !== undefined && (sinceDay === undefined || date > sinceDay) ? date : sinceDay;
  return {
    from: from === undefined ? undefined : `${from} 00:00:00`,
    before: date === undefined ? undefined : `${daysBefore(date, -1)} 00:00:00`,
    payId: query.pay_id === undefined ? undefined : String(query.pay_id),
    matches: query.search === undefined ? undefined : mentions(query.search),
    skip: (page - 1) * limit,
    take: limit,
    ties,
  };
}

/** The same filters as a condition on a row, whatever became of the row. */
export function admits(query: ListQuery, today: string): (row: WireRow) => boolean {
  const { payId, from = '', before } = sliceOf(query, today, steadyTies);
  const isFound = query.search === undefined ? () => true : mentions(query.search);
  return (row) => {
    const { pay_id, created_at } = row;
    // As in SQL: what is null is neither before a date nor after it, unless no date is asked for.
    const at = typeof created_at === 'string' ? created_at : '';
    return (
      (payId === undefined || pay_id === payId) &&
      at >= from &&
      (before === undefined || at < before) &&
      isFound(row)
    );
  };
}

function mentions(search: string): (row: PayInRow | WireRow) => boolean {
  // Upper and lower case is not stated to matter; databases of this kind ignore it.
  const text = search.toLowerCase();
  return (row) =>
    [row.recipient_note, row.amount, row.transaction_id, row.payment_method].some(
      (value) => typeof value === 'string' && value.toLowerCase().includes(text),
    );
}
