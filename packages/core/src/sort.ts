import type { Sort } from './labels.ts';
import type { PayIn } from './pay-in.ts';

/**
 * A list that is newest first, as SecPaid gives it, in another order. Amounts go by their sign, so that the lowest are
 * the largest refunds and disputes; those of one amount stay newest first.
 */
export function sorted(newestFirst: readonly PayIn[], sort: Sort): PayIn[] {
  switch (sort) {
    case 'newest':
      return [...newestFirst];
    case 'oldest':
      return [...newestFirst].reverse();
    case 'amountHighest':
      return [...newestFirst].sort((one, other) => other.amount - one.amount);
    case 'amountLowest':
      return [...newestFirst].sort((one, other) => one.amount - other.amount);
  }
}
