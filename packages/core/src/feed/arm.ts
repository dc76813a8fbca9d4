import { invalidInput, SecPaidError } from '../errors.ts';
import { shiftWallClock, type WallClock, wallClockAt } from '../entries/server-time.ts';
import type { ListRow, Numbered } from '../entries/row.ts';
import type { Ask } from '../paging/walk.ts';
import { type Covered, type Due, oldestFirst } from './plan.ts';
import { nextState } from './next-state.ts';
import { scan } from './scan.ts';
import { dueTimes } from './schedule.ts';
import type { Backlog, FeedState } from './state.ts';
import { justAfter, latestDate, lookbackFloor, MAX_IDENTITIES } from './window.ts';

interface Reading<R extends ListRow> {
  readonly all: Numbered<R>[];
  readonly floor: WallClock;
  /** All entries from this date on were read. */
  readonly from: WallClock;
  /** What the next polls have to read; null if nothing is left. */
  readonly unread: Backlog | null;
  readonly swept: boolean;
  readonly isFaulty: boolean;
  readonly due: Due;
}

/** Reads all entries within the lookback, or as many as the state can hold and this poll can read. */
async function readAll<R extends ListRow>(
  ask: Ask<R>,
  { blank, now, random }: Arming<R>,
): Promise<Reading<R>> {
  const latest = latestDate(now);
  const { fresh, floor, reached, isFaulty, oldest } = await scan(ask, {
    floorOf: (first = '') => lookbackFloor(first < latest ? first : latest),
    firstLimit: blank.pageSize,
    isKnown: () => false,
    enough: MAX_IDENTITIES,
  });
  if (!reached && oldest === undefined) throw nothingRead();
  const from = reached ? floor : justAfter(oldest ?? floor);
  const isFull = fresh.length >= MAX_IDENTITIES;
  const unread = { from: floor, depth: 2 * fresh.length, sweeps: true, past: from };
  return {
    all: fresh,
    floor: isFull ? from : floor,
    from,
    unread: reached || isFull ? null : unread,
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

/** What arming needs besides the list. */
export interface Arming<R extends ListRow> {
  /** The state to begin with. Its memory counts only if the list has unreadable rows. */
  readonly blank: FeedState;
  /** An instant in milliseconds. */
  readonly now: number;
  /** Gives numbers from 0 up to 1. */
  readonly random: () => number;
  /** Refunds and disputes that the entries show in place. */
  readonly turnedIn: (entries: readonly Numbered<R>[]) => Numbered<R>[];
}

/** Remembers the listed entries and emits none. Anything below the lookback, or beyond what fits, counts as past. */
export async function armNow<R extends ListRow>(ask: Ask<R>, arming: Arming<R>): Promise<FeedState> {
  const { blank, now, turnedIn } = arming;
  const { all, floor, from, unread, swept, due } = await readAll(ask, arming);
  const taken = [...all, ...turnedIn(all)];
  return nextState({ ...blank, floor }, { taken, swept, drain: unread, due }, now, allOf(from, all));
}

/**
 * Remembers the listed entries and takes those dated from `since` on, for a list in which only dates tell what is new.
 * @param isKnown whether an entry was emitted before; such entries are left out
 */
export async function armSince<R extends ListRow>(
  ask: Ask<R>,
  arming: Arming<R>,
  since: WallClock,
  isKnown: (row: Numbered) => boolean,
  maxItems: number,
): Promise<{ state: FeedState; taken: Numbered<R>[] }> {
  const { blank, now, turnedIn } = arming;
  const { all, floor, from, unread, swept, isFaulty, due } = await readAll(ask, arming);
  const fresh = oldestFirst(all.filter((one) => one.row.createdAt >= since && !isKnown(one)));
  const rest = fresh[maxItems]?.row.createdAt;
  const left = fresh.slice(maxItems);
  const taken = fresh.slice(0, maxItems);
  const kept = all.filter((one) => !left.includes(one));
  const isShort = unread !== null && since < from;
  const rests = rest === undefined ? null : { from: rest, depth: left.length };
  const drain = isShort ? { ...unread, past: since } : (unread ?? rests);
  const known = { taken: [...kept, ...turnedIn(kept)], swept, drain, due };
  const seen = isFaulty || isShort ? blank.seen : {};
  return { state: nextState({ ...blank, seen, floor }, known, now, allOf(from, kept)), taken };
}

/**
 * The midnight at which a backfill of `days` days begins.
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
 * A feed whose backlog is the last `days` days. An ordinary backlog emits it, so the live part follows without a seam.
 * @throws SecPaidError as `backfillStart`
 */
export function armForBackfill(blank: FeedState, days: number, now: number): FeedState {
  const floor = backfillStart(days, now);
  return { ...blank, floor, drain: { from: floor, depth: 0 } };
}
