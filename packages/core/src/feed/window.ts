import { shiftWallClock, type WallClock, wallClockAt } from '../entries/server-time.ts';
import type { Seen } from './seen.ts';

const HOUR = 3_600_000;

/** The lookback L: how much later than its created_at an entry may become visible and still be found. */
const LOOKBACK_DAYS = 30;
/** How many known entries every poll reads below the new ones, if there are new ones or not. */
const HEAD = 3;
/** What is younger than this every poll reads, too: rows that come out of order, and the hour that October repeats. */
const YOUNG = 3 * 60_000;
/** The clocks may be apart; but every poll reads no more than this below the newest entry for that. */
const YOUNG_HOURS = 2;
/** How many rows of sweeps a minute may cost on average: a lookback of 840 rows is read whole every hour. */
const ROWS_A_MINUTE = 14;
/** How often the end of the window is looked at: that shows entries under old dates. */
export const CHECK_EVERY = 12 * 60_000;

/** How often so many rows are read whole, in milliseconds. */
export const sweepEvery = (rows: number): number => Math.ceil((rows * 60_000) / ROWS_A_MINUTE);

/** At most so many identities are stored: about 120 kB. */
export const MAX_IDENTITIES = 10_000;

/** How far apart SecPaid's clock and the connector's may be. A row with a later date is dated ahead. */
const CLOCKS_APART_HOURS = 3;

/** The latest date that is not ahead of the clock, an instant in milliseconds. */
export const latestDate = (now: number): WallClock => wallClockAt(now + CLOCKS_APART_HOURS * HOUR);

/** The later of two wall clocks. */
export const later = (a: WallClock, b: WallClock): WallClock => (a > b ? a : b);
const earlier = (a: WallClock, b: WallClock): WallClock => (a < b ? a : b);

/**
 * How far down every poll reads: a few known entries, and whatever is young. Never below the state's own floor.
 * @param now an instant in milliseconds
 */
export function headFloor(
  { watermark, floor }: { watermark: WallClock; floor: WallClock },
  entries: Seen,
  now: number,
): WallClock {
  const ahead = watermark === '' ? 0 : entries.countSince(justAfter(watermark));
  const lowest = entries.nthNewest(ahead + HEAD);
  if (lowest === undefined) return floor;
  const young = later(wallClockAt(now - YOUNG), shiftWallClock(watermark, -YOUNG_HOURS * HOUR));
  return later(floor, earlier(lowest, young));
}

/** The floor of a full lookback below a watermark; '' below an empty account's. */
export function lookbackFloor(watermark: WallClock): WallClock {
  return watermark === '' ? '' : shiftWallClock(watermark, -LOOKBACK_DAYS * 24 * HOUR);
}

/** The second after a wall clock. */
export const justAfter = (wall: WallClock): WallClock => shiftWallClock(wall, 1000);

/** How far the clocks of SecPaid and the connector may be apart where only they tell what is new. */
const TOLERANCE = 10 * 60_000;

/** The date from which on entries are new where only their dates tell: after the last poll, and all that it knew. */
export const sincePoll = ({ polledAt, watermark }: { polledAt: number; watermark: WallClock }): WallClock =>
  later(wallClockAt(polledAt - TOLERANCE), watermark === '' ? '' : justAfter(watermark));
