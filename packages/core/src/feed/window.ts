import { shiftWallClock, type WallClock, wallClockAt } from '../entries/server-time.ts';

const HOUR = 3_600_000;

/** The lookback L: how much later than its created_at an entry may become visible and still be found. */
const LOOKBACK_DAYS = 30;
/** How far below the watermark every poll looks: ties, late rows and the hour that October repeats. */
const HEAD_HOURS = 2;
/** How often the whole lookback is read again. */
export const SWEEP_EVERY = HOUR;

/** At most so many identities are stored: about 120 kB. */
export const MAX_IDENTITIES = 10_000;

/** How far apart SecPaid's clock and the connector's may be. A row with a later date is dated ahead. */
const CLOCKS_APART_HOURS = 3;

/** The latest date that is not ahead of the clock, an instant in milliseconds. */
export const latestDate = (now: number): WallClock => wallClockAt(now + CLOCKS_APART_HOURS * HOUR);

/** The later of two wall clocks. */
export const later = (a: WallClock, b: WallClock): WallClock => (a > b ? a : b);

/** The floor of the head scan; never below the state's own floor. */
export function headFloor({ watermark, floor }: { watermark: WallClock; floor: WallClock }): WallClock {
  return watermark === '' ? floor : later(floor, shiftWallClock(watermark, -HEAD_HOURS * HOUR));
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
