import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../src/entries/pay-in.ts';
import { SecPaidError } from '../../src/errors.ts';
import type { FeedState } from '../../src/feed/state.ts';
import { UnreadableRows } from '../../src/feed/unreadable.ts';
import { june } from '../support.ts';
import { BLANK, listOf, rowAt } from './listing.ts';

const fault = (name: string): SecPaidError =>
  new SecPaidError('unexpected-answer', {
    what: `Row ${name} is bad.`,
    next: 'Look it up.',
    where: 'page 1',
  });
/** A row that cannot be read, so many seconds old. */
const bad = (secondsAgo: number): Row => ({ ...rowAt(secondsAgo), fault: fault(String(secondsAgo)) });

const TOP = { page: 1, limit: 10 };
const BELOW = { page: 2, limit: 10 };
const STATE: FeedState = { ...BLANK, floor: june(-1000) };

/** What a poll that read these pages says, and the state that it leaves. */
function told(pages: readonly Row[][], { state = STATE, swept = false, slice = TOP } = {}) {
  const rows = new UnreadableRows();
  for (const page of pages) rows.note({ slice, rows: page });
  return rows.tell(state, { swept });
}

describe('rows that cannot be read', () => {
  it('are none where all can be read', () => {
    const { state, error } = told([listOf(3)]);
    expect(error).toBeUndefined();
    expect(state).toEqual(STATE);
  });

  it('are shown as they are, if it is one', () => {
    const one = bad(1);
    expect(told([[rowAt(0), one]]).error).toBe(one.fault);
  });

  it('are named three at a time, and the others are counted', () => {
    const three = told([[rowAt(0), bad(1), bad(2), bad(3)]]).error;
    expect(three).toMatchObject({ kind: 'unexpected-answer', next: 'Look it up.', where: 'page 1' });
    expect(three?.what).toBe('Row 1 is bad. Row 2 is bad. Row 3 is bad.');
    const five = told([[rowAt(0), bad(1), bad(2), bad(3), bad(4), bad(5)]]).error;
    expect(five?.what).toBe('Row 1 is bad. Row 2 is bad. Row 3 is bad. There are 2 more.');
  });

  it('are shown without a place where none is known', () => {
    const nowhere = (secondsAgo: number): Row => {
      const { kind, what, next } = fault(String(secondsAgo));
      return { ...rowAt(secondsAgo), fault: new SecPaidError(kind, { what, next }) };
    };
    expect(told([[rowAt(0), nowhere(1), nowhere(2)]]).error).not.toHaveProperty('where', expect.anything());
  });

  it('are shown once, however many pages hold them', () => {
    expect(
      told([
        [rowAt(0), bad(1)],
        [bad(1), rowAt(2)],
      ]).error?.what,
    ).toBe('Row 1 is bad.');
  });

  it('are not shown below the floor, but at it', () => {
    expect(told([[rowAt(0), bad(1001)]]).error).toBeUndefined();
    expect(told([[rowAt(0), bad(1000)]]).error?.what).toBe('Row 1000 is bad.');
  });

  it('have the later date, if a page begins with them: they may have none of their own', () => {
    const undated = { ...bad(1), createdAt: '' };
    expect(told([[undated], [rowAt(0), bad(1)]]).error?.what).toBe('Row 1 is bad.');
    expect(told([[rowAt(0), bad(1)], [undated]]).error?.what).toBe('Row 1 is bad.');
  });
});

describe('a row that was shown', () => {
  const { state } = told([[rowAt(0), bad(1)]]);

  it('is not shown again, but others are', () => {
    expect(told([[rowAt(0), bad(1)]], { state }).error).toBeUndefined();
    expect(told([[rowAt(0), bad(1), bad(2)]], { state }).error?.what).toBe('Row 2 is bad.');
  });

  it('is remembered until a poll reads everything without it', () => {
    expect(told([listOf(3)], { state }).state.told).toEqual(state.told);
    expect(told([[rowAt(0), bad(1)]], { state, swept: true }).state.told).toEqual(state.told);
    expect(told([listOf(3)], { state, swept: true }).state.told).toEqual([]);
    const both = told([[rowAt(0), bad(1), bad(2)]], { state }).state;
    expect(both.told).toHaveLength(2);
    expect(told([[rowAt(0), bad(1)]], { state: both, swept: true }).state.told).toEqual(state.told);
  });

  it('is one of two hundred at most, the last ones', () => {
    const many = Array.from({ length: 201 }, (_, index) => bad(index + 1));
    const { told: all } = told([[rowAt(0), ...many]]).state;
    expect(all).toHaveLength(200);
    expect(all).not.toContain(state.told[0]);
    expect(all.at(-1)).toBe(told([[rowAt(0), bad(201)]]).state.told[0]);
  });
});

describe('a list of which nothing can be read', () => {
  const three = [bad(1), bad(2), bad(3)];

  it('has another form: the poll fails, and shows the newest row', () => {
    expect(() => told([three])).toThrow('Row 1 is bad.');
  });

  it.each<readonly [string, () => unknown]>([
    ['has two rows only', () => told([[bad(1), bad(2)]])],
    ['was not read from its top', () => told([three], { slice: BELOW })],
    ['has one row that can be read', () => told([[...three, rowAt(4)]])],
  ])('need not have another form, if it %s', (_, telling) => {
    expect(telling).not.toThrow();
  });

  it('has another form too where its top was read before its other pages', () => {
    const rows = new UnreadableRows();
    rows.note({ slice: TOP, rows: three });
    rows.note({ slice: BELOW, rows: [bad(4)] });
    expect(() => rows.tell(STATE, { swept: false })).toThrow('Row 1 is bad.');
  });
});
