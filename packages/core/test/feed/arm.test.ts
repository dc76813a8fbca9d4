import { describe, expect, it } from '@jest/globals';
import { armForBackfill, armNow, armSince } from '../../src/feed/arm.ts';
import type { Row } from '../../src/entries/pay-in.ts';
import { SecPaidError } from '../../src/errors.ts';
import { Seen } from '../../src/feed/seen.ts';
import type { Ask } from '../../src/paging/walk.ts';
import { shrunkLookback } from '../../src/feed/next-state.ts';
import { failureOf, june } from '../support.ts';
import { BLANK, carriedOut, listOf, numbered, rowAt, secondsAgo } from './listing.ts';

const NOW = Date.UTC(2026, 5, 1);
const DAY = 24 * 3600;
const ARMING = { blank: BLANK, now: NOW, random: () => 0.5, turnedIn: () => [] };

describe('arming on an account', () => {
  it('remembers the last 30 days and ignores older entries', async () => {
    const list = [rowAt(0), rowAt(DAY), rowAt(30 * DAY), rowAt(30 * DAY + 1)];
    const { result, asked } = await carriedOut((ask) => armNow(ask, ARMING), list);
    expect(asked).toEqual([{ page: 1, limit: 1000 }]);
    expect(result).toMatchObject({
      version: 2,
      feed: 'pay-in',
      revision: 1,
      watermark: june(0),
      floor: june(-30 * DAY),
      sweptAt: NOW,
      drain: null,
    });
    const seen = new Seen(result);
    expect(numbered(...list).map((one) => seen.has(one))).toEqual([true, true, true, false]);
  });

  it('counts the days from the newest entry, but not from one dated ahead', async () => {
    const list = [rowAt(-40 * DAY), rowAt(0), rowAt(31 * DAY)];
    const { result } = await carriedOut((ask) => armNow(ask, ARMING), list);
    // SecPaid’s wall clock is two hours ahead of UTC, and the two clocks may differ by three more.
    expect(result).toMatchObject({ watermark: june(0), floor: june(-30 * DAY + 5 * 3600) });
  });

  it('plans the next sweep and the next check at random times', async () => {
    const { result } = await carriedOut((ask) => armNow(ask, ARMING), listOf(140));
    expect(result).toMatchObject({ sweepAt: NOW + 5 * 60_000, checkAt: NOW + 6 * 60_000 });
  });

  it('without entries remembers that, so that every later entry is new', async () => {
    const { result } = await carriedOut((ask) => armNow(ask, ARMING), []);
    expect(result).toEqual({
      ...BLANK,
      revision: 1,
      polledAt: NOW,
      floor: '',
      seen: {},
      sweptAt: NOW,
      drain: null,
      sweepAt: NOW,
      checkAt: NOW + 6 * 60_000,
    });
  });

  it('with more than fits remembers whole seconds, and counts the rest as past', async () => {
    const { result, asked } = await carriedOut((ask) => armNow(ask, ARMING), listOf(12_000));
    expect(asked.length).toBeLessThanOrEqual(12);
    expect(new Seen(result).size).toBe(10_000);
    expect(result).toMatchObject({ watermark: june(0), floor: june(-9999), sweptAt: 0 });
  });

  it('whose budget ends early leaves the rest to the next polls, as past entries', async () => {
    const { result } = await carriedOut((ask) => armNow(ask, ARMING), listOf(9000), { budget: 2 });
    const floor = june(-30 * DAY);
    // The second page ends with row 1977; there could be more of its second.
    expect(result).toMatchObject({
      floor,
      sweptAt: 0,
      drain: { from: floor, depth: 3956, sweeps: true, past: june(-1976) },
    });
    expect(new Seen(result).size).toBe(1978);
    expect(shrunkLookback(result)).toBeUndefined();
  });

  it('with more than fits, of which a poll reads a part, continues only if it fits', async () => {
    const { result } = await carriedOut((ask) => armNow(ask, ARMING), listOf(12_000), { budget: 11 });
    expect(result).toMatchObject({ floor: june(-9999), drain: null });
  });
});

describe('arming without a single answer', () => {
  it('fails, and may be tried again: nothing counts as past that was not seen', async () => {
    const error = await failureOf(() => carriedOut((ask) => armNow(ask, ARMING), listOf(9), { budget: 0 }));
    expect(error).toMatchObject({ kind: 'network', retryable: true });
    expect(error.message).toBe(
      'SecPaid answered too slowly, or with too few rows a page, to read what is already there. ' +
        'Nothing was started. Try again in a few minutes.',
    );
  });
});

describe('arming from a date on', () => {
  const since = (secondsAgo: number, maxItems = 1000) => {
    return (ask: Ask<Row>) => armSince(ask, ARMING, june(-secondsAgo), () => false, maxItems);
  };

  it('takes what has that date or a later one, oldest first', async () => {
    const { result } = await carriedOut(since(10), [rowAt(0), rowAt(9), rowAt(10), rowAt(11)]);
    expect(secondsAgo(result.taken)).toEqual([10, 9, 0]);
    expect(result.state).toMatchObject({ drain: null, watermark: june(0) });
  });

  it('has read everything even if that date is older than the lookback', async () => {
    const { result } = await carriedOut(since(40 * DAY), [rowAt(0), rowAt(10)]);
    expect(secondsAgo(result.taken)).toEqual([10, 0]);
    expect(result.state.drain).toBeNull();
  });

  it('leaves what is more than a poll may start with to the next polls', async () => {
    const { result } = await carriedOut(since(10, 2), listOf(20));
    expect(result.taken).toHaveLength(2);
    expect(result.state.drain).toEqual({ from: june(-8), depth: 9 });
    const seen = new Seen(result.state);
    expect(numbered(...listOf(20)).filter((one) => !seen.has(one))).toHaveLength(9);
  });

  it('leaves what it could not read to the next polls, older entries as past', async () => {
    const floor = june(-30 * DAY);
    const read = { from: floor, depth: 3956, sweeps: true };
    const above = await carriedOut(since(1000), listOf(9000), { budget: 2 });
    expect(above.result.taken).toHaveLength(1000);
    expect(above.result.state.drain).toEqual({ ...read, past: june(-1976) });
    const below = await carriedOut(since(5000), listOf(9000), { budget: 2 });
    expect(below.result.state.drain).toEqual({ ...read, past: june(-5000) });
    expect(below.result.taken).toHaveLength(1000);
  });
});

describe('what an earlier list was known to hold', () => {
  const known = new Seen(BLANK);
  for (const one of numbered(rowAt(20))) known.add(one);
  const again = { ...ARMING, blank: { ...BLANK, seen: known.toJSON() } };
  const remembered = async (list: Row[], budget: number): Promise<boolean[]> => {
    const reading = (ask: Ask<Row>) => armSince(ask, again, june(-5000), () => false, 1000);
    const seen = new Seen((await carriedOut(reading, list, { budget })).result.state);
    return numbered(rowAt(20)).map((one) => seen.has(one));
  };

  it('is forgotten if the new list was read as far as entries start', async () => {
    expect(await remembered([rowAt(0), rowAt(10)], 20)).toEqual([false]);
  });

  it('is still known if it was not, or has a row that cannot be read: the entry may come again', async () => {
    expect(await remembered(listOf(9000, 21), 2)).toEqual([true]);
    const fault = new SecPaidError('unexpected-answer', { what: 'x', next: 'y' });
    expect(await remembered([rowAt(0), { ...rowAt(10), fault }], 20)).toEqual([true]);
  });
});

describe('arming for a backfill', () => {
  it.each([
    [1, '2026-05-31 00:00:00'],
    [2, '2026-05-30 00:00:00'],
    [365, '2025-06-01 00:00:00'],
  ])('of %d days begins at midnight so many days ago', (days, floor) => {
    expect(armForBackfill(BLANK, days, NOW)).toEqual({
      ...BLANK,
      revision: 0,
      floor,
      seen: {},
      sweptAt: 0,
      drain: { from: floor, depth: 0 },
    });
  });

  it.each([0, -1, 366, 1.5, NaN, Infinity])('of %d days is refused with a clear message', async (days) => {
    const { kind, message } = await failureOf(() => armForBackfill(BLANK, days, NOW));
    expect(kind).toBe('validation');
    expect(message).toContain(`Backfill Days must be a whole number from 1 to 365, but it is ${days}.`);
  });
});
