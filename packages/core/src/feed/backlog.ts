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
} from '../paging/pages.ts';
import { type ListRow, type Numbered, entriesOf } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import type { Ask } from '../paging/walk.ts';
import { FEEDS } from './feed-kind.ts';
import { notEntriesOf } from './not-entries.ts';
import { type Covered, type Finding, oldestFirst } from './plan.ts';
import type { Backlog, FeedState } from './state.ts';
import { later } from './window.ts';

/** New payments push the wanted place down the list, so the search looks a little below it. */
export const MARGIN = 50;
/** How much further down the next poll continues a search: a page covers at least half of `most` rows above its end. */
const strideOf = (most: number): number => Math.max(MARGIN, most / 2 - 2 * MARGIN);

/** Does the answer reach below `from`? Does it reach up to it? With both, the place is on this page. */
const reachesBelow = (answer: Answer<ListRow>, from: WallClock): boolean => {
  const last = answer.rows.at(-1)?.createdAt;
  return isBottom(answer) || (last !== undefined && last < from);
};
const reachesAbove = (answer: Answer<ListRow>, from: WallClock): boolean => {
  const first = answer.rows[0]?.createdAt;
  return isTop(answer) || (first !== undefined && first >= from);
};

/** Past this many entries in one second, another poll cannot help. */
const HUGE_SECOND = 5000;

const hugeSecond = (second: WallClock): SecPaidError =>
  new SecPaidError('unexpected-answer', {
    what: `SecPaid lists more than ${HUGE_SECOND} entries of one second (${second}), more than a poll can read.`,
    next: 'None were processed. List that day with an action, and recreate the trigger to continue from now.',
  });

/** How a list is paged. */
interface Paging {
  /** The largest page, in rows. */
  readonly most: number;
  /** The smallest first page, in rows. */
  readonly atLeast: number;
  /** How many rows below the expected place the search begins. */
  readonly margin?: number;
}

/** How the list of a state is paged. */
export const pagingOf = ({ feed, pageSize }: FeedState): Paging => ({
  most: pageSize,
  atLeast: FEEDS[feed].byWholePages ? pageSize : 1,
});

/** If the first page was too small, the second has this many rows and the third the most possible. */
const SECOND_PAGE = 100;

/** Finds the page that holds `from` by doubling and halving offsets; gives none once the request budget is used up. */
async function locate<R extends ListRow>(
  ask: Ask<R>,
  { from, depth }: Backlog,
  { most, atLeast, margin = MARGIN }: Paging,
): Promise<{ found: Answer<R> | undefined; depth: number }> {
  let above = 0;
  let below = Infinity;
  let end = Math.max(depth + margin, atLeast);
  for (;;) {
    const answer = await ask(sliceUpTo(end, most));
    if (!answer) return { found: undefined, depth: above > 0 ? above + strideOf(most) : end - margin };
    if (!reachesBelow(answer, from)) above = Math.max(above, endOf(answer.slice));
    else if (!reachesAbove(answer, from)) below = Math.min(below, startOf(answer.slice));
    else return { found: answer, depth: end };
    // The list moved during the search: one of the two limits no longer holds.
    if (above >= below) [above, below] = reachesBelow(answer, from) ? [0, below] : [above, Infinity];
    if (below === Infinity) end = Math.max(above * 2 + MARGIN, above < SECOND_PAGE ? SECOND_PAGE : most);
    else end = below - above < most - 2 * MARGIN ? below + MARGIN : Math.floor((above + below + most) / 2);
  }
}

/** The next page up; undefined once the request budget is used up. */
async function above<R extends ListRow>(ask: Ask<R>, lower: Answer<R>): Promise<Answer<R> | undefined> {
  for (let times = 1; ; times *= 2) {
    const upper = await ask(sliceAbove(lower, times));
    if (!upper || seamAboveHolds(lower, upper)) return upper;
  }
}

/**
 * Reads a backlog from its oldest entry on: finds the place in the list, then reads upwards until `maxItems` unknown
 * entries are complete. Newest-first paging would read the whole backlog for each portion of it.
 * @throws SecPaidError `unexpected-answer` if one second has too many entries to ever get past it
 */
export async function readBacklog<R extends ListRow>(
  ask: Ask<R>,
  backlog: Backlog,
  isKnown: (row: Numbered) => boolean,
  maxItems: number,
  paging: Paging,
): Promise<{ readonly finding: Finding<R>; readonly covered: Covered<R> | undefined }> {
  const { from, sweeps, past } = backlog;
  const left = (place: Backlog): Backlog => ({
    ...place,
    ...(sweeps ? { sweeps } : {}),
    ...(past === undefined ? {} : { past }),
  });
  const isPast = ({ row }: Numbered): boolean => past !== undefined && row.createdAt < past;
  const { found, depth } = await locate(ask, backlog, paging);
  if (!found)
    return { finding: { taken: [], swept: false, drain: left({ from, depth }) }, covered: undefined };

  const fresh = new Map<string, Numbered<R>>();
  const known = new Map<string, Numbered<R>>();
  const others = new Map<string, Numbered<R>>();
  /** Every entry older than this has been read; once the top is reached, all have. */
  let upTo = from;
  let ready: Numbered<R>[] = [];
  let current = found;
  for (;;) {
    for (const numbered of entriesOf(current.rows)) {
      if (numbered.row.createdAt < from) continue;
      (isKnown(numbered) ? known : fresh).set(numbered.id, numbered);
    }
    for (const one of notEntriesOf(current.rows)) if (one.row.createdAt >= from) others.set(one.id, one);
    const first = current.rows[0]?.createdAt ?? '';
    upTo = later(first, upTo);
    ready = oldestFirst(fresh.values()).filter(({ row }) => isTop(current) || row.createdAt < upTo);
    if (isTop(current) || ready.length - ready.filter(isPast).length >= maxItems) break;
    const next = await above(ask, current);
    if (!next && upTo === from && fresh.size > HUGE_SECOND) throw hugeSecond(from);
    if (!next) break;
    current = next;
  }
  const to = isTop(current) ? undefined : upTo;
  const isCovered = ({ row }: Numbered): boolean => to === undefined || row.createdAt < to;
  const covered = {
    from,
    to,
    known: [...known.values()].filter(isCovered),
    fresh: ready,
    others: [...others.values()].filter(isCovered).map(({ row }) => row),
  };
  const aside = ready.filter(isPast);
  const fits = ready.slice(0, aside.length + maxItems);
  const rest = ready[fits.length]?.row.createdAt ?? to;
  const taken = fits.slice(aside.length);
  const made = { taken, swept: false, ...(past === undefined ? {} : { aside }) };
  if (rest === undefined) return { finding: { ...made, drain: null }, covered };
  const newer = current.rows.filter(({ createdAt }) => createdAt >= rest).length;
  const place = { from: rest, depth: startOf(current.slice) + newer };
  return { finding: { ...made, drain: left(place) }, covered };
}
