import type { PayInRow } from './row.ts';
import type { TieOrder } from './ties.ts';

/** A row and its number by entry, which tells rows apart that are alike in everything. */
export interface Held {
  row: PayInRow;
  readonly serial: number;
  /** The payment that a refund or dispute answers, if it was entered so. */
  readonly answers?: Held | undefined;
}

/**
 * Rows in order of created_at, those of the same second by entry. Oldest first, so that a new payment is a
 * push even with 200,000 rows before it.
 */
export type Timeline = Held[];

/** Puts a row at its place. */
export function insert(timeline: Timeline, held: Held): void {
  const last = timeline.at(-1);
  if (!last || last.row.created_at <= held.row.created_at) timeline.push(held);
  else
    timeline.splice(
      countWhile(timeline, (at) => at <= held.row.created_at),
      0,
      held,
    );
}

/** The timeline's part from one wall clock until before another, if they are given. */
export function between(
  timeline: Timeline,
  from: string | undefined,
  before: string | undefined,
): [number, number] {
  return [
    from === undefined ? 0 : countWhile(timeline, (at) => at < from),
    before === undefined ? timeline.length : countWhile(timeline, (at) => at < before),
  ];
}

/**
 * A page of a part, newest first. Only the page itself and the ties that cross its edges are put in order,
 * so that a page costs the same in a large account.
 */
export function pageOf(
  timeline: Timeline,
  [start, end]: readonly [number, number],
  page: { readonly skip: number; readonly take: number; readonly ties: TieOrder },
): PayInRow[] {
  const top = end - page.skip;
  const bottom = Math.max(start, top - page.take);
  if (top <= bottom) return [];
  let low = bottom;
  while (low > start && createdAt(timeline, low - 1) === createdAt(timeline, bottom)) low--;
  let high = top;
  while (high < end && createdAt(timeline, high) === createdAt(timeline, top - 1)) high++;
  return timeline
    .slice(low, high)
    .sort((a, b) => byTime(b, a) || page.ties(a.serial) - page.ties(b.serial))
    .slice(high - top, high - bottom)
    .map((held) => held.row);
}

/** Orders by created_at, oldest first. */
export function byTime(a: Held, b: Held): number {
  return a.row.created_at < b.row.created_at ? -1 : a.row.created_at > b.row.created_at ? 1 : 0;
}

/** How many of the oldest rows lie within a bound, by binary search. */
function countWhile(timeline: Timeline, within: (createdAt: string) => boolean): number {
  let low = 0;
  let high = timeline.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (within(createdAt(timeline, middle))) low = middle + 1;
    else high = middle;
  }
  return low;
}

function createdAt(timeline: Timeline, index: number): string {
  return timeline[index]?.row.created_at ?? '';
}
