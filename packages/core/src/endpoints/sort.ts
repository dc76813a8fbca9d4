import type { Sort } from '../forms/labels.ts';
import { isReadable, type Listed } from '../entries/listed.ts';
import type { PayIn } from '../entries/pay-in.ts';

/** Of one that cannot be read the amount is not known: it goes last. */
const byAmount =
  (direction: 1 | -1) =>
  (one: Listed<PayIn>, other: Listed<PayIn>): number => {
    if (!isReadable(one) || !isReadable(other)) return Number(!isReadable(one)) - Number(!isReadable(other));
    return direction * (one.amount - other.amount);
  };

/**
 * A list that is newest first, as SecPaid gives it, in another order. Amounts go by their sign, so that the lowest are
 * the largest refunds and disputes; those of one amount stay newest first.
 */
export function sorted(newestFirst: readonly Listed<PayIn>[], sort: Sort): Listed<PayIn>[] {
  switch (sort) {
    case 'newest':
      return [...newestFirst];
    case 'oldest':
      return [...newestFirst].reverse();
    case 'amountHighest':
      return [...newestFirst].sort(byAmount(-1));
    case 'amountLowest':
      return [...newestFirst].sort(byAmount(1));
  }
}
