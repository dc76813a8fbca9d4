import type { Numbered } from '../entries/row.ts';
import type { Covered } from './plan.ts';
import type { Seen } from './seen.ts';
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

const isTwin = ({ id, row }: Numbered): boolean => id !== row.key;

/** How many entries of a covered part of the list are remembered, whether they were met or not. */
const remembered = ({ from, to }: Covered, seen: Seen): number =>
  seen.countSince(from) - (to === undefined ? 0 : seen.countSince(to));

/** Whether a part of the list looks so unlike what is remembered of it that all of the lookback has to be read. */
export function isRemarkable(covered: Covered, seen: Seen): boolean {
  const count = remembered(covered, seen);
  const twinned = covered.fresh.filter(isTwin).length;
  return (count > 0 && covered.known.length * 2 <= count) || (twinned > 0 && twinned * 2 >= count);
}

/**
 * Checks that a part of the list is the one that is remembered. Another one has lost, or listed twice, at least half
 * of what is remembered, and shows others under old dates instead: dates that moved by hours, amounts in cents.
 * @throws OtherList where at least five entries are odd: fewer cannot be told from deletions and late entries
 */
export function checkContinuity(covered: Covered, seen: Seen, state: FeedState): void {
  const count = remembered(covered, seen);
  const missedBefore = covered.from === state.floor && covered.to === undefined ? state.missing : 0;
  const lost = count - covered.known.length - missedBefore;
  const twinned = covered.fresh.filter(isTwin).length;
  const odd = Math.max(lost, twinned);
  const old = covered.fresh.filter(({ row }) => row.createdAt <= state.watermark).length;
  if (odd >= FEWEST && odd * 2 >= count && old * 2 >= odd) throw new OtherList(odd);
}
