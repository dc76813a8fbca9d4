import type { Expected } from './expected.ts';
import type { Covered } from './plan.ts';
import type { FeedState } from './state.ts';

/** Fewer entries than this may be gone or doubled by chance: deletions, and late entries on the same day. */
const FEWEST = 5;

/** Thrown where a list shows other entries than those remembered, so that what is new in it cannot be told. */
export class OtherList extends Error {
  readonly odd: number;
  constructor(odd: number) {
    super('The list is not the one that is remembered');
    this.odd = odd;
  }
}

/** How many known entries of a part of the list are listed once more, and of how many: twins count once. */
function twinsIn({ known, fresh }: Covered): { twinned: number; of: number } {
  const names = new Set(known.map(({ row }) => row.match));
  // A new entry that comes twice says nothing of the others.
  const twinned = new Set(fresh.map(({ row }) => row.match).filter((name) => names.has(name))).size;
  return { twinned, of: names.size };
}

/** How many of the entries that should be in a covered part of the list are remembered. */
const remembered = ({ from, to }: Covered, { entries }: Expected): number =>
  entries.countSince(from) - (to === undefined ? 0 : entries.countSince(to));

/** Whether a part of the list looks so unlike what is remembered of it that all of the lookback has to be read. */
export function isRemarkable(covered: Covered, expected: Expected): boolean {
  const count = remembered(covered, expected);
  const { twinned, of } = twinsIn(covered);
  return (count > 0 && covered.known.length * 2 <= count) || (twinned > 0 && twinned * 2 >= of);
}

/**
 * Checks that a part of the list is the one that is remembered. Another one has lost, or listed twice, at least half
 * of what is remembered, and shows others under old dates instead: dates that moved by hours, amounts in cents.
 * @throws OtherList where at least five entries are odd: fewer cannot be told from deletions and late entries
 */
export function checkContinuity(covered: Covered, expected: Expected, state: FeedState): void {
  const count = remembered(covered, expected);
  // The first states of version 2 tell how many are gone, not which.
  const missedBefore = Object.keys(state.gone).length === 0 ? state.missing : 0;
  const lost = count - covered.known.length - missedBefore;
  const { twinned, of } = twinsIn(covered);
  const old = covered.fresh.filter(({ row }) => row.createdAt <= state.watermark).length;
  const isOther = (odd: number, all: number): boolean => odd >= FEWEST && odd * 2 >= all && old * 2 >= odd;
  if (isOther(lost, count) || isOther(twinned, of)) throw new OtherList(Math.max(lost, twinned));
}
