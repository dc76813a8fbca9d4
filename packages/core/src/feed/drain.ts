import { SecPaidError } from '../errors.ts';
import {
  type Answer,
  endOf,
  isBottom,
  isTop,
  seamAboveHolds,
  sliceAbove,
  sliceUpTo,
  startOf,
} from '../pages.ts';
import { type ListRow, type Numbered, numberTwins } from '../row.ts';
import type { WallClock } from '../server-time.ts';
import { MAX_LIMIT } from '../validation.ts';
import type { Ask } from '../walk.ts';
import { type Finding, oldestFirst } from './plan.ts';
import type { Drain } from './state.ts';
import { later } from './window.ts';

/** New payments push the place we look for down the list; so we look a little below it. */
const MARGIN = 50;
/** How much further down a search goes on in the next poll: a page reaches at least half of MAX_LIMIT up from its end. */
const STRIDE = MAX_LIMIT / 2 - 2 * MARGIN;

/** Whether the rows around `from` lie in the answer: an older one, and none or all newer ones above. */
const reachesBelow = (answer: Answer<ListRow>, from: WallClock): boolean => {
  const last = answer.rows.at(-1)?.createdAt;
  return isBottom(answer) || (last !== undefined && last < from);
};
const reachesAbove = (answer: Answer<ListRow>, from: WallClock): boolean => {
  const first = answer.rows[0]?.createdAt;
  return isTop(answer) || (first !== undefined && first >= from);
};

/** More of one second than this, read without seeing the next second, is no lack of requests that the next poll makes up. */
const HUGE_SECOND = 5000;

const hugeSecond = (second: WallClock): SecPaidError =>
  new SecPaidError('unexpected-answer', {
    what: `SecPaid lists more than ${HUGE_SECOND} entries of one second (${second}), more than a poll can read.`,
    next: 'Nothing was taken of them. List that day with an action, and set up the trigger anew to go on from now.',
  });

/** Finds the page on which `from` begins, by doubling and halving offsets; undefined once the budget is used up. */
async function locate<R extends ListRow>(
  ask: Ask<R>,
  { from, depth }: Drain,
  atLeast: number,
): Promise<{ found: Answer<R> | undefined; depth: number }> {
  let above = 0;
  let below = Infinity;
  let end = Math.max(depth + MARGIN, atLeast);
  for (;;) {
    const answer = await ask(sliceUpTo(end));
    if (!answer) return { found: undefined, depth: above > 0 ? above + STRIDE : end - MARGIN };
    if (!reachesBelow(answer, from)) above = Math.max(above, endOf(answer.slice));
    else if (!reachesAbove(answer, from)) below = Math.min(below, startOf(answer.slice));
    else return { found: answer, depth: end };
    // The list moved under the search: what was learnt on one side no longer holds.
    if (above >= below) [above, below] = reachesBelow(answer, from) ? [0, below] : [above, Infinity];
    if (below === Infinity) end = above * 2 + MARGIN;
    else
      end =
        below - above < MAX_LIMIT - 2 * MARGIN ? below + MARGIN : Math.floor((above + below + MAX_LIMIT) / 2);
  }
}

/** The next page up; undefined once the budget is used up. */
async function above<R extends ListRow>(ask: Ask<R>, lower: Answer<R>): Promise<Answer<R> | undefined> {
  for (let times = 1; ; times *= 2) {
    const upper = await ask(sliceAbove(lower, times));
    if (!upper || seamAboveHolds(lower, upper)) return upper;
  }
}

/**
 * Works off a backlog from its oldest entry on: finds the place in the list, then reads upwards until `most` unknown
 * entries are complete. Newest-first paging would have to read the whole backlog for each portion of it.
 * @throws SecPaidError `unexpected-answer` where it would stay at one second for ever
 */
export async function drain<R extends ListRow>(
  ask: Ask<R>,
  backlog: Drain,
  isKnown: (row: Numbered) => boolean,
  most: number,
  atLeast = MAX_LIMIT,
): Promise<Finding<R>> {
  const { from } = backlog;
  const { found, depth } = await locate(ask, backlog, atLeast);
  if (!found) return { taken: [], swept: false, drain: { from, depth } };

  const fresh = new Map<string, Numbered<R>>();
  /** All older than this is complete, and all of it once the top was read. */
  let upTo = from;
  let ready: Numbered<R>[] = [];
  let current = found;
  for (;;) {
    for (const numbered of numberTwins(current.rows)) {
      if (numbered.row.createdAt >= from && !isKnown(numbered)) fresh.set(numbered.id, numbered);
    }
    const first = current.rows[0]?.createdAt ?? '';
    upTo = later(first, upTo);
    ready = oldestFirst(fresh.values()).filter(({ row }) => isTop(current) || row.createdAt < upTo);
    if (isTop(current) || ready.length >= most) break;
    const next = await above(ask, current);
    if (!next && upTo === from && fresh.size > HUGE_SECOND) throw hugeSecond(from);
    if (!next) break;
    current = next;
  }
  const rest = ready[most]?.row.createdAt ?? (isTop(current) ? undefined : upTo);
  const taken = ready.slice(0, most);
  if (rest === undefined) return { taken, swept: false, drain: null };
  const newer = current.rows.filter(({ createdAt }) => createdAt >= rest).length;
  return { taken, swept: false, drain: { from: rest, depth: startOf(current.slice) + newer } };
}
