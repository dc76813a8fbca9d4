import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../src/entries/pay-in.ts';
import type { Numbered } from '../../src/entries/row.ts';
import { SecPaidError } from '../../src/errors.ts';
import { checkOnce, faultDue } from '../../src/feed/recent-faults.ts';
import { failureOf, june } from '../support.ts';
import { numbered, rowAt } from './listing.ts';

describe('the fault of a recent row', () => {
  const fault = new SecPaidError('unexpected-answer', { what: 'x', next: 'y' });
  const dueAt = (created_at: unknown): boolean => {
    const bad: Row = { ...rowAt(5), fault, raw: { created_at } };
    return faultDue([rowAt(0), bad], june(-100), '2026-06-01 00:05:00') === fault;
  };

  it('is shown where the row is as old as the oldest entry that counts, and younger', () => {
    expect([dueAt(june(-99)), dueAt(june(-100))]).toEqual([true, true]);
  });

  it('is not shown where the row is older', () => {
    expect(dueAt(june(-101))).toBe(false);
  });

  it('is shown where the row has no date', () => {
    expect([dueAt(null), dueAt('0000-00-00 00:00:00')]).toEqual([true, true]);
  });
});

describe('a list with entries that are listed twice', () => {
  const list = (all: number, twice: number): Numbered<Row>[] => {
    const entries = numbered(...Array.from({ length: all }, (_, index) => rowAt(index)));
    return [...entries, ...entries.slice(0, twice).map(({ id, row }) => ({ id: `${id}_2`, row }))];
  };

  it.each([
    [9, 5],
    [5, 5],
    [100, 51],
  ])('is wrong: of %d entries %d', async (all, twice) => {
    const { kind, what, next } = await failureOf(() => {
      checkOnce(list(all, twice));
    });
    expect(kind).toBe('unexpected-answer');
    expect(what).toBe(`SecPaid lists ${twice} of ${all} recent entries twice.`);
    expect(next).toMatch(/^Nothing was started, so that nothing old starts again/);
  });

  it.each([
    [4, 4],
    [10, 5],
    [100, 50],
    [100, 4],
    [0, 0],
  ])('may be right, as twins are: of %d entries %d', (all, twice) => {
    expect(() => {
      checkOnce(list(all, twice));
    }).not.toThrow();
  });
});
