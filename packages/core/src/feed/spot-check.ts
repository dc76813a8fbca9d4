import { isBottom, sliceAround, startOf } from '../paging/pages.ts';
import { entriesOf, type ListRow, type Numbered } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import type { Ask } from '../paging/walk.ts';
import { notEntriesOf } from './not-entries.ts';

/**
 * Whether a list has exactly `rows` rows down to a floor, checked with a small page around that place. An entry under an
 * old date makes the list longer, a deletion makes it shorter.
 * @returns undefined if no request is left
 */
export async function hasRows<R extends ListRow>(
  ask: Ask<R>,
  rows: number,
  floor: WallClock,
): Promise<boolean | undefined> {
  const answer = await ask(sliceAround(rows));
  if (!answer) return undefined;
  const inside = answer.rows.filter(({ createdAt }) => createdAt >= floor).length;
  const last = answer.rows.at(-1)?.createdAt;
  const showsEnd = isBottom(answer) || (last !== undefined && last < floor);
  return showsEnd && startOf(answer.slice) + inside === rows;
}

/**
 * Whether a row that is no entry yet is still at its place, with no unknown entry beside it.
 * @param rows how many rows the list has down to its date
 * @returns undefined if no request is left
 */
export async function stillWaits<R extends ListRow>(
  ask: Ask<R>,
  date: WallClock,
  rows: number,
  isKnown: (entry: Numbered<R>) => boolean,
): Promise<boolean | undefined> {
  const answer = await ask(sliceAround(rows));
  if (!answer) return undefined;
  const isThere = notEntriesOf(answer.rows).some(({ row }) => row.createdAt === date);
  return isThere && entriesOf(answer.rows).every(isKnown);
}
