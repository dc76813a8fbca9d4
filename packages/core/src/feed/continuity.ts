import type { Expected } from './expected.ts';
import type { Covered } from './plan.ts';
import type { FeedState } from './state.ts';

/** Fewer entries than this may be gone or doubled by chance, through deletions and late entries of the same day. */
const FEWEST = 5;

/** Thrown if a list shows other entries than the remembered ones, so that it is unclear which are new. */
export class OtherList extends Error {
  readonly odd: number;
  constructor(odd: number) {
    super('The list is not the one that is remembered');
    this.odd = odd;
  }
}

/** How many known entries are listed a second time, out of how many. Twins count once. */
function twinsIn({ known, fresh }: Covered): { twinned: number; of: number } {
  const names = new Set(known.map(({ row }) => row.match));
  // A new entry that is listed twice says nothing about the others.
  const twinned = new Set(fresh.map(({ row }) => row.match).filter((name) => names.has(name))).size;
  return { twinned, of: names.size };
}

/** How many remembered entries should be in a covered part of the list. */
const remembered = ({ from, to }: Covered, { entries }: Expected): number =>
  entries.countSince(from) - (to === undefined ? 0 : entries.countSince(to));

/** Whether a part of the list differs so much from the memory that the whole lookback must be read. */
export function isRemarkable(covered: Covered, expected: Expected): boolean {
  const count = remembered(covered, expected);
  const { twinned, of } = twinsIn(covered);
  return (count > 0 && covered.known.length * 2 <= count) || (twinned > 0 && twinned * 2 >= of);
}

/**
 * Checks that a part of the list is the remembered one. In another list, at least half of the remembered entries are
 * missing or listed twice, and unknown ones have old dates: for example, all dates moved by hours, or amounts are in cents.
 * @throws OtherList if at least five entries do not fit; fewer look like deletions and late entries
 */
export function checkContinuity(covered: Covered, expected: Expected, state: FeedState): void {
  const count = remembered(covered, expected);
  // The first states of version 2 say how many entries are gone, but not which.
  const missedBefore = Object.keys(state.gone).length === 0 ? state.missing : 0;
  const lost = count - covered.known.length - missedBefore;
  const { twinned, of } = twinsIn(covered);
  const old = covered.fresh.filter(({ row }) => row.createdAt <= state.watermark).length;
  // Of entries that were listed twice, both are gone where one stands for them.
  const isReplaced = covered.known.length === 0 && old >= FEWEST;
  const isOther = (odd: number, all: number): boolean =>
    odd >= FEWEST && odd * 2 >= all && (old * 2 >= odd || isReplaced);
  if (isOther(lost, count) || isOther(twinned, of)) throw new OtherList(Math.max(lost, twinned));
}
