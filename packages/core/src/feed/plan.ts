import type { ListRow, Numbered } from '../row.ts';
import type { WallClock } from '../server-time.ts';
import type { Drain } from './state.ts';

/** What a poll found out. */
export interface Finding<R extends ListRow = ListRow> {
  /** Entries to remember and emit, oldest first. */
  readonly taken: Numbered<R>[];
  /** Whether the list was read completely down to the state's floor. */
  readonly swept: boolean;
  /** What is left for the next poll, and where. */
  readonly drain: Drain | null;
}

/** Oldest first; entries of one second in the reverse of the order they were listed in. */
export function oldestFirst<N extends Numbered>(rows: Iterable<N>): N[] {
  const compare = (a: WallClock, b: WallClock): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...rows].reverse().sort((a, b) => compare(a.row.createdAt, b.row.createdAt));
}
