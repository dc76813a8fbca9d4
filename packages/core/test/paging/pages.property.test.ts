import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Answer,
  endOf,
  isBottom,
  isTop,
  seamAboveHolds,
  seamBelowHolds,
  type Slice,
  sliceAbove,
  sliceBelow,
  sliceFrom,
  sliceUpTo,
  startOf,
} from '../../src/paging/pages.ts';
import type { Row } from '../../src/entries/pay-in.ts';
import { june } from '../support.ts';

const RUNS = { numRuns: 1000 };

function made(payId: string, seconds: number): Row {
  const createdAt = june(seconds);
  return {
    payId,
    createdAt,
    amount: 1,
    key: `${payId}_${createdAt}_1`,
    match: `${payId}_${createdAt}_1`,
    raw: {},
  };
}

function expectAllowed({ page, limit }: Slice): void {
  expect(Number.isInteger(page) && page >= 1).toBe(true);
  expect(Number.isInteger(limit) && limit >= 1 && limit <= 1000).toBe(true);
}

/** Offsets from those of a small shop to those of a large one, borders of pages among them. */
const offset = fc.oneof(
  fc.nat(3000),
  fc.nat(200_000),
  fc.tuple(fc.nat(200), fc.integer({ min: -2, max: 2 })).map(([k, off]) => Math.max(0, k * 1000 + off)),
);

describe('the slice from an offset on', () => {
  it('starts there or a few rows above it, never deeper, and reaches further', () => {
    fc.assert(
      fc.property(offset, (start) => {
        const slice = sliceFrom(start);
        expectAllowed(slice);
        expect(startOf(slice)).toBeLessThanOrEqual(start);
        expect(endOf(slice)).toBeGreaterThan(start);
        if (start > 500) expect(start - startOf(slice)).toBeLessThan(slice.page);
        expect(endOf(slice) - start).toBeGreaterThanOrEqual(499);
      }),
      RUNS,
    );
  });

  it('is the whole first page if the offset lies above the list', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 0 }), (start) => {
        expect(sliceFrom(start)).toEqual({ page: 1, limit: 1000 });
      }),
    );
  });
});

describe('the slice up to an offset', () => {
  it('ends there or a few rows below it, never above, and is as long as can be', () => {
    fc.assert(
      fc.property(offset, (end) => {
        const slice = sliceUpTo(end);
        expectAllowed(slice);
        expect(endOf(slice)).toBeGreaterThanOrEqual(end);
        expect(endOf(slice) - end).toBeLessThanOrEqual(slice.page);
        expect(startOf(slice)).toBeLessThanOrEqual(end);
        if (end > 1000) expect(slice.limit).toBeGreaterThan(500);
        else expect(startOf(slice)).toBe(0);
      }),
      RUNS,
    );
  });

  it('is a slice even of nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 0 }), (end) => {
        expectAllowed(sliceUpTo(end));
      }),
    );
  });
});

/** A full page of a merchant's, with up to 400 payments in its first and in its last second. */
const fullAnswer = fc
  .tuple(offset, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }))
  .map(([start, first, last]): Answer => {
    const slice = sliceFrom(start);
    const secondOf = (index: number): number =>
      index < first ? 0 : index >= slice.limit - last ? -slice.limit : -index;
    const rows = Array.from({ length: slice.limit }, (_, index) => made(String(index), secondOf(index)));
    return { slice, rows };
  });

const times = fc.constantFrom(1, 2, 4, 8, 16);

const sameSecond = ({ rows }: Answer, edge: Row | undefined): number =>
  rows.filter(({ createdAt }) => createdAt === edge?.createdAt).length;

describe('the slice below an answer', () => {
  it('holds the whole last second again, and rows above it, and never fewer when widened', () => {
    fc.assert(
      fc.property(fullAnswer, times, (upper, widening) => {
        const slice = sliceBelow(upper, widening);
        expectAllowed(slice);
        const overlap = endOf(upper.slice) - startOf(slice);
        // 450 is as far as the next page may overlap and still get on (pages.ts).
        expect(overlap).toBeGreaterThanOrEqual(
          Math.min((sameSecond(upper, upper.rows.at(-1)) + 10) * widening, 450),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('reaches deeper than the answer, so that a list comes to its end', () => {
    fc.assert(
      fc.property(fullAnswer, (upper) => {
        expect(endOf(sliceBelow(upper, 1))).toBeGreaterThan(endOf(upper.slice));
      }),
      { numRuns: 300 },
    );
  });

  it('follows the rows that came, not those that were asked for', () => {
    const rows = Array.from({ length: 700 }, (_, index) => made(String(index), -index));
    expect(startOf(sliceBelow({ slice: { page: 1, limit: 1000 }, rows }, 1))).toBe(689);
    expect(sliceBelow({ slice: { page: 1, limit: 1000 }, rows: [] }, 1)).toEqual({ page: 1, limit: 1000 });
  });
});

describe('the slice above an answer', () => {
  it('holds the whole first second again, and rows below it', () => {
    fc.assert(
      fc.property(fullAnswer, times, (lower, widening) => {
        const slice = sliceAbove(lower, widening);
        expectAllowed(slice);
        expect(endOf(slice) - startOf(lower.slice)).toBeGreaterThanOrEqual(
          Math.min((sameSecond(lower, lower.rows[0]) + 10) * widening, 450),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('starts above the answer, so that a walk comes to the top', () => {
    fc.assert(
      fc.property(fullAnswer, (lower) => {
        const slice = sliceAbove(lower, 1);
        if (!isTop(lower)) expect(startOf(slice)).toBeLessThan(startOf(lower.slice));
        else expect(slice.page).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});

/**
 * A list at two moments: rows go, rows come (new ones, late ones), ties are in another order. The oldest row and at
 * least two above it are there at both, so some seam always holds.
 */
const twoMoments = fc
  .record({
    seconds: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 6, maxLength: 30 }),
    inserted: fc.array(fc.nat(14), { maxLength: 4 }),
    gone: fc.array(fc.nat(29), { maxLength: 4 }),
  })
  .chain(({ seconds, inserted, gone }) => {
    const oldest = made('oldest', 0);
    const before = seconds.map((second, index) => made(`old${index}`, second));
    const added = inserted.map((second, index) => made(`new${index}`, second));
    const after = [...before.filter((_, index) => !gone.includes(index)), ...added];
    return fc.record({ before: listing([...before, oldest]), after: listing([...after, oldest]) });
  });

function listing(rows: readonly Row[]): fc.Arbitrary<Row[]> {
  return fc
    .shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length })
    .map((mixed) =>
      mixed.sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0)),
    );
}

const slices = [1, 2, 3, 4, 5].flatMap((page) =>
  Array.from({ length: 20 }, (_, index): Slice => ({ page, limit: index + 1 })),
);

/** Every answer with rows that a moment of the list can give. */
const answersOf = (rows: readonly Row[]): Answer[] =>
  slices
    .map((slice) => ({ slice, rows: rows.slice(startOf(slice), endOf(slice)) }))
    .filter((answer) => answer.rows.length > 0);

interface Pair {
  readonly upper: Answer;
  readonly lower: Answer;
}

/** Rows that were there at both moments, lie between the two answers' outer ends, and are in neither. */
function fallenThrough(steady: readonly Row[], { upper, lower }: Pair): Row[] {
  const given = new Set([...upper.rows, ...lower.rows].map(({ key }) => key));
  const top = isTop(upper) ? undefined : upper.rows[0]?.createdAt;
  const bottom = isBottom(lower) ? undefined : lower.rows.at(-1)?.createdAt;
  return steady.filter(
    ({ key, createdAt }) =>
      !given.has(key) &&
      (top === undefined || createdAt < top) &&
      (bottom === undefined || createdAt > bottom),
  );
}

const lasting = (before: readonly Row[], after: readonly Row[]): Row[] => {
  const keys = new Set(after.map(({ key }) => key));
  return before.filter(({ key }) => keys.has(key));
};

describe('a seam that holds', () => {
  it('lets no row fall through between a page and the one asked for below it', () => {
    fc.assert(
      fc.property(twoMoments, ({ before, after }) => {
        const lowers = answersOf(after);
        const pairs = answersOf(before).flatMap((upper) =>
          lowers.filter((lower) => seamBelowHolds(upper, lower)).map((lower) => ({ upper, lower })),
        );
        expect(pairs.some(({ lower }) => !isTop(lower))).toBe(true);
        const steady = lasting(before, after);
        expect(pairs.filter((pair) => fallenThrough(steady, pair).length > 0)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('lets no row fall through between a page and the one asked for above it', () => {
    fc.assert(
      fc.property(twoMoments, ({ before, after }) => {
        const uppers = answersOf(after);
        const pairs = answersOf(before).flatMap((lower) =>
          uppers.filter((upper) => seamAboveHolds(lower, upper)).map((upper) => ({ upper, lower })),
        );
        expect(pairs.some(({ upper }) => !isTop(upper))).toBe(true);
        const steady = lasting(before, after);
        expect(pairs.filter((pair) => fallenThrough(steady, pair).length > 0)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a seam', () => {
  const at = (slice: Slice, ...seconds: readonly number[]): Answer => ({
    slice,
    rows: seconds.map((second) => made(String(second), second)),
  });
  const upper = at({ page: 1, limit: 3 }, 9, 8, 7);

  it('does not hold if the lower page starts in the upper one’s last second, or below it', () => {
    expect(seamBelowHolds(upper, at({ page: 2, limit: 3 }, 8, 7, 6))).toBe(true);
    expect(seamBelowHolds(upper, at({ page: 2, limit: 3 }, 7, 6, 5))).toBe(false);
    expect(seamBelowHolds(upper, at({ page: 2, limit: 3 }, 6, 5, 4))).toBe(false);
    expect(seamBelowHolds(upper, at({ page: 2, limit: 3 }))).toBe(false);
  });

  it('does not hold if the upper page ends in the lower one’s first second, or above it', () => {
    expect(seamAboveHolds(at({ page: 2, limit: 3 }, 8, 7, 6), upper)).toBe(true);
    expect(seamAboveHolds(at({ page: 2, limit: 3 }, 7, 6, 5), upper)).toBe(false);
    expect(seamAboveHolds(at({ page: 2, limit: 3 }, 6, 5, 4), upper)).toBe(false);
    expect(seamAboveHolds(at({ page: 2, limit: 3 }, 6, 5, 4), at({ page: 1, limit: 3 }))).toBe(false);
  });
});
