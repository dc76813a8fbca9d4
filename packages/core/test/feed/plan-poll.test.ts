import { describe, expect, it } from '@jest/globals';
import type { Ask } from '../../src/paging/walk.ts';
import { planPoll as plan, type PollPlan } from '../../src/feed/plan-poll.ts';
import type { Finding } from '../../src/feed/plan.ts';
import { remember } from '../../src/feed/remember.ts';
import type { FeedState } from '../../src/feed/state.ts';
import type { Row } from '../../src/entries/pay-in.ts';
import { june } from '../support.ts';
import { BLANK, carriedOut, listOf, numbered, rowAt, secondsAgo } from './listing.ts';

/** What is found, without what it was found beside. */
async function planPoll(ask: Ask<Row>, state: FeedState, turn: PollPlan): Promise<Finding<Row>> {
  const { taken, swept, drain } = (await plan(ask, state, turn)).finding;
  return { taken, swept, drain };
}

const HOUR = 3_600_000;
const DAY_OF = 24 * 3600;
const NOW = Date.UTC(2026, 5, 1);
const turn: PollPlan = { now: NOW, firstSinceStart: false, maxItems: 1000 };

/** Swept a minute ago, with these rows remembered and a floor of 30 days. */
const knowing = (rows: readonly Row[]): FeedState =>
  remember(
    {
      ...BLANK,
      revision: 0,
      watermark: '',
      floor: june(-30 * DAY_OF),
      seen: {},
      sweptAt: NOW - 60_000,
      drain: null,
    },
    { taken: numbered(...rows), swept: false, drain: null },
    NOW,
  );

/** One entry every 100 seconds. */
const spaced = (count: number): Row[] => Array.from({ length: count }, (_, index) => rowAt(index * 100));
/** Of these, 73 lie within two hours of the newest. */
const HEAD = 73;

describe('what a poll asks for when nothing is new', () => {
  it.each([
    ['the whole lookback while it fits one request', 950, { page: 1, limit: 1000 }, true],
    ['as many as it knows and some room', 100, { page: 1, limit: 150 }, true],
    ['a few, of an account without entries', 0, { page: 1, limit: 50 }, true],
    ['the last two hours where the lookback does not fit', 951, { page: 1, limit: HEAD + 50 }, false],
  ])('is %s', async (_, count, slice, swept) => {
    const rows = spaced(count);
    const { result, asked } = await carriedOut((ask) => planPoll(ask, knowing(rows), turn), rows);
    expect(asked).toEqual([slice]);
    expect(result).toEqual({ taken: [], swept, drain: null });
  });

  it('is at most a thousand rows, however many came in two hours', async () => {
    const { asked } = await carriedOut((ask) => planPoll(ask, knowing(listOf(5000)), turn), listOf(5000));
    expect(Math.max(...asked.map(({ limit }) => limit))).toBeLessThanOrEqual(1000);
  });

  it('is a whole page of pay-outs, whose order is unstated', async () => {
    const { result, asked } = await carriedOut(
      (ask) => planPoll(ask, { ...knowing(spaced(3)), feed: 'pay-out' }, turn),
      spaced(3),
    );
    expect(asked).toEqual([{ page: 1, limit: 1000 }]);
    expect(result).toEqual({ taken: [], swept: true, drain: null });
  });

  const many = spaced(1200);
  const state = knowing(many);
  it.each<readonly [string, Partial<FeedState>, Partial<PollPlan>, boolean]>([
    ['is not due within the hour', { sweptAt: NOW - HOUR + 1 }, {}, false],
    ['is due after an hour', { sweptAt: NOW - HOUR }, {}, true],
    ['is due after a start', { sweptAt: NOW }, { firstSinceStart: true }, true],
    ['is not due in the same millisecond', { sweptAt: NOW }, {}, false],
    ['is due where the clock was set back', { sweptAt: NOW + 1 }, {}, true],
  ])('a sweep %s', async (_, change, turned, due) => {
    const plan = (ask: Ask<Row>) => planPoll(ask, { ...state, ...change }, { ...turn, ...turned });
    const { result, asked } = await carriedOut(plan, many);
    expect(result.swept).toBe(due);
    expect(asked[0]).toEqual(due ? { page: 2, limit: 625 } : { page: 1, limit: HEAD + 50 });
    expect(asked).toHaveLength(due ? 2 : 1);
  });
});

describe('what a poll takes', () => {
  it('is what it does not know, oldest first, down to the floor', async () => {
    const state = knowing([rowAt(500), rowAt(7)]);
    const list = [rowAt(0), rowAt(7), rowAt(400), rowAt(500), rowAt(600), rowAt(31 * DAY_OF)];
    const { result } = await carriedOut((ask) => planPoll(ask, state, turn), list);
    expect(secondsAgo(result.taken)).toEqual([600, 400, 0]);
    expect(result).toMatchObject({ swept: true, drain: null });
  });

  it('is maxItems where exactly as many are new, and nothing is left', async () => {
    const { result } = await carriedOut(
      (ask) => planPoll(ask, knowing([]), { ...turn, maxItems: 30 }),
      listOf(30),
    );
    expect(result.taken).toHaveLength(30);
    expect(result).toMatchObject({ swept: true, drain: null });
  });

  it('is maxItems where more are new; the rest stays for the next poll', async () => {
    const { result, asked } = await carriedOut(
      (ask) => planPoll(ask, knowing([]), { ...turn, maxItems: 30 }),
      listOf(40),
    );
    expect(asked).toHaveLength(1);
    expect(secondsAgo(result.taken)).toEqual(Array.from({ length: 30 }, (_, index) => 39 - index));
    expect(result).toMatchObject({ swept: false, drain: { from: june(-9), depth: 10 } });
  });

  it('is the oldest of a backlog that one page does not hold', async () => {
    const { result, asked } = await carriedOut(
      (ask) => planPoll(ask, knowing([]), { ...turn, maxItems: 100 }),
      listOf(1500),
    );
    expect(secondsAgo(result.taken)).toEqual(Array.from({ length: 100 }, (_, index) => 1499 - index));
    expect(result.swept).toBe(false);
    expect(asked[0]).toEqual({ page: 1, limit: 50 });
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('goes on with a backlog before it looks at anything else', async () => {
    const drain = { from: june(-1999), depth: 2000 };
    const { result, asked } = await carriedOut(
      (ask) => planPoll(ask, { ...knowing([]), drain }, { ...turn, maxItems: 10 }),
      listOf(4000),
    );
    expect(asked).toEqual([{ page: 3, limit: 684 }]);
    expect(secondsAgo(result.taken)).toEqual(Array.from({ length: 10 }, (_, index) => 1999 - index));
  });
});
