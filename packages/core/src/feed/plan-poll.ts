import type { ListRow } from '../row.ts';
import { MAX_LIMIT } from '../validation.ts';
import { drain } from './drain.ts';
import { FEEDS } from './feed-kind.ts';
import type { Ask } from '../walk.ts';
import type { Finding } from './plan.ts';
import { Seen } from './seen.ts';
import type { FeedState } from './state.ts';
import { headFloor, SWEEP_EVERY } from './window.ts';

/** How many new entries the first page has room for beside the known ones. */
const ROOM = 50;

export interface PollPlan {
  /** An instant in milliseconds. */
  readonly now: number;
  /** Whether this process polls for the first time: then the whole lookback is read. */
  readonly firstSinceStart: boolean;
  /** The most entries to take in this poll. */
  readonly maxItems: number;
}

/** Decides what an armed feed asks for in one poll, and what it takes. */
export async function planPoll<R extends ListRow>(
  ask: Ask<R>,
  state: FeedState,
  { now, firstSinceStart, maxItems }: PollPlan,
): Promise<Finding<R>> {
  const seen = new Seen(state.seen);
  const isKnown = seen.has.bind(seen);
  if (state.drain) return await drain(ask, state.drain, isKnown, maxItems);

  // A clock that was set back would put the next sweep off for as long.
  const isDue = firstSinceStart || now < state.sweptAt || now - state.sweptAt >= SWEEP_EVERY;
  const sweeps = isDue || seen.size + ROOM <= MAX_LIMIT;
  const floor = sweeps ? state.floor : headFloor(state);
  const { taken, drain: left } = await drain(
    ask,
    { from: floor, depth: seen.countSince(floor) },
    isKnown,
    maxItems,
    FEEDS[state.feed].byWholePages ? MAX_LIMIT : 1,
  );
  return { taken, swept: sweeps && left === null, drain: left };
}
