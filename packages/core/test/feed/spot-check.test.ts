import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../src/entries/pay-in.ts';
import { hasRows, stillWaits } from '../../src/feed/spot-check.ts';
import { june } from '../support.ts';
import { carriedOut, listOf, rowAt } from './listing.ts';

const FLOOR = june(-99);

describe('a check of the end of the window', () => {
  const look = (list: readonly Row[], rows: number, budget = 1) =>
    carriedOut((ask) => hasRows(ask, rows, FLOOR), list, { budget });

  it.each<readonly [string, readonly Row[], number, boolean]>([
    ['where it should be', listOf(200), 100, true],
    ['where it should be, with the end of the list', listOf(100), 100, true],
    ['one row further down', listOf(200), 99, false],
    ['one row further down, with the end of the list', listOf(100), 99, false],
    ['one row higher up', listOf(200), 101, false],
    ['one row higher up, with the end of the list', listOf(100), 101, false],
    ['a page further down', listOf(200), 80, false],
    ['a page higher up', listOf(200), 120, false],
    ['not at all, below the end of the list', listOf(50), 100, false],
  ])('finds it %s', async (_, list, rows, holds) => {
    const { result, asked } = await look(list, rows);
    expect(result).toBe(holds);
    expect(asked[0]?.limit).toBeLessThanOrEqual(13);
  });

  it('is unknown without a request', async () => {
    expect((await look(listOf(200), 100, 0)).result).toBeUndefined();
  });
});

describe('a look at a row that waits', () => {
  const place = 40;
  const waiting: Row = { ...rowAt(place), standing: 'pending' };
  const known = new Set(listOf(60).map(({ key }) => key));
  const look = (row: readonly Row[], budget = 1) =>
    carriedOut(
      (ask) => stillWaits(ask, june(-place), place + 1, (one) => known.has(one.id)),
      [...listOf(place), ...row, ...listOf(19, place + 1)],
      { budget },
    );

  it('finds it there among entries that are known', async () => {
    expect((await look([waiting])).result).toBe(true);
  });

  it.each<readonly [string, readonly Row[]]>([
    ['it has become an entry', [rowAt(place)]],
    ['it is gone', []],
    ['it has another date', [{ ...rowAt(place + 1), standing: 'pending' }]],
    ['an unknown entry is beside it', [waiting, rowAt(place, 'unknown')]],
  ])('does not where %s', async (_, row) => {
    expect((await look(row)).result).toBe(false);
  });

  it('is unknown without a request', async () => {
    expect((await look([waiting], 0)).result).toBeUndefined();
  });
});
