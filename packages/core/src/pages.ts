import type { Row } from './pay-in.ts';
import type { ListRow } from './row.ts';
import { MAX_LIMIT } from './validation.ts';

/** One page's worth of the list, by offset: rows (page − 1) × limit up to page × limit. */
export interface Slice {
  readonly page: number;
  readonly limit: number;
}

/** What one request gave. Each answer is a snapshot: no row stands in it twice. Newest first. */
export interface Answer<R extends ListRow = Row> {
  readonly slice: Slice;
  readonly rows: readonly R[];
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
export function sliceFrom(start: number): Slice {
  if (start <= MAX_LIMIT / 2) return { page: 1, limit: MAX_LIMIT };
  const pages = Math.ceil(start / MAX_LIMIT);
  return { page: pages + 1, limit: Math.floor(start / pages) };
}

/** The page that reaches highest of those that end at `end` or a few rows below it. */
export function sliceUpTo(end: number): Slice {
  const page = Math.max(1, Math.ceil(end / MAX_LIMIT));
  return { page, limit: Math.max(1, Math.ceil(end / page)) };
}

/**
 * The widest overlap with which the next page still gets on: a page starts at a multiple of its size. More payments in
 * one second than this cannot be told apart from a shifting page; getting on goes first then.
 */
const LARGEST_SECOND = MAX_LIMIT * 0.45;
/** Where a whole page is of one second, no overlap shows where pages join: a small one gets on faster. */
const WITHIN_SECOND = 100;

const sameSecond = (rows: readonly ListRow[], edge: ListRow | undefined): number =>
  rows.filter(({ createdAt }) => createdAt === edge?.createdAt).length;

const widestOverlap = (rows: readonly ListRow[], same: number): number =>
  same === rows.length ? WITHIN_SECOND : LARGEST_SECOND;

function overlapAt(rows: readonly ListRow[], edge: ListRow | undefined, times: number): number {
  const same = sameSecond(rows, edge);
  return Math.min((same + OVERLAP) * times, widestOverlap(rows, same));
}

/** Whether the second at the edge of a page is too large to be seen whole on two neighbouring pages. */
function isTooLarge(rows: readonly ListRow[], edge: ListRow): boolean {
  const same = sameSecond(rows, edge);
  return same >= widestOverlap(rows, same);
}

/** The slice below an answer. `times` widens the overlap after a seam that did not hold. */
export function sliceBelow({ slice, rows }: AnyAnswer, times: number): Slice {
  return sliceFrom(startOf(slice) + rows.length - overlapAt(rows, rows.at(-1), times));
}

/** The slice above an answer, where offsets still are what they were. */
export function sliceAbove({ slice, rows }: AnyAnswer, times: number): Slice {
  return sliceUpTo(startOf(slice) + overlapAt(rows, rows[0], times));
}

/** Whether the upper answer's last second lies inside the lower one, so that no row fell through below it. */
export function seamBelowHolds(upper: AnyAnswer, lower: AnyAnswer): boolean {
  const edge = upper.rows.at(-1);
  const first = lower.rows[0]?.createdAt;
  if (isTop(lower) || edge === undefined) return true;
  if (first === undefined) return false;
  return first > edge.createdAt || (first === edge.createdAt && isTooLarge(upper.rows, edge));
}

/** Whether the lower answer's first second lies inside the upper one, so that no row fell through above it. */
export function seamAboveHolds(lower: AnyAnswer, upper: AnyAnswer): boolean {
  const edge = lower.rows[0];
  const last = upper.rows.at(-1)?.createdAt;
  if (edge === undefined) return true;
  if (last === undefined) return false;
  return last < edge.createdAt || (last === edge.createdAt && isTooLarge(lower.rows, edge));
}
