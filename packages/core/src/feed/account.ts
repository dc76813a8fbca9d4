import type { ListRow } from '../entries/row.ts';
import type { Ask } from '../paging/walk.ts';
import { readBacklog, pagingOf } from './backlog.ts';
import { Expected } from './expected.ts';
import { Seen } from './seen.ts';
import type { FeedState } from './state.ts';

/** How many of the newest remembered entries to look for. */
const LOOKED_FOR = 20;
/** Fewer remembered entries than this may all have been deleted. */
const FEWEST = 5;

/**
 * Tells whose list a changed connection shows. A new token of the same account shows remembered entries, and one of
 * them is proof. Finding none proves another account only if the search was for several.
 */
export async function accountOf<R extends ListRow>(
  ask: Ask<R>,
  state: FeedState,
): Promise<'same' | 'other' | 'unsure'> {
  const seen = new Seen(state);
  const count = Math.min(LOOKED_FOR, seen.size);
  const floor = seen.nthNewest(count);
  if (floor === undefined) return 'unsure';
  const place = { from: floor, depth: new Expected(state).rowsSince(floor) };
  // A list that fits one page can be sorted, so no entry is overlooked.
  const paging = { ...pagingOf(state), atLeast: state.pageSize };
  const { finding, covered } = await readBacklog(ask, place, (one) => !seen.has(one), 1, paging);
  if (finding.taken.length > 0) return 'same';
  const isWhole = covered !== undefined && covered.to === undefined;
  return isWhole && count >= FEWEST ? 'other' : 'unsure';
}
