import { describe, expect, it } from '@jest/globals';
import { scan } from '../../src/feed/scan.ts';
import type { Numbered } from '../../src/entries/row.ts';
import { june } from '../support.ts';
import { carriedOut, listOf, rowAt, secondsAgo } from './listing.ts';

const request = {
  floorOf: () => june(-2000),
  firstLimit: 1000,
  isKnown: () => false,
  enough: Infinity,
};

describe('a scan', () => {
  it('asks no further once a row older than its floor was seen', async () => {
    const { result, asked } = await carriedOut(
      (ask) => scan(ask, { ...request, floorOf: () => june(-998) }),
      listOf(3000),
    );
    expect(asked).toEqual([{ page: 1, limit: 1000 }]);
    expect(result).toMatchObject({ reached: true, floor: june(-998), oldest: june(-999), depth: 1000 });
    expect(secondsAgo(result.fresh)).toEqual(Array.from({ length: 999 }, (_, index) => index));
  });

  it('asks once more if the oldest row that it saw is of the floor’s own second', async () => {
    const { result, asked } = await carriedOut(
      (ask) => scan(ask, { ...request, floorOf: () => june(-999) }),
      listOf(3000),
    );
    expect(asked).toHaveLength(2);
    expect(result.reached).toBe(true);
    expect(result.fresh).toHaveLength(1000);
  });

  it('asks for as much as it was told at first, then for overlapping pages', async () => {
    const { result, asked } = await carriedOut(
      (ask) => scan(ask, { ...request, firstLimit: 60 }),
      listOf(3000),
    );
    expect(asked).toEqual([
      { page: 1, limit: 60 },
      { page: 1, limit: 1000 },
      { page: 2, limit: 989 },
      { page: 3, limit: 983 },
    ]);
    expect(result.fresh).toHaveLength(2001);
    expect(result.depth).toBe(2949);
  });

  it('is done at the end of the list, which is a page that is not full', async () => {
    const { result, asked } = await carriedOut(
      (ask) => scan(ask, { ...request, firstLimit: 100 }),
      listOf(99),
    );
    expect(asked).toHaveLength(1);
    expect(result).toMatchObject({ reached: true, oldest: june(-98), depth: 100 });
    expect(result.fresh).toHaveLength(99);
  });

  it('of an empty account is done, and has no oldest row', async () => {
    const told: unknown[] = [];
    const floorOf = (newest: string | undefined): string => {
      told.push(newest);
      return '';
    };
    const { result } = await carriedOut((ask) => scan(ask, { ...request, floorOf }), []);
    expect(result).toMatchObject({ fresh: [], floor: '', reached: true, oldest: undefined });
    expect(told).toEqual([undefined]);
  });

  it('tells the newest row once, from the first page', async () => {
    const told: unknown[] = [];
    const floorOf = (newest: string | undefined): string => {
      told.push(newest);
      return june(-1500);
    };
    await carriedOut((ask) => scan(ask, { ...request, floorOf }), listOf(3000));
    expect(told).toEqual([june(0)]);
  });

  it('leaves out what is known and what is below the floor', async () => {
    const isKnown = ({ row }: Numbered): boolean => row.raw['n'] === '1';
    const { result } = await carriedOut(
      (ask) => scan(ask, { ...request, floorOf: () => june(-2), isKnown }),
      listOf(9),
    );
    expect(secondsAgo(result.fresh)).toEqual([0, 2]);
  });

  it('stops as soon as it has found enough', async () => {
    const { result, asked } = await carriedOut(
      (ask) => scan(ask, { ...request, enough: 1000 }),
      listOf(3000),
    );
    expect(asked).toHaveLength(1);
    expect(result).toMatchObject({ reached: false, oldest: june(-999), depth: 1000 });
    expect(
      (await carriedOut((ask) => scan(ask, { ...request, enough: 1001 }), listOf(3000))).asked.length,
    ).toBeGreaterThan(1);
  });

  it('gives what it has when its budget is used up', async () => {
    const { result, asked } = await carriedOut((ask) => scan(ask, request), listOf(9000), { budget: 1 });
    expect(asked).toHaveLength(1);
    expect(result).toMatchObject({ reached: false, oldest: june(-999), depth: 1000 });
    expect(result.fresh).toHaveLength(1000);
    expect((await carriedOut((ask) => scan(ask, request), listOf(9), { budget: 0 })).result).toMatchObject({
      fresh: [],
      floor: '',
      reached: false,
      oldest: undefined,
      depth: 0,
    });
  });

  it('names twins of one answer apart, and finds an overlapping row once', async () => {
    const list = [...listOf(995), rowAt(995, 'twin'), rowAt(995, 'twin'), ...listOf(1500, 996)];
    const { result } = await carriedOut((ask) => scan(ask, request), list);
    expect(result.fresh).toHaveLength(2001 + 1);
    expect(new Set(result.fresh.map(({ id }) => id)).size).toBe(2002);
  });
});

describe('a scan of a list that changes between two pages', () => {
  it('asks for the page again, wider each time, while the pages do not overlap by a second', async () => {
    // Rows vanish above the seam, so that the next page starts below the last second of the first one.
    const gone = [0, 40, 80, 120, 120];
    const { result, asked } = await carriedOut((ask) => scan(ask, request), listOf(3000), {
      between: (number) => listOf(3000).slice(gone[number] ?? 120),
    });
    expect(asked.slice(0, 5)).toEqual([
      { page: 1, limit: 1000 },
      { page: 2, limit: 989 },
      { page: 2, limit: 978 },
      { page: 2, limit: 956 },
      { page: 2, limit: 912 },
    ]);
    expect(result.reached).toBe(true);
    expect(result.fresh).toHaveLength(2001);
  });

  it('is back to the usual overlap once a seam held', async () => {
    const { asked } = await carriedOut((ask) => scan(ask, request), listOf(3000), {
      between: (number) => listOf(3000).slice(number >= 1 ? 15 : 0),
    });
    expect(asked).toEqual([
      { page: 1, limit: 1000 },
      { page: 2, limit: 989 },
      { page: 2, limit: 978 },
      { page: 3, limit: 972 },
    ]);
  });

  it('takes nothing from a page whose seam does not hold', async () => {
    const { result } = await carriedOut((ask) => scan(ask, { ...request, enough: 1001 }), listOf(3000), {
      budget: 2,
      between: () => listOf(3000, 40),
    });
    expect(result).toMatchObject({ reached: false, oldest: june(-999), depth: 1000 });
    expect(result.fresh).toHaveLength(1000);
  });
});

it('a row of the list is named as the feed names it', async () => {
  const row = rowAt(3);
  const { fresh } = (await carriedOut((ask) => scan(ask, request), [row, row])).result;
  expect(fresh).toEqual([
    { id: row.key, row },
    { id: `${row.key}_2`, row },
  ]);
});
