import type { ListRow } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import { isWaiting } from './not-entries.ts';
import type { Covered } from './plan.ts';
import { Seen } from './seen.ts';
import type { FeedState } from './state.ts';

/** Beyond these limits, missing entries and rows that are no entries are not counted. */
const MOST_GONE = 500;
const MOST_DATES = 200;

/** The list as it should be above the floor: the remembered entries that are still listed, and the rows that are no entries. */
export class Expected {
  readonly entries: Seen;
  readonly #dates: readonly WallClock[];
  /** Whether every row was counted when it was last read. */
  readonly isExact: boolean;

  constructor(state: FeedState) {
    const { gone, waiting, uncounted } = state;
    const away = new Seen({ ...state, seen: gone });
    this.entries = new Seen(state).without(away);
    this.#dates = [...waiting, ...uncounted];
    this.isExact = away.size < MOST_GONE && waiting.length < MOST_DATES && uncounted.length < MOST_DATES;
  }

  /** How many rows should be listed. */
  get rows(): number {
    return this.entries.size + this.#dates.length;
  }

  /** How many of them are not older than a wall clock. */
  rowsSince(wall: WallClock): number {
    return this.entries.countSince(wall) + this.#dates.filter((date) => date >= wall).length;
  }
}

const datesOf = (rows: readonly ListRow[]): WallClock[] => rows.map(({ createdAt }) => createdAt);

/**
 * How the list differs from the memory after a poll. For the part that the poll read, the new finding replaces the
 * old one.
 * @param seen what is remembered after the poll
 */
export function differences(
  before: FeedState,
  seen: Seen,
  floor: WallClock,
  covered: Covered | undefined,
): Pick<FeedState, 'gone' | 'waiting' | 'uncounted' | 'missing'> {
  const listed = seen.without(new Seen({ ...before, seen: before.gone }));
  const { from, to, known, fresh, others } = covered ?? NOTHING;
  if (covered) listed.dropBetween(from, to);
  for (const one of [...known, ...fresh]) listed.addFrom(seen, one);
  const gone = seen.without(listed);
  gone.keepNewest(MOST_GONE);

  const isOutside = (date: WallClock): boolean => !covered || date < from || (to !== undefined && date >= to);
  const dates = (old: readonly WallClock[], rows: readonly ListRow[]): WallClock[] =>
    [...old.filter(isOutside), ...datesOf(rows)]
      .filter((date) => date >= floor)
      .sort()
      .slice(-MOST_DATES);
  return {
    gone: gone.toJSON(),
    missing: gone.size,
    waiting: dates(before.waiting, others.filter(isWaiting)),
    uncounted: dates(
      before.uncounted,
      others.filter((row) => !isWaiting(row)),
    ),
  };
}

const NOTHING: Covered = { from: '', to: '', known: [], fresh: [], others: [] };
