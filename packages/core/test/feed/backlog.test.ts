import { describe, expect, it } from '@jest/globals';
import { readBacklog as readPaged } from '../../src/feed/backlog.ts';
import type { Finding } from '../../src/feed/plan.ts';
import type { Backlog } from '../../src/feed/state.ts';
import { endOf } from '../../src/paging/pages.ts';
import type { Row } from '../../src/entries/pay-in.ts';
import type { Numbered } from '../../src/entries/row.ts';
import type { Ask } from '../../src/paging/walk.ts';
import { june } from '../support.ts';
import { carriedOut, listOf, rowAt, secondsAgo } from './listing.ts';

const readBacklog = async (
  ask: Ask<Row>,
  backlog: Backlog,
  isKnown: (row: Numbered) => boolean,
  maxItems: number,
): Promise<Finding<Row>> =>
  (await readPaged(ask, backlog, isKnown, maxItems, { most: 1000, atLeast: 1000 })).finding;

const nothing = (): boolean => false;
/** Entries of these ages in seconds, from one number down to another, oldest first. */
const down = (oldest: number, newest: number): number[] =>
  Array.from({ length: oldest - newest + 1 }, (_, index) => oldest - index);

/** All entries that are at most 1999 seconds old are due. */
const BACKLOG = { from: june(-1999), depth: 2000 };

describe('the part of the list that was read completely', () => {
  /** Pages of 684 rows: the first answer holds the rows of 2051 to 1368 seconds ago. */
  const coveredOf = async (isKnown: (row: Numbered) => boolean, list: readonly Row[]) => {
    const paging = { most: 1000, atLeast: 1000 };
    const { covered } = (await carriedOut((ask) => readPaged(ask, BACKLOG, isKnown, 10, paging), list))
      .result;
    return {
      from: covered?.from,
      to: covered?.to,
      known: secondsAgo(covered?.known ?? []),
      fresh: secondsAgo(covered?.fresh ?? []),
      others: covered?.others.map(({ createdAt }) => createdAt),
    };
  };
  const at = new Set([1367, 1368, 1369, 1999, 2000].map((seconds) => june(-seconds)));

  it('goes from the beginning to below the newest second of the page, which may be incomplete', async () => {
    const { known, fresh, ...rest } = await coveredOf(nothing, listOf(4000));
    expect(rest).toEqual({ from: june(-1999), to: june(-1368), others: [] });
    expect(known).toEqual([]);
    expect(fresh).toEqual(down(1999, 1369));
  });

  it('holds what is known there', async () => {
    const { known, fresh } = await coveredOf(({ row }) => at.has(row.createdAt), listOf(4000));
    expect(known).toEqual([1369, 1999]);
    expect(fresh).toEqual(down(1998, 1370));
  });

  it('holds the rows there that are no entries', async () => {
    const list = listOf(4000).map((row) =>
      at.has(row.createdAt) ? { ...row, standing: 'failed' as const } : row,
    );
    const { known, fresh, others } = await coveredOf(nothing, list);
    expect(others).toEqual([june(-1369), june(-1999)]);
    expect([known, fresh]).toEqual([[], down(1998, 1370)]);
  });

  it('has no end if the top was reached', async () => {
    const { to, fresh } = await coveredOf(nothing, listOf(9, 1990));
    expect(to).toBeUndefined();
    expect(fresh).toEqual(down(1998, 1990));
  });
});

describe('a portion of a backlog', () => {
  it('is found by its depth in one request, and holds the oldest entries', async () => {
    const { result, asked } = await carriedOut((ask) => readBacklog(ask, BACKLOG, nothing, 10), listOf(4000));
    expect(asked).toEqual([{ page: 3, limit: 684 }]);
    expect(secondsAgo(result.taken)).toEqual(down(1999, 1990));
    expect(result).toMatchObject({ swept: false, drain: { from: june(-1989), depth: 1990 } });
  });

  it('ends below the newest second of a page, which may be incomplete', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, BACKLOG, nothing, 631),
      listOf(4000),
    );
    expect(asked).toHaveLength(1);
    expect(secondsAgo(result.taken)).toEqual(down(1999, 1369));
    expect(result.drain).toEqual({ from: june(-1368), depth: 1369 });
  });

  it('takes one more page if one does not hold enough', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, BACKLOG, nothing, 632),
      listOf(4000),
    );
    expect(asked).toEqual([
      { page: 3, limit: 684 },
      { page: 2, limit: 690 },
    ]);
    expect(secondsAgo(result.taken)).toEqual(down(1999, 1368));
    expect(result.drain).toEqual({ from: june(-1367), depth: 1368 });
  });

  it('is the last one if it reaches the top', async () => {
    const backlog = { from: june(-30), depth: 31 };
    const { result, asked } = await carriedOut((ask) => readBacklog(ask, backlog, nothing, 31), listOf(40));
    expect(asked).toEqual([{ page: 1, limit: 1000 }]);
    expect(secondsAgo(result.taken)).toEqual(down(30, 0));
    expect(result.drain).toBeNull();
    expect(
      (await carriedOut((ask) => readBacklog(ask, backlog, nothing, 30), listOf(40))).result,
    ).toMatchObject({
      swept: false,
      drain: { from: june(0), depth: 1 },
    });
  });

  it('reads no further once it is at the top, however much more it could take', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-1500), depth: 0 }, nothing, 5000),
      listOf(2000),
    );
    expect(asked.at(-1)?.page).toBe(1);
    expect(asked.filter(({ page }) => page === 1)).toHaveLength(2);
    expect(secondsAgo(result.taken)).toEqual(down(1500, 0));
    expect(result.drain).toBeNull();
  });

  it('leaves out what is known, and what is older than its beginning', async () => {
    const isKnown = ({ row }: Numbered): boolean => row.raw['n'] === '3';
    const { result } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-5), depth: 0 }, isKnown, 1000),
      listOf(40),
    );
    expect(secondsAgo(result.taken)).toEqual([5, 4, 2, 1, 0]);
  });

  it('tells twins apart, and takes a row of two pages once', async () => {
    const list = [...listOf(1370), rowAt(1370, 'twin'), rowAt(1370, 'twin'), ...listOf(3000, 1371)];
    const { result } = await carriedOut((ask) => readBacklog(ask, BACKLOG, nothing, 3000), list);
    expect(new Set(result.taken.map(({ id }) => id)).size).toBe(2001);
    expect(result.taken).toHaveLength(2001);
  });

  it('is what was read when the budget ended on the way up', async () => {
    const { result } = await carriedOut((ask) => readBacklog(ask, BACKLOG, nothing, 1000), listOf(4000), {
      budget: 1,
    });
    expect(secondsAgo(result.taken)).toEqual(down(1999, 1369));
    expect(result.drain).toEqual({ from: june(-1368), depth: 1369 });
  });

  it('of an account that was emptied is none', async () => {
    const { result } = await carriedOut((ask) => readBacklog(ask, { from: '', depth: 0 }, nothing, 10), []);
    expect(result).toEqual({ taken: [], swept: false, drain: null });
  });
});

describe('a second of thousands of entries', () => {
  const second = (count: number): Row[] => [
    ...Array.from({ length: count }, (_, index) => rowAt(5, `tie ${index}`)),
    ...listOf(100, 6),
  ];
  const backlog = { from: june(-5), depth: 0 };

  it.each([4000, 9000])('is read whole if one poll can: %i', async (count) => {
    const { result } = await carriedOut((ask) => readBacklog(ask, backlog, nothing, 1000), second(count), {
      budget: 40,
    });
    expect(result.taken).toHaveLength(1000);
    expect(result.drain).toMatchObject({ from: june(-5) });
  });

  it('is read again if the budget ended early', async () => {
    const { result } = await carriedOut((ask) => readBacklog(ask, backlog, nothing, 1000), second(4000), {
      budget: 5,
    });
    expect(result).toMatchObject({ taken: [], swept: false, drain: { from: june(-5) } });
  });

  it('is an error, not a silent standstill, if a poll can never read it', async () => {
    await expect(
      carriedOut((ask) => readBacklog(ask, backlog, nothing, 1000), second(12_000)),
    ).rejects.toThrow(
      expect.objectContaining({
        kind: 'unexpected-answer',
        what: 'SecPaid lists more than 5000 entries of one second (2026-05-31 23:59:55), more than a poll can read.',
        next: expect.stringContaining('recreate the trigger to continue from now'),
      }),
    );
  });

  it('does not hold back what came before it', async () => {
    const { result } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-8), depth: 0 }, nothing, 1000),
      second(12_000),
    );
    expect(secondsAgo(result.taken)).toEqual([8, 7, 6]);
    expect(result.drain).toMatchObject({ from: june(-5) });
  });
});

describe('the start of a backlog', () => {
  const endsOf = (list: readonly { page: number; limit: number }[]): number[] => list.map(endOf);

  it('further down is found by doubling and halving', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-8999), depth: 0 }, nothing, 5),
      listOf(12_000),
    );
    expect(endsOf(asked)).toEqual([1000, 2052, 4155, 8361, 16_779, 12_584, 10_494, 9450]);
    expect(secondsAgo(result.taken)).toEqual(down(8999, 8995));
  });

  it('is not found before a row older than its second was seen, since more of that second may follow', async () => {
    const list = [...listOf(1050), rowAt(1049, 'tie'), ...listOf(2000, 1050)];
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-1049), depth: 1000 }, nothing, 3),
      list,
    );
    expect(endsOf(asked.slice(0, 1))).toEqual([1050]);
    expect(secondsAgo(result.taken)).toEqual([1049, 1049, 1048]);
  });

  it('is found if a page begins with its second', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-1368), depth: 2000 }, nothing, 3),
      listOf(4000),
    );
    expect(asked).toEqual([
      { page: 3, limit: 684 },
      { page: 2, limit: 690 },
    ]);
    expect(secondsAgo(result.taken)).toEqual(down(1368, 1366));
  });

  it('further up is found by halving', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-99), depth: 9000 }, nothing, 5),
      listOf(12_000),
    );
    expect(endsOf(asked)).toEqual([9050, 4575, 2331, 1278, 689]);
    expect(secondsAgo(result.taken)).toEqual(down(99, 95));
  });

  it.each([
    ['goes half way where two pages lie between', 1950, [2000, 1000]],
    ['goes half way where nearly a page lies between', 1850, [1900, 975]],
    ['reads a page that overlaps, where less lies between', 1700, [1750, 925]],
  ])('further up %s', async (_, depth, ends) => {
    const { asked } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-500), depth }, nothing, 5),
      listOf(4000),
    );
    expect(endsOf(asked)).toEqual(ends);
  });

  it('is found if entries were deleted during the search', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-3299), depth: 0 }, nothing, 5),
      listOf(6000),
      {
        between: (request) => listOf(6000 - 3000, request >= 1 ? 3000 : 0),
      },
    );
    expect(asked.length).toBeLessThanOrEqual(5);
    expect(secondsAgo(result.taken)).toEqual(down(3299, 3295));
  });

  it('is found if many entries came during the search', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-1499), depth: 3000 }, nothing, 5),
      listOf(6000),
      {
        between: (request) => (request >= 1 ? [...listOf(2000, -2000), ...listOf(6000)] : listOf(6000)),
      },
    );
    expect(asked.length).toBeLessThanOrEqual(7);
    expect(secondsAgo(result.taken)).toEqual(down(1499, 1495));
  });

  it('is found over several polls, each with a single request, in whichever direction', async () => {
    for (const depth of [0, 4200, 9000]) {
      let backlog = { from: june(-4199), depth };
      let polls = 0;
      for (; polls < 15; polls++) {
        const { result } = await carriedOut((ask) => readBacklog(ask, backlog, nothing, 5), listOf(12_000), {
          budget: 1,
        });
        if (result.taken.length > 0) expect(secondsAgo(result.taken)).toEqual(down(4199, 4195));
        if (result.taken.length > 0 || !result.drain) break;
        expect(result).toMatchObject({ swept: false, drain: { from: backlog.from } });
        backlog = result.drain;
      }
      expect(polls).toBeLessThan(10);
    }
  });

  it('is looked for a page further down in the next poll if this one ends above it', async () => {
    const { result } = await carriedOut(
      (ask) => readBacklog(ask, { from: june(-8999), depth: 0 }, nothing, 5),
      listOf(12_000),
      {
        budget: 1,
      },
    );
    expect(result).toEqual({ taken: [], swept: false, drain: { from: june(-8999), depth: 1400 } });
  });

  it('stays where it was if a poll cannot ask at all', async () => {
    const backlog = { from: june(-8999), depth: 7000 };
    const { result } = await carriedOut((ask) => readBacklog(ask, backlog, nothing, 5), listOf(12_000), {
      budget: 0,
    });
    expect(result).toEqual({ taken: [], swept: false, drain: backlog });
  });
});

describe('a backlog that was partly listed before the feed was armed', () => {
  it('sets that part aside, however little a poll may emit', async () => {
    const backlog = { from: june(-1999), depth: 2000, sweeps: true, past: june(-999) };
    const { result } = await carriedOut((ask) => readBacklog(ask, backlog, nothing, 5), listOf(4000));
    expect(secondsAgo(result.aside ?? [])).toEqual(down(1999, 1000));
    expect(secondsAgo(result.taken)).toEqual(down(999, 995));
    expect(result.drain).toMatchObject({ from: june(-994), sweeps: true, past: june(-999) });
  });

  it('keeps to it if no request is left', async () => {
    const backlog = { from: june(-1999), depth: 2000, sweeps: true, past: june(-999) };
    const { result } = await carriedOut((ask) => readBacklog(ask, backlog, nothing, 5), listOf(4000), {
      budget: 0,
    });
    expect(result.drain).toEqual(backlog);
  });
});

describe('reading a backlog upwards while the list changes', () => {
  it('asks for the page again, wider each time, while entries come', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, BACKLOG, nothing, 1500),
      listOf(4000),
      {
        between: (request) => [
          ...listOf(Math.min(request, 3) * 30, -Math.min(request, 3) * 30),
          ...listOf(4000),
        ],
      },
    );
    expect(asked.slice(0, 5)).toEqual([
      { page: 3, limit: 684 },
      { page: 2, limit: 690 },
      { page: 2, limit: 695 },
      { page: 2, limit: 706 },
      { page: 2, limit: 728 },
    ]);
    expect(secondsAgo(result.taken)).toEqual(down(1999, 500));
  });

  it('keeps what is complete if entries are deleted', async () => {
    const { result, asked } = await carriedOut(
      (ask) => readBacklog(ask, BACKLOG, nothing, 5000),
      listOf(4000),
      {
        budget: 2,
        between: () => listOf(3000, 1000),
      },
    );
    expect(asked).toHaveLength(2);
    expect(secondsAgo(result.taken)).toEqual(down(1999, 1369));
    expect(result.drain?.from).toBe(june(-1368));
  });
});
