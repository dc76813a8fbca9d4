import type { ListRow } from '../row.ts';
import { MAX_LIMIT } from '../validation.ts';
import { drain } from './drain.ts';
import { FEEDS } from './feed-kind.ts';
import { type Finding, oldestFirst, type Plan } from './plan.ts';
import { scan } from './scan.ts';
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
export function* planPoll<R extends ListRow>(
  state: FeedState,
  { now, firstSinceStart, maxItems }: PollPlan,
): Plan<R, Finding<R>> {
  const seen = new Seen(state.seen);
  const isKnown = seen.has.bind(seen);
  if (state.drain) return yield* drain<R>(state.drain, isKnown, maxItems);

  // A clock that was set back would put the next sweep off for as long.
  const isDue = firstSinceStart || now < state.sweptAt || now - state.sweptAt >= SWEEP_EVERY;
  const sweeps = isDue || seen.size + ROOM <= MAX_LIMIT;
  const floor = sweeps ? state.floor : headFloor(state);
  const expected = FEEDS[state.feed].byWholePages ? MAX_LIMIT : seen.countSince(floor) + ROOM;
  const { fresh, reached, depth } = yield* scan<R>({
    floorOf: () => floor,
    firstLimit: Math.min(expected, MAX_LIMIT),
    isKnown,
    enough: maxItems,
  });
  if (!reached) return yield* drain<R>({ from: floor, depth }, isKnown, maxItems);

  const ready = oldestFirst(fresh);
  const rest = ready[maxItems]?.row.createdAt;
  if (rest === undefined) return { taken: ready, swept: sweeps, drain: null };
  return {
    taken: ready.slice(0, maxItems),
    swept: false,
    drain: { from: rest, depth: ready.length - maxItems },
  };
}
