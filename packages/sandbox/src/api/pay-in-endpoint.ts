import type { Account } from '../account/account.ts';
import type { Deviations } from '../deviations/deviations.ts';
import { admits, defaultLimit } from '../account/list-query.ts';
import { readQuery } from './query.ts';
import { wallClock } from '../values/wall-clock.ts';

/** getPayInTransactions: its rows. */
export function payInList(
  account: Account,
  deviations: Deviations,
  values: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  const query = readQuery(values);
  // The account finds a page without touching the rest; a deviation may need every row.
  if (!deviations.some) return account.list(query);
  const { page = 1, limit = defaultLimit, ...filters } = query;
  const today = wallClock(account.now()).slice(0, 10);
  return deviations.list(
    { page, limit, skip: (page - 1) * limit, filters },
    {
      rows: () => account.list({ limit: Number.MAX_SAFE_INTEGER }).map((row) => ({ ...row })),
      matches: (left) => admits(left, today),
    },
  );
}
