import { describe, expect, it } from '@jest/globals';
import {
  type Answer,
  seamAboveHolds,
  seamBelowHolds,
  type Slice,
  sliceAround,
  sliceBelow,
  sliceFrom,
} from '../../src/paging/pages.ts';
import type { Row } from '../../src/entries/pay-in.ts';
import { june } from '../support.ts';

const made = (seconds: number): Row => {
  const createdAt = june(seconds);
  return { payId: '1', createdAt, amount: 1, key: `1_${createdAt}_1`, match: `1_${createdAt}_1`, raw: {} };
};
const answer = (slice: Slice, ...seconds: readonly number[]): Answer => ({ slice, rows: seconds.map(made) });
const many = (count: number, second: number): number[] => Array.from({ length: count }, () => second);

const FIRST = { page: 1, limit: 1000 };
const SECOND = { page: 2, limit: 900 };

describe('a second with so many payments that no page shows it with its neighbours', () => {
  it('lets a seam hold inside it from 450 payments on, so that reading continues', () => {
    const upper = (count: number): Answer => answer(FIRST, 9, ...many(count, 5));
    const lower = answer(SECOND, 5, 5, 4);
    expect(seamBelowHolds(upper(450), lower)).toBe(true);
    expect(seamBelowHolds(upper(449), lower)).toBe(false);
    expect(seamBelowHolds(upper(450), answer(SECOND, 4, 3))).toBe(false);
  });

  it('does so upwards too', () => {
    const lower = (count: number): Answer => answer(SECOND, ...many(count, 5), 1);
    const upper = answer({ page: 1, limit: 3 }, 9, 5, 5);
    expect(seamAboveHolds(lower(450), upper)).toBe(true);
    expect(seamAboveHolds(lower(449), upper)).toBe(false);
    expect(seamAboveHolds(lower(450), answer({ page: 1, limit: 2 }, 9, 6))).toBe(false);
  });
});

describe('a seam', () => {
  it('holds if the lower page is the top of the list, even if all is of one second', () => {
    expect(seamBelowHolds(answer({ page: 1, limit: 2 }, 5, 5), answer(FIRST, 5, 5, 5, 4))).toBe(true);
  });

  it('holds at the end of the list, if nothing is below', () => {
    const oldest = answer({ page: 4, limit: 3 }, 5);
    expect(seamAboveHolds(oldest, answer({ page: 2, limit: 5 }, 9, 8, 7, 5))).toBe(true);
    expect(seamAboveHolds(oldest, answer({ page: 2, limit: 4 }, 9, 8, 7, 5))).toBe(false);
    expect(seamAboveHolds(oldest, answer({ page: 2, limit: 5 }, 9, 8, 7, 6))).toBe(false);
  });

  it('does not hold where the page beside it is empty: rows may have fallen through', () => {
    expect(seamBelowHolds(answer(FIRST, 5), answer(SECOND))).toBe(false);
    expect(seamAboveHolds(answer(SECOND, 5), answer(FIRST))).toBe(false);
  });

  it('holds beside a page without rows: nothing can have fallen through', () => {
    expect(seamBelowHolds(answer(FIRST), answer(SECOND, 5))).toBe(true);
    expect(seamAboveHolds(answer(SECOND), answer(FIRST, 5))).toBe(true);
  });
});

describe('a page that starts at an offset', () => {
  it('is the whole first one as long as that reaches as far', () => {
    expect(sliceFrom(500)).toEqual({ page: 1, limit: 1000 });
    expect(sliceFrom(501)).toEqual({ page: 2, limit: 501 });
  });
});

describe('a small page around an offset', () => {
  const around = (offset: number): { before: number; after: number; limit: number } => {
    const { page, limit } = sliceAround(offset);
    return { before: offset - (page - 1) * limit, after: page * limit - offset, limit };
  };

  it('is the first ten rows at the top', () => {
    expect(sliceAround(0)).toEqual({ page: 1, limit: 10 });
  });

  it('shows at least one row before it and three after it, and is small', () => {
    for (let offset = 1; offset <= 3000; offset++) {
      const { before, after, limit } = around(offset);
      expect({ offset, fits: before >= 1 && after >= 3 && limit <= 16 }).toEqual({ offset, fits: true });
    }
  });

  it('is as small as that allows', () => {
    expect([sliceAround(7), sliceAround(8), sliceAround(10)]).toEqual([
      { page: 1, limit: 10 },
      { page: 1, limit: 11 },
      { page: 1, limit: 13 },
    ]);
  });
});

describe('the page below another one', () => {
  it('overlaps it by ten rows and all of its last second', () => {
    const upper = answer({ page: 1, limit: 1000 }, ...many(990, 9), ...many(10, 5));
    expect(sliceBelow(upper, 1)).toEqual(sliceFrom(980));
    expect(sliceBelow(upper, 2)).toEqual(sliceFrom(960));
  });

  it('overlaps it by a tenth where all of it is one second, since no overlap would show where they join', () => {
    expect(sliceBelow(answer({ page: 1, limit: 1000 }, ...many(1000, 5)), 1)).toEqual(sliceFrom(900));
  });
});
