import { invalidInput } from '../errors.ts';
import { shiftWallClock, wallClockAt } from '../server-time.ts';
import type { ListRow } from '../row.ts';
import type { FeedKind } from './feed-kind.ts';
import type { Ask } from '../walk.ts';
import { remember } from './remember.ts';
import { scan } from './scan.ts';
import type { FeedState } from './state.ts';
import { justAfter, latestDate, lookbackFloor, MAX_IDENTITIES } from './window.ts';
import { MAX_LIMIT } from '../validation.ts';

const EMPTY: Omit<FeedState, 'feed'> = {
  version: 1,
  revision: 0,
  watermark: '',
  floor: '',
  seen: {},
  sweptAt: 0,
  drain: null,
};

/** Remembers what is there and emits nothing; what is older than the lookback, or than what fits, counts as past. */
export async function armNow<R extends ListRow>(
  ask: Ask<R>,
  feed: FeedKind,
  now: number,
): Promise<FeedState> {
  const latest = latestDate(now);
  const { fresh, floor, reached, oldest } = await scan(ask, {
    floorOf: (first = '') => lookbackFloor(first < latest ? first : latest),
    firstLimit: MAX_LIMIT,
    isKnown: () => false,
    enough: MAX_IDENTITIES,
  });
  const complete = reached ? floor : justAfter(oldest ?? floor);
  return remember({ ...EMPTY, feed, floor: complete }, { taken: fresh, swept: reached, drain: null }, now);
}

/**
 * A feed whose backlog is the last `days` days; the ordinary drain emits it, so there is no seam to the live part.
 * @throws SecPaidError `validation` unless `days` is a whole number from 1 to 365
 */
export function armForBackfill(feed: FeedKind, days: number, now: number): FeedState {
  if (!Number.isInteger(days) || days < 1 || days > 365) {
    throw invalidInput('Backfill Days', days, 'a whole number from 1 to 365');
  }
  const floor = `${shiftWallClock(wallClockAt(now), -days * 24 * 3_600_000).slice(0, 10)} 00:00:00`;
  return { ...EMPTY, feed, floor, drain: { from: floor, depth: 0 } };
}
