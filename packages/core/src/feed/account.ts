import type { ListRow } from '../entries/row.ts';
import type { Ask } from '../paging/walk.ts';
import { scan } from './scan.ts';
import { Seen } from './seen.ts';
import type { FeedState } from './state.ts';

/** How many of the newest remembered entries are looked for. */
const LOOKED_FOR = 20;
/** Fewer remembered entries than this may all have been deleted. */
const FEWEST = 5;

/**
 * Whose list a changed connection shows: a replaced token of the same account shows entries that are remembered. One
 * of them is proof; that none is met proves another account only where several are looked for.
 */
export async function accountOf<R extends ListRow>(
  ask: Ask<R>,
  state: FeedState,
): Promise<'same' | 'other' | 'unsure'> {
  const seen = new Seen(state);
  const count = Math.min(LOOKED_FOR, seen.size);
  const floor = seen.nthNewest(count);
  if (floor === undefined) return 'unsure';
  const { fresh } = await scan(ask, {
    floorOf: () => floor,
    firstLimit: state.pageSize,
    isKnown: () => false,
    enough: Infinity,
  });
  const met = fresh.some((row) => seen.has(row));
  return met ? 'same' : count < FEWEST ? 'unsure' : 'other';
}
