import type { Account } from './account.ts';
import { maxLimit } from './list-query.ts';
import type { PayoutRow } from './payout.ts';
import { day, text, whole } from './query.ts';

/**
 * getPayOutTransactions: its rows. Whether the dates are those of the request or of the record, and the
 * order, is not stated; here they are those of the record (created_at), the newest first.
 */
export function payoutList(account: Account, values: Readonly<Record<string, unknown>>): PayoutRow[] {
  const page = whole(values, 'page', 1) ?? 1;
  const limit = whole(values, 'limit', 1, maxLimit) ?? 10;
  const search = text(values, 'search')?.toLowerCase() ?? '';
  const from = day(values, 'start_date') ?? '';
  const until = day(values, 'end_date') ?? '9999-12-31';
  return account.payouts
    .rows()
    .filter((row) => row.transaction_id.toLowerCase().includes(search))
    .filter((row) => row.created_at.slice(0, 10) >= from && row.created_at.slice(0, 10) <= until)
    .slice((page - 1) * limit, page * limit);
}
