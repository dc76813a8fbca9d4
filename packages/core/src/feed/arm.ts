import { invalidInput, SecPaidError } from '../errors.ts';
import { shiftWallClock, type WallClock, wallClockAt } from '../entries/server-time.ts';
import type { ListRow, Numbered } from '../entries/row.ts';
import type { Ask } from '../paging/walk.ts';
import { type Covered, type Due, oldestFirst } from './plan.ts';
import { nextState } from './next-state.ts';
import { scan } from './scan.ts';
import { dueTimes } from './schedule.ts';
import type { FeedState } from './state.ts';
import { justAfter, latestDate, lookbackFloor, MAX_IDENTITIES } from './window.ts';

/** All that a list shows down to the lookback, or as far as what fits. */
async function readAll<R extends ListRow>(
  ask: Ask<R>,
  { blank, now, random }: Arming<R>,
): Promise<{ all: Numbered<R>[]; floor: WallClock; swept: boolean; isFaulty: boolean; due: Due }> {
  const latest = latestDate(now);
  const { fresh, floor, reached, isFaulty, oldest } = await scan(ask, {
    floorOf: (first = '') => lookbackFloor(first < latest ? first : latest),
    firstLimit: blank.pageSize,
    isKnown: () => false,
    enough: MAX_IDENTITIES,
  });
  if (!reached && oldest === undefined) throw nothingRead();
  return {
    all: fresh,
    floor: reached ? floor : justAfter(oldest ?? floor),
    swept: reached,
    isFaulty,
    due: dueTimes(blank, fresh.length, { now, random, firstSinceStart: true }),
  };
}

function nothingRead(): SecPaidError {
  return new SecPaidError(
    'network',
    {
      what: 'SecPaid answered too slowly, or with too few rows a page, to read what is already there.',
      next: 'Nothing was started. Try again in a few minutes.',
    },
    { retryable: true },
  );
}

const allOf = <R extends ListRow>(from: WallClock, fresh: readonly Numbered<R>[]): Covered<R> => ({
  from,
  to: undefined,
  known: [],
  fresh,
  others: [],
});

/** What arming needs beside the list. */
export interface Arming<R extends ListRow> {
  /** The state to begin with. What it remembers counts only where the list has rows that cannot be read. */
  readonly blank: FeedState;
  /** An instant in milliseconds. */
  readonly now: number;
  /** Gives numbers from 0 up to 1. */
  readonly random: () => number;
  /** What the listed entries turned into in place. */
  readonly turnedIn: (entries: readonly Numbered<R>[]) => Numbered<R>[];
}

/** Remembers what is there and emits nothing; what is older than the lookback, or than what fits, counts as past. */
export async function armNow<R extends ListRow>(ask: Ask<R>, arming: Arming<R>): Promise<FeedState> {
  const { blank, now, turnedIn } = arming;
  const { all, floor, swept, due } = await readAll(ask, arming);
  const taken = [...all, ...turnedIn(all)];
  return nextState({ ...blank, floor }, { taken, swept, drain: null, due }, now, allOf(floor, all));
}

/**
 * Remembers what is there, and takes what is dated since: for a list of which only the date tells what is new.
 * @param isKnown leaves out what was emitted before
 */
export async function armSince<R extends ListRow>(
  ask: Ask<R>,
  arming: Arming<R>,
  since: WallClock,
  isKnown: (row: Numbered) => boolean,
  maxItems: number,
): Promise<{ state: FeedState; taken: Numbered<R>[] }> {
  const { blank, now, turnedIn } = arming;
  const { all, floor, swept, isFaulty, due } = await readAll(ask, arming);
  const fresh = oldestFirst(all.filter((one) => one.row.createdAt >= since && !isKnown(one)));
  const rest = fresh[maxItems]?.row.createdAt;
  const left = fresh.slice(maxItems);
  const taken = fresh.slice(0, maxItems);
  const kept = all.filter((one) => !left.includes(one));
  const drain = rest === undefined ? null : { from: rest, depth: left.length };
  const known = { taken: [...kept, ...turnedIn(kept)], swept, drain, due };
  const seen = isFaulty ? blank.seen : {};
  return { state: nextState({ ...blank, seen, floor }, known, now, allOf(floor, kept)), taken };
}

/**
 * The wall clock at which a backfill of `days` days begins, a midnight.
 * @param now an instant in milliseconds
 * @throws SecPaidError `validation` unless `days` is a whole number from 1 to 365
 */
export function backfillStart(days: number, now: number): WallClock {
  if (!Number.isInteger(days) || days < 1 || days > 365) {
    throw invalidInput('Backfill Days', days, 'a whole number from 1 to 365');
  }
  return `${shiftWallClock(wallClockAt(now), -days * 24 * 3_600_000).slice(0, 10)} 00:00:00`;
}

/**
 * A feed whose backlog is the last `days` days; an ordinary backlog emits it, so there is no seam to the live part.
 * @throws SecPaidError as `backfillStart`
 */
export function armForBackfill(blank: FeedState, days: number, now: number): FeedState {
  const floor = backfillStart(days, now);
  return { ...blank, floor, drain: { from: floor, depth: 0 } };
}
