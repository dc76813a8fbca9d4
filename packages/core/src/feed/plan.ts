import type { ListRow, Numbered } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import type { Backlog } from './state.ts';

/** What a poll found out. */
export interface Finding<R extends ListRow = ListRow> {
  /** Entries to remember and emit, oldest first. */
  readonly taken: Numbered<R>[];
  /** Whether the list was read completely down to the state's floor. */
  readonly swept: boolean;
  /** What is left for the next poll, and where. */
  readonly drain: Backlog | null;
  /** Entries to remember that start nothing. */
  readonly aside?: readonly Numbered<R>[];
  /** The refunds and disputes in place that still wait for a separate row. */
  readonly awaited?: readonly string[];
  /** When to read the whole lookback again, and when to look at the end of the window; instants in milliseconds. */
  readonly due?: Due;
  /** Why the whole lookback was read. */
  readonly because?: string | undefined;
}

export interface Due {
  readonly sweepAt: number;
  readonly checkAt: number;
}

/** What a reading met in the part of the list that it read whole. */
export interface Covered<R extends ListRow = ListRow> {
  readonly from: WallClock;
  /** The first second that was not read whole; undefined where it reached the top. */
  readonly to: WallClock | undefined;
  /** Entries that are remembered already. */
  readonly known: readonly Numbered<R>[];
  readonly fresh: readonly Numbered<R>[];
  /** Rows that are no entries, or not yet. */
  readonly others: readonly R[];
}

/** Oldest first; entries of one second in the reverse of the order they were listed in. */
export function oldestFirst<N extends Numbered>(rows: Iterable<N>): N[] {
  const compare = (a: WallClock, b: WallClock): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...rows].reverse().sort((a, b) => compare(a.row.createdAt, b.row.createdAt));
}
