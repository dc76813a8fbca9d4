import { shiftWallClock, type WallClock, wallClockAt } from '../entries/server-time.ts';
import type { Seen } from './seen.ts';

const HOUR = 3_600_000;

/** The lookback: an entry that becomes visible up to this long after its created_at is still found. */
const LOOKBACK_DAYS = 30;
/** How many known entries every poll reads below the new ones. */
const HEAD = 3;
/** Every poll also reads all entries younger than this: rows may be out of order, and October repeats an hour. */
const YOUNG = 3 * 60_000;
/** The clocks may differ, but for young entries no poll reads further than this below the newest entry. */
const YOUNG_HOURS = 2;
/** The average cost of sweeps, in rows a minute: a lookback of 840 rows is read every hour. */
const ROWS_A_MINUTE = 14;
/** How often the end of the window is checked, which reveals entries under old dates. */
export const CHECK_EVERY = 12 * 60_000;

/** The time between two sweeps of this many rows, in milliseconds. */
export const sweepEvery = (rows: number): number => Math.ceil((rows * 60_000) / ROWS_A_MINUTE);

/** The most identities in a state: about 120 kB. */
export const MAX_IDENTITIES = 10_000;

/** How far SecPaid's clock and the connector's may differ. A row with a later date is dated ahead. */
const CLOCKS_APART_HOURS = 3;

/** The latest date that is not ahead of the clock, an instant in milliseconds. */
export const latestDate = (now: number): WallClock => wallClockAt(now + CLOCKS_APART_HOURS * HOUR);

/** The later of two wall clocks. */
export const later = (a: WallClock, b: WallClock): WallClock => (a > b ? a : b);
const earlier = (a: WallClock, b: WallClock): WallClock => (a < b ? a : b);

/**
 * How far down every poll reads: past a few known entries and all young ones, but never below the state's floor.
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

/** How far the two clocks may differ where only dates tell what is new. */
const TOLERANCE = 10 * 60_000;

/** Where known entries are left out: entries from this date on are new. */
export const aroundPoll = (polledAt: number): WallClock => wallClockAt(polledAt - TOLERANCE);

/** Where only dates tell what is new: entries from this date on, after the last poll and all that it knew. */
export const sincePoll = ({ polledAt, watermark }: { polledAt: number; watermark: WallClock }): WallClock =>
  later(aroundPoll(polledAt), watermark === '' ? '' : justAfter(watermark));
