import type { Account } from '../account/account.ts';
import type { WireRow } from '../deviations/deviation.ts';
import type { Deviations } from '../deviations/deviations.ts';
import { maxLimit } from '../account/list-query.ts';
import { day, text, whole } from './query.ts';

/** What getPayOutTransactions filters by. */
interface PayoutFilters {
  readonly search?: string | undefined;
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
}

/**
 * getPayOutTransactions: its rows. Whether the dates are those of the request or of the record, and the
 * order, is not stated; here they are those of the record (created_at), the newest first.
 */
export function payoutList(
  account: Account,
  deviations: Deviations,
  values: Readonly<Record<string, unknown>>,
): readonly WireRow[] {
  const page = whole(values, 'page', 1) ?? 1;
  const limit = whole(values, 'limit', 1, maxLimit) ?? 10;
  const filters = {
    search: text(values, 'search')?.toLowerCase(),
    start_date: day(values, 'start_date'),
    end_date: day(values, 'end_date'),
  };
  return deviations.list(
    { page, limit, skip: (page - 1) * limit, filters },
    { rows: () => account.payouts.rows().map((row) => ({ ...row })), matches: admits },
  );
}

function admits({ search = '', start_date, end_date }: PayoutFilters): (row: WireRow) => boolean {
  return ({ transaction_id, created_at }) => {
    const on = typeof created_at === 'string' ? created_at.slice(0, 10) : '';
    return (
      String(transaction_id).toLowerCase().includes(search) &&
      on >= (start_date ?? '') &&
      (end_date === undefined || on <= end_date)
    );
  };
}
