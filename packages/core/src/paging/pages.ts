import type { Row } from '../entries/pay-in.ts';
import type { ListRow } from '../entries/row.ts';

/** The most rows a page can have (getPayInTransactions, Body Parameters). */
export const MAX_LIMIT = 1000;

/** One page's worth of the list, by offset: rows (page − 1) × limit up to page × limit. */
export interface Slice {
  readonly page: number;
  readonly limit: number;
}

/** What one request gave. Each answer is a snapshot: no row stands in it twice. Newest first. */
export interface Answer<R extends ListRow = Row> {
  readonly slice: Slice;
  readonly rows: readonly R[];
  /** Where it came from, for errors. */
  readonly where?: string;
  /** The most rows that SecPaid gives a page; MAX_LIMIT by default. */
  readonly most?: number;
}

/** An answer as far as paging needs it. */
type AnyAnswer = Answer<ListRow>;

/**
 * Pages shift: a payment that arrives between two requests pushes rows down a page, a deleted one pulls rows up past
 * the seam. So two neighbouring slices overlap by this many rows and by the whole last second of the upper one.
 */
const OVERLAP = 10;

export const startOf = ({ page, limit }: Slice): number => (page - 1) * limit;
export const endOf = ({ page, limit }: Slice): number => page * limit;

export const isTop = ({ slice }: AnyAnswer): boolean => slice.page === 1;
/** Whether nothing is left below: the page is not full. */
export const isBottom = ({ slice, rows }: AnyAnswer): boolean => rows.length < slice.limit;

/** The page that reaches deepest of those that start at `start` or above it; its limit has to divide the way. */
export function sliceFrom(start: number, most = MAX_LIMIT): Slice {
  if (start <= most / 2) return { page: 1, limit: most };
  const pages = Math.ceil(start / most);
  return { page: pages + 1, limit: Math.floor(start / pages) };
}

/** The page that reaches highest of those that end at `end` or a few rows below it. */
export function sliceUpTo(end: number, most = MAX_LIMIT): Slice {
  const page = Math.max(1, Math.ceil(end / most));
  return { page, limit: Math.max(1, Math.ceil(end / page)) };
}

/** How many rows a page has on either side of the offset that it is to show, at least. */
const BESIDE = 3;

/** A small page that shows the rows on both sides of an offset. */
export function sliceAround(offset: number): Slice {
  for (let limit = 10; ; limit++) {
    const inside = offset % limit;
    if (offset === 0 || (inside > 0 && inside <= limit - BESIDE)) {
      return { page: Math.floor(offset / limit) + 1, limit };
    }
  }
}

/**
 * The widest overlap, as a part of the largest page, with which the next page still gets on: a page starts at a multiple of its size. More payments in
 * one second than this cannot be told apart from a shifting page; getting on goes first then.
 */
const LARGEST_SECOND = 0.45;
/** Where a whole page is of one second, no overlap shows where pages join: a tenth of the largest gets on faster. */
const WITHIN_SECOND = 0.1;

const sameSecond = (rows: readonly ListRow[], edge: ListRow | undefined): number =>
  rows.filter(({ createdAt }) => createdAt === edge?.createdAt).length;

/** The most rows of a page of the list that an answer is from. */
const largestPage = ({ most = MAX_LIMIT }: AnyAnswer): number => most;

const widestOverlap = (answer: AnyAnswer, same: number): number =>
  largestPage(answer) * (same === answer.rows.length ? WITHIN_SECOND : LARGEST_SECOND);

function overlapAt(answer: AnyAnswer, edge: ListRow | undefined, times: number): number {
  const same = sameSecond(answer.rows, edge);
  return Math.min((same + OVERLAP) * times, widestOverlap(answer, same));
}

/** Whether the second at the edge of a page is too large to be seen whole on two neighbouring pages. */
function isTooLarge(answer: AnyAnswer, edge: ListRow): boolean {
  const same = sameSecond(answer.rows, edge);
  return same >= widestOverlap(answer, same);
}

/** The slice below an answer. `times` widens the overlap after a seam that did not hold. */
export function sliceBelow(upper: AnyAnswer, times: number): Slice {
  const { slice, rows } = upper;
  return sliceFrom(startOf(slice) + rows.length - overlapAt(upper, rows.at(-1), times), largestPage(upper));
}

/** The slice above an answer, where offsets still are what they were. */
export function sliceAbove(lower: AnyAnswer, times: number): Slice {
  const { slice, rows } = lower;
  return sliceUpTo(startOf(slice) + overlapAt(lower, rows[0], times), largestPage(lower));
}

/** Whether the upper answer's last second lies inside the lower one, so that no row fell through below it. */
export function seamBelowHolds(upper: AnyAnswer, lower: AnyAnswer): boolean {
  const edge = upper.rows.at(-1);
  const first = lower.rows[0]?.createdAt;
  if (isTop(lower) || edge === undefined) return true;
  if (first === undefined) return false;
  return first > edge.createdAt || (first === edge.createdAt && isTooLarge(upper, edge));
}

/** Whether the lower answer's first second lies inside the upper one, so that no row fell through above it. */
export function seamAboveHolds(lower: AnyAnswer, upper: AnyAnswer): boolean {
  const edge = lower.rows[0];
  const last = upper.rows.at(-1)?.createdAt;
  if (edge === undefined) return true;
  if (last === undefined) return false;
  // Below the end of the list nothing can fall through.
  const isEnough = isBottom(upper) || isTooLarge(lower, edge);
  return last < edge.createdAt || (last === edge.createdAt && isEnough);
}
