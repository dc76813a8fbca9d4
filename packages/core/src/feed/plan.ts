import type { ListRow, Numbered } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import type { Backlog } from './state.ts';

/** What a poll found. */
export interface Finding<R extends ListRow = ListRow> {
  /** Entries to remember and emit, oldest first. */
  readonly taken: Numbered<R>[];
  /** Whether the list was read completely down to the state's floor. */
  readonly swept: boolean;
  /** Where the next poll continues; null if nothing is left. */
  readonly drain: Backlog | null;
  /** Entries to remember that start nothing. */
  readonly aside?: readonly Numbered<R>[];
  /** Refunds and disputes shown in place whose separate row may still come. */
  readonly awaited?: readonly string[];
  /** When to read the whole lookback again, and when to check the end of the window; instants in milliseconds. */
  readonly due?: Due;
  /** Why the whole lookback was read. */
  readonly because?: string | undefined;
}

export interface Due {
  readonly sweepAt: number;
  readonly checkAt: number;
}

/** The part of the list that was read completely, and what is in it. */
export interface Covered<R extends ListRow = ListRow> {
  readonly from: WallClock;
  /** The first second that was not read completely; undefined if the top was reached. */
  readonly to: WallClock | undefined;
  /** Entries that are remembered already. */
  readonly known: readonly Numbered<R>[];
  readonly fresh: readonly Numbered<R>[];
  /** Rows that are no entries, or not yet. */
  readonly others: readonly R[];
}

/** Sorts oldest first; entries of the same second in reverse list order. */
export function oldestFirst<N extends Numbered>(rows: Iterable<N>): N[] {
  const compare = (a: WallClock, b: WallClock): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...rows].reverse().sort((a, b) => compare(a.row.createdAt, b.row.createdAt));
}
