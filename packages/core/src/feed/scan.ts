import { type Answer, endOf, isBottom, seamBelowHolds, sliceBelow } from '../pages.ts';
import { type ListRow, type Numbered, numberTwins } from '../row.ts';
import type { WallClock } from '../server-time.ts';
import type { Plan } from './plan.ts';

interface ScanRequest {
  /** How far down to read, told once the newest row is known (undefined in an empty account). */
  readonly floorOf: (newest: WallClock | undefined) => WallClock;
  /** How many rows the first page should hold. */
  readonly firstLimit: number;
  readonly isKnown: (row: Numbered) => boolean;
  /** Unknown rows from which on it is better to stop and work from the bottom. */
  readonly enough: number;
}

export interface Scan<R extends ListRow> {
  /** The unknown rows down to the floor, newest first. */
  readonly fresh: Numbered<R>[];
  readonly floor: WallClock;
  /** Whether a row strictly older than the floor, or the end of the list, was seen. */
  readonly reached: boolean;
  /** The oldest second read; it may be incomplete where `reached` is false. */
  readonly oldest: WallClock | undefined;
  /** How many rows lie above the deepest one read. */
  readonly depth: number;
}

/**
 * Reads the list from the top down to a floor. A second is complete only once a row strictly older than it was seen,
 * and neighbouring pages have to overlap by a whole second: that is what ties and shifting pages cannot break.
 */
export function* scan<R extends ListRow>({
  floorOf,
  firstLimit,
  isKnown,
  enough,
}: ScanRequest): Plan<R, Scan<R>> {
  const fresh = new Map<string, Numbered<R>>();
  let upper: Answer<R> | undefined;
  let floor = '';
  let widen = 1;

  const result = (reached: boolean): Scan<R> => ({
    fresh: [...fresh.values()],
    floor,
    reached,
    oldest: upper?.rows.at(-1)?.createdAt,
    depth: upper ? endOf(upper.slice) : 0,
  });

  for (;;) {
    const answer: Answer<R> | undefined = yield upper
      ? sliceBelow(upper, widen)
      : { page: 1, limit: firstLimit };
    if (!answer) return result(false);
    if (upper && !seamBelowHolds(upper, answer)) {
      widen *= 2;
      continue;
    }
    if (!upper) floor = floorOf(answer.rows[0]?.createdAt);
    for (const numbered of numberTwins(answer.rows)) {
      if (numbered.row.createdAt >= floor && !isKnown(numbered)) fresh.set(numbered.id, numbered);
    }
    upper = answer;
    widen = 1;
    const last = answer.rows.at(-1)?.createdAt;
    if (isBottom(answer) || (last !== undefined && last < floor)) return result(true);
    if (fresh.size >= enough) return result(false);
  }
}
