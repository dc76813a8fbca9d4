import { describe, expect, it } from '@jest/globals';
import type { Ask } from '../../src/paging/walk.ts';
import { planPoll as plan, type PollPlan } from '../../src/feed/plan-poll.ts';
import type { Finding } from '../../src/feed/plan.ts';
import { nextState } from '../../src/feed/next-state.ts';
import type { FeedState } from '../../src/feed/state.ts';
import type { Row } from '../../src/entries/pay-in.ts';
import { sweepEvery } from '../../src/feed/window.ts';
import { june } from '../support.ts';
import { BLANK, carriedOut, listOf, numbered, rowAt, secondsAgo } from './listing.ts';

/** What is found, without what it was found beside. */
async function planPoll(ask: Ask<Row>, state: FeedState, turn: PollPlan): Promise<Finding<Row>> {
  const { taken, swept, drain } = (await plan(ask, state, turn)).finding;
  return { taken, swept, drain };
}

const MINUTE = 60_000;
const DAY_OF = 24 * 3600;
const NOW = Date.UTC(2026, 5, 1);
const turn: PollPlan = { now: NOW, firstSinceStart: false, maxItems: 1000, random: () => 0.5 };

/** Swept a minute ago, with these rows remembered and a floor of 30 days; nothing is due. */
const knowing = (rows: readonly Row[], change: Partial<FeedState> = {}): FeedState => ({
  ...nextState(
    {
      ...BLANK,
      revision: 0,
      watermark: '',
      floor: june(-30 * DAY_OF),
      seen: {},
      sweptAt: NOW - MINUTE,
      drain: null,
    },
    { taken: numbered(...rows), swept: false, drain: null },
    NOW,
  ),
  sweepAt: NOW + MINUTE,
  checkAt: NOW + MINUTE,
  ...change,
});

/** One entry every 100 seconds. */
const spaced = (count: number): Row[] => Array.from({ length: count }, (_, index) => rowAt(index * 100));
const HEAD = { page: 1, limit: 7 };

describe('what a poll reads when nothing is new', () => {
  it.each([
    ['the whole lookback where it is short', 15, { page: 1, limit: 19 }, true],
    ['three known entries and some room where it is longer', 16, HEAD, false],
    ['no more where it is much longer', 9900, HEAD, false],
    ['a few rows of an account without entries', 0, { page: 1, limit: 4 }, true],
  ])('is %s', async (_, count, slice, swept) => {
    const rows = spaced(count);
    const { result, asked } = await carriedOut((ask) => planPoll(ask, knowing(rows), turn), rows);
    expect(asked).toEqual([slice]);
    expect(result).toEqual({ taken: [], swept, drain: null });
  });

  it('is at most a thousand rows, however many came in one second', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => rowAt(0, `tie ${index}`));
    const { asked } = await carriedOut((ask) => planPoll(ask, knowing(rows), turn), rows);
    expect(Math.max(...asked.map(({ limit }) => limit))).toBeLessThanOrEqual(1000);
  });

  it('is also what is younger than three minutes, whose order may still change', async () => {
    const rows = listOf(1000);
    const at = { ...turn, now: NOW - 2 * 3_600_000 - MINUTE };
    const later = { sweepAt: at.now + MINUTE, checkAt: at.now + MINUTE };
    const { asked } = await carriedOut((ask) => planPoll(ask, knowing(rows, later), at), rows);
    expect(asked).toEqual([{ page: 1, limit: 241 + 7 }]);
  });

  it('is a few entries below those dated ahead, which stay on top', async () => {
    const rows = [-9000, -8000, -7000, -6000].map((seconds) => rowAt(seconds * DAY_OF));
    const state = { ...knowing([...rows, ...spaced(100)]), watermark: june(0) };
    const { asked } = await carriedOut((ask) => planPoll(ask, state, turn), [...rows, ...spaced(100)]);
    expect(asked).toEqual([{ page: 1, limit: 4 + 7 }]);
  });

  it('is a whole page of pay-outs, whose order is unstated', async () => {
    const { result, asked } = await carriedOut(
      (ask) => planPoll(ask, { ...knowing(spaced(3)), feed: 'pay-out' }, turn),
      spaced(3),
    );
    expect(asked).toEqual([{ page: 1, limit: 1000 }]);
    expect(result).toEqual({ taken: [], swept: true, drain: null });
  });

  it.each([
    [950, true],
    [951, false],
  ])('is all of %d pay-outs, if they fit one page with room for new ones: %s', async (count, swept) => {
    const state = { ...knowing(spaced(count)), feed: 'pay-out' as const };
    const { result, asked } = await carriedOut((ask) => planPoll(ask, state, turn), spaced(count));
    expect(asked).toEqual([{ page: 1, limit: 1000 }]);
    expect(result.swept).toBe(swept);
  });

  const many = spaced(1200);
  /** A minute for 14 entries. */
  const EVERY = sweepEvery(1200);
  it.each<readonly [string, Partial<FeedState>, Partial<PollPlan>, boolean]>([
    ['is not due before its time', { sweepAt: NOW + 1 }, {}, false],
    ['is due at its time', { sweepAt: NOW }, {}, true],
    [
      'is put off by chance where it is overdue at a start',
      { sweepAt: NOW },
      { firstSinceStart: true },
      false,
    ],
    ['is put off by chance where none is planned', { sweepAt: 0 }, {}, false],
    ['is due then if chance says so', { sweepAt: 0 }, { random: () => 0 }, true],
    ['is due where the clock was set back', { sweepAt: NOW + EVERY + 1 }, {}, true],
    ['is not due where it is as far off as it can be', { sweepAt: NOW + EVERY }, {}, false],
  ])('a sweep %s', async (_, change, turned, due) => {
    const plan = (ask: Ask<Row>) => planPoll(ask, knowing(many, change), { ...turn, ...turned });
    const { result, asked } = await carriedOut(plan, many);
    expect(result.swept).toBe(due);
    expect(asked[0]).toEqual(due ? { page: 2, limit: 615 } : HEAD);
    expect(asked).toHaveLength(due ? 2 : 1);
  });

  it('the next sweep and the next look are planned from what is there', async () => {
    const dueOf = async (change: Partial<FeedState>, turned: Partial<PollPlan> = {}): Promise<unknown> => {
      const at = { ...turn, ...turned };
      return (await carriedOut((ask) => plan(ask, knowing(many, change), at), many)).result.finding.due;
    };
    const look = NOW + 12 * MINUTE;
    expect(await dueOf({})).toEqual({ sweepAt: NOW + MINUTE, checkAt: NOW + MINUTE });
    expect(await dueOf({ sweepAt: NOW })).toEqual({ sweepAt: NOW + EVERY, checkAt: look });
    expect(await dueOf({ checkAt: NOW })).toEqual({ sweepAt: NOW + MINUTE, checkAt: look });
    const overdue = { sweepAt: NOW - 1, checkAt: NOW - 1 };
    const chance = { sweepAt: NOW + Math.floor(EVERY / 2), checkAt: NOW + 6 * MINUTE };
    expect(await dueOf(overdue, { firstSinceStart: true })).toEqual(chance);
    expect(await dueOf({ sweepAt: 0, checkAt: 0 })).toEqual(chance);
    const ahead = { sweepAt: NOW + 5, checkAt: NOW + 7 };
    expect(await dueOf(ahead, { firstSinceStart: true })).toEqual(ahead);
  });
});

describe('why all was read', () => {
  const many = spaced(1200);
  const becauseOf = async (
    known: readonly Row[],
    list: readonly Row[],
    change: Partial<FeedState> = {},
    turned: Partial<PollPlan> = {},
  ): Promise<string | undefined> => {
    const reading = (ask: Ask<Row>) => plan(ask, knowing(known, change), { ...turn, ...turned });
    return (await carriedOut(reading, list)).result.finding.because;
  };

  it('is said', async () => {
    expect(await becauseOf(spaced(15), spaced(15))).toBe('few rows');
    expect(await becauseOf(many, many, { sweepAt: NOW })).toBe('due');
    expect(await becauseOf(many, many, {}, { accepts: true })).toBe('published again');
    expect(await becauseOf(many, many.slice(2))).toBe('its head has changed');
    expect(await becauseOf(many, many.slice(0, -1), { checkAt: NOW })).toBe('its length has changed');
  });

  it('is not said where it was not', async () => {
    expect(await becauseOf(many, many)).toBeUndefined();
    expect(await becauseOf(many, many, { checkAt: NOW })).toBeUndefined();
  });
});

describe('a check of the end of the window', () => {
  const many = spaced(1200);
  const old = [rowAt(31 * DAY_OF), rowAt(32 * DAY_OF)];
  const AROUND = { page: 110, limit: 11 };
  const looked = (list: readonly Row[], change: Partial<FeedState> = {}, budget?: number) =>
    carriedOut(
      async (ask) => (await plan(ask, knowing(many, { checkAt: NOW, ...change }), turn)).finding,
      list,
      budget === undefined ? {} : { budget },
    );

  it.each([
    ['ends there', many],
    ['goes on below the floor', [...many, ...old]],
  ])('is a page of eleven rows where the list is as long as it was and %s', async (_, list) => {
    const { result, asked } = await looked(list);
    expect(asked).toEqual([HEAD, AROUND]);
    expect(result).toMatchObject({ taken: [], swept: false });
  });

  it('counts what came since', async () => {
    const { result, asked } = await looked([rowAt(-9), rowAt(-8), ...many, ...old]);
    expect(asked).toHaveLength(2);
    expect(secondsAgo(result.taken)).toEqual([-8, -9]);
  });

  it.each<readonly [string, readonly Row[], readonly number[]]>([
    ['one more', [...many.slice(0, 700), rowAt(69_950), ...many.slice(700), ...old], [69_950]],
    [
      'twenty more',
      [...many.slice(0, 700), ...listOf(20, 69_905), ...many.slice(700), ...old],
      Array.from({ length: 20 }, (_, index) => 69_924 - index),
    ],
    ['one less', [...many.slice(0, 700), ...many.slice(701), ...old], []],
    ['a hundred less', [...many.slice(0, 700), ...many.slice(800), ...old], []],
    ['one less, at the end', many.slice(0, -1), []],
  ])('reads all where there is %s', async (_, list, taken) => {
    const { result, asked } = await looked(list);
    expect(asked.slice(0, 2)).toEqual([HEAD, AROUND]);
    expect(asked.length).toBeLessThanOrEqual(4);
    expect(secondsAgo(result.taken)).toEqual(taken);
    expect(result).toMatchObject({ swept: true, due: { checkAt: NOW + 12 * MINUTE } });
  });

  it('waits for the next poll if no request is left', async () => {
    const { result } = await looked(many, {}, 1);
    expect(result.due).toEqual({ sweepAt: NOW + MINUTE, checkAt: NOW });
  });

  it('looks at a row that waits, too, and reads all from there on if that is gone', async () => {
    const date = june(-50_050);
    const waiting = { ...rowAt(50_050), standing: 'pending' as const };
    const list = [...many.slice(0, 501), waiting, ...many.slice(501)];
    const there = await looked(list, { waiting: [date] });
    expect(there.asked).toHaveLength(3);
    expect(there.asked[0]).toEqual(HEAD);
    expect(there.result).toMatchObject({ taken: [], swept: false, due: { checkAt: NOW + 12 * MINUTE } });
    const final = list.map((row) => (row === waiting ? rowAt(50_050) : row));
    const turned = await looked(final, { waiting: [date] });
    expect(turned.asked.length).toBeGreaterThan(3);
    expect(secondsAgo(turned.result.taken)).toEqual([50_050]);
    expect(turned.result.swept).toBe(false);
  });

  const pendingAt = (seconds: number): Row => ({ ...rowAt(seconds), standing: 'pending' });

  it('looks at each of the rows that wait in turn', async () => {
    const list = [...many.slice(0, 301), pendingAt(30_050), ...many.slice(301, 901), pendingAt(90_050)];
    list.push(...many.slice(901));
    const waiting = [june(-90_050), june(-30_050)];
    const placeAt = async (now: number): Promise<unknown> => {
      const state = knowing(many, { sweepAt: now + MINUTE, checkAt: now, waiting });
      const { asked } = await carriedOut((ask) => plan(ask, state, { ...turn, now }), list);
      return [asked.length, Math.floor((asked[2]?.page ?? 0) * (asked[2]?.limit ?? 0) * 0.01)];
    };
    expect(await placeAt(NOW)).toEqual([3, 9]);
    expect(await placeAt(NOW + 12 * MINUTE)).toEqual([3, 3]);
  });

  it('does not mind unknown entries beside it that every poll reads, or that are older than the floor', async () => {
    const head = [rowAt(-9), ...many.slice(0, 3), pendingAt(250), ...many.slice(3)];
    const above = await looked(head, { waiting: [june(-250)] });
    expect(above.asked).toHaveLength(3);
    expect(secondsAgo(above.result.taken)).toEqual([-9]);
    const below = await looked([...many, pendingAt(119_950), ...old], { waiting: [june(-119_950)] });
    expect(below.asked).toHaveLength(3);
    expect(below.result.taken).toEqual([]);
  });

  it('does not look at a row that waits where every poll reads', async () => {
    const list = [...many.slice(0, 3), pendingAt(200), ...many.slice(3)];
    expect((await looked(list, { waiting: [june(-200)] })).asked).toHaveLength(2);
  });

  it('is not made, and nothing is taken, if no request is left at all', async () => {
    const { asked, result } = await looked(many, {}, 0);
    expect(asked).toEqual([]);
    expect(result).toMatchObject({ taken: [], swept: false, drain: { from: june(-200) } });
  });

  it('counts a row that waits among the newest ones, and does not look at it again', async () => {
    const { asked, result } = await looked([pendingAt(-5), ...many], { waiting: [june(5)] });
    expect(asked).toHaveLength(2);
    expect(result.swept).toBe(false);
  });

  it('lets a row wait on if no request is left to look at it', async () => {
    const final = [...many.slice(0, 501), rowAt(50_050), ...many.slice(501)];
    const { asked, result } = await looked(final, { waiting: [june(-50_050)] }, 2);
    expect(asked).toHaveLength(2);
    expect(result).toMatchObject({ taken: [], drain: null, due: { checkAt: NOW + 12 * MINUTE } });
  });

  it('is not made again before the next sweep if a sweep finds as many as were known', async () => {
    const belowOlder = [...many.slice(0, -1), ...listOf(15, 31 * DAY_OF), ...many.slice(-1)];
    const { result } = await looked(belowOlder);
    const next = NOW + sweepEvery(1200);
    expect(result).toMatchObject({ taken: [], swept: true, due: { sweepAt: next, checkAt: next } });
  });

  it.each<readonly [string, Partial<FeedState>]>([
    ['are no entries', { uncounted: Array.from({ length: 200 }, () => june(-50_000)) }],
    ['wait', { waiting: Array.from({ length: 200 }, () => june(-50_000)) }],
  ])('is not made where more rows %s than are counted', async (_, change) => {
    const { asked, result } = await looked(many, change);
    expect(asked).toEqual([HEAD]);
    expect(result.due).toEqual({ sweepAt: NOW + MINUTE, checkAt: NOW });
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

  it('is maxItems if exactly that many are new, and nothing is left', async () => {
    const { result } = await carriedOut(
      (ask) => planPoll(ask, knowing([]), { ...turn, maxItems: 30 }),
      listOf(30),
    );
    expect(result.taken).toHaveLength(30);
    expect(result).toMatchObject({ swept: true, drain: null });
  });

  it('is maxItems if more are new; the rest stays for the next poll', async () => {
    const { result, asked } = await carriedOut(
      (ask) => planPoll(ask, knowing([]), { ...turn, maxItems: 30 }),
      listOf(40),
    );
    expect(asked).toHaveLength(2);
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
    // A few rows, a hundred, then as many as a page has, and two pages on.
    expect(asked.slice(0, 4)).toEqual([
      { page: 1, limit: 4 },
      { page: 1, limit: 100 },
      { page: 1, limit: 1000 },
      { page: 3, limit: 684 },
    ]);
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('continues with a backlog before it looks at anything else', async () => {
    const drain = { from: june(-1999), depth: 2000 };
    const { result, asked } = await carriedOut(
      (ask) => planPoll(ask, { ...knowing([]), drain }, { ...turn, maxItems: 10 }),
      listOf(4000),
    );
    expect(asked).toEqual([{ page: 3, limit: 684 }]);
    expect(secondsAgo(result.taken)).toEqual(Array.from({ length: 10 }, (_, index) => 1999 - index));
  });
});
