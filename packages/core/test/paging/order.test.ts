import { describe, expect, it } from '@jest/globals';
import { newestFirst } from '../../src/paging/order.ts';
import type { Answer } from '../../src/paging/pages.ts';
import { rowAt, secondsAgo } from '../feed/listing.ts';
import { failureOf } from '../support.ts';

/** A page of rows that are so many seconds old, in this order; with the default limit, the whole list. */
const page = (ages: readonly number[], change: Partial<Answer> = {}): Answer => ({
  slice: { page: 1, limit: 100 },
  rows: ages.map((age, index) => rowAt(age, String(index))),
  ...change,
});
const agesOf = (answer: Answer): number[] => secondsAgo(answer.rows.map((row) => ({ id: '', row })));
/** A page with more below it. */
const full = (ages: readonly number[]): Answer => page(ages, { slice: { page: 1, limit: ages.length } });

describe('a list that fits one page', () => {
  it.each([
    ['newest first', [0, 1, 1, 5]],
    ['oldest first', [5, 1, 1, 0]],
    ['in any order', [1, 5, 0, 1]],
  ])('is put newest first: %s', (_, ages) => {
    expect(agesOf(newestFirst(page(ages)))).toEqual([0, 1, 1, 5]);
  });

  it('keeps the order of rows of the same second', () => {
    const { rows } = newestFirst(page([9, 3, 3, 3, 0]));
    expect(rows.map(({ payId }) => payId)).toEqual(['4', '1', '2', '3', '0']);
  });

  it('is as it came where nothing has to move', () => {
    const answer = page([0, 1]);
    expect(newestFirst(answer)).toBe(answer);
    expect(newestFirst(page([])).rows).toEqual([]);
  });
});

describe('a page of a longer list', () => {
  it.each([0, 1, 2])('is as it came with %d late rows', (late) => {
    const answer = full([...Array.from({ length: late }, (_, index) => 100 - index), 200]);
    expect(newestFirst(answer)).toBe(answer);
  });

  it('is as it came where at most a quarter of its steps lead to newer rows', () => {
    // Nine steps down, and three up.
    const ages = [0, 10, 20, 30, 25, 35, 45, 55, 50, 60, 70, 80, 75];
    const answer = full(ages);
    expect(newestFirst(answer)).toBe(answer);
    expect(() => newestFirst(full(ages.slice(1)))).toThrow(/not sorted by date/);
  });

  it('is an error where more of them do: its newest rows could be on any page', async () => {
    const { kind, what } = await failureOf(() => newestFirst(full([5, 4, 3, 2])));
    expect(kind).toBe('unexpected-answer');
    expect(what).toBe(
      'SecPaid’s list does not fit one page and is not sorted by date, so the newest cannot be told.',
    );
  });

  it('is an error further down too, with its place where that is known', async () => {
    const below = { slice: { page: 2, limit: 100 } };
    const failure = await failureOf(() => newestFirst(page([5, 4, 3, 2], { ...below, where: 'page 2' })));
    expect(failure.where).toBe('page 2');
    expect(failure.next).toMatch(/^Narrow the list by dates/);
    expect(await failureOf(() => newestFirst(page([5, 4, 3, 2], below)))).not.toHaveProperty(
      'where',
      expect.anything(),
    );
  });
});
