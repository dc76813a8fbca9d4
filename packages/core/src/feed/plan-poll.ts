import type { ListRow } from '../entries/row.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import type { Ask } from '../paging/walk.ts';
import { checkContinuity, isRemarkable } from './continuity.ts';
import { drain } from './drain.ts';
import { FEEDS } from './feed-kind.ts';
import type { Covered, Finding } from './plan.ts';
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

/** What a poll found, with the part of the list that it read whole. */
export interface Planned<R extends ListRow> {
  readonly finding: Finding<R>;
  readonly covered: Covered<R> | undefined;
}

/**
 * Decides what an armed feed asks for in one poll, and what it takes.
 * @throws OtherList where the list is not the one that is remembered
 */
export async function planPoll<R extends ListRow>(
  ask: Ask<R>,
  state: FeedState,
  { now, firstSinceStart, maxItems }: PollPlan,
): Promise<Planned<R>> {
  const seen = new Seen(state);
  const isKnown = seen.has.bind(seen);
  const atLeast = FEEDS[state.feed].byWholePages ? MAX_LIMIT : 1;
  const paging = { most: state.pageSize, atLeast: Math.min(atLeast, state.pageSize) };

  if (state.drain) {
    const { finding, covered } = await drain(ask, state.drain, isKnown, maxItems, paging);
    if (covered) checkContinuity(covered, seen, state);
    return { finding, covered };
  }

  async function read(floor: string, sweeps: boolean): Promise<Planned<R>> {
    const backlog = { from: floor, depth: seen.countSince(floor), sweeps };
    const { finding, covered } = await drain(ask, backlog, isKnown, maxItems, paging);
    const swept = sweeps && finding.drain === null;
    const missing = swept && covered ? seen.size - covered.known.length : undefined;
    return { finding: { ...finding, swept, ...(missing === undefined ? {} : { missing }) }, covered };
  }

  // A clock that was set back would put the next sweep off for as long.
  const isDue = firstSinceStart || now < state.sweptAt || now - state.sweptAt >= SWEEP_EVERY;
  const sweeps = isDue || seen.size + ROOM <= state.pageSize;
  let planned = await read(sweeps ? state.floor : headFloor(state), sweeps);
  if (!sweeps && planned.covered && isRemarkable(planned.covered, seen)) {
    planned = await read(state.floor, true);
  }
  if (planned.covered) checkContinuity(planned.covered, seen, state);
  return planned;
}
