import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/feed/plan.ts';
import { nextState, shrunkLookback } from '../../src/feed/next-state.ts';
import { Seen } from '../../src/feed/seen.ts';
import type { FeedState } from '../../src/feed/state.ts';
import { shiftWallClock } from '../../src/entries/server-time.ts';
import { june } from '../support.ts';
import { BLANK, listOf, numbered, rowAt } from './listing.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 5, 1);

/** Armed 40 days ago; the newest entry is an hour old. */
const STATE: FeedState = nextState(
  {
    ...BLANK,
    revision: 4,
    watermark: '',
    floor: june(-40 * DAY),
    seen: {},
    sweptAt: 7,
    drain: null,
  },
  { taken: numbered(rowAt(35 * DAY), rowAt(HOUR)), swept: false, drain: null },
  NOW,
);
const finding = (change: Partial<Finding>): Finding => ({ taken: [], swept: false, drain: null, ...change });

describe('after a poll, the state', () => {
  it('has a higher revision, so that an overlapping poll is noticed', () => {
    expect(nextState(STATE, finding({}), NOW).revision).toBe(STATE.revision + 1);
  });

  it('knows what was taken and its newest entry, even if an older one is taken last', () => {
    const taken = numbered(rowAt(0), rowAt(2 * HOUR));
    const state = nextState(STATE, finding({ taken }), NOW);
    expect(taken.every((one) => new Seen(state).has(one))).toBe(true);
    expect(state.watermark).toBe(june(0));
    expect(nextState(state, finding({ taken: numbered(rowAt(9)) }), NOW).watermark).toBe(june(0));
  });

  it('keeps its floor and the time of the last sweep if not all was read', () => {
    const state = nextState(STATE, finding({ taken: numbered(rowAt(0)) }), NOW);
    expect(state.floor).toBe(june(-40 * DAY));
    expect(state.sweptAt).toBe(7);
    expect(new Seen(state).size).toBe(3);
  });

  it('looks back 30 days, and no further, after a sweep', () => {
    const state = nextState(STATE, finding({ swept: true }), NOW);
    expect(state.floor).toBe(june(-HOUR - 30 * DAY));
    expect(state.sweptAt).toBe(NOW);
    expect(new Seen(state).size).toBe(1);
  });

  it('remembers an entry dated ahead, which does not move its window', () => {
    // Three hours after midnight in Berlin’s summer; the clocks may differ by that much.
    const [within] = numbered(rowAt(-5 * HOUR));
    const [ahead] = numbered(rowAt(-5 * HOUR - 1));
    if (!within || !ahead) throw new Error('There are rows.');
    const state = nextState(STATE, finding({ taken: [ahead], swept: true }), NOW);
    expect([state.watermark, new Seen(state).has(ahead)]).toEqual([STATE.watermark, true]);
    expect(nextState(STATE, finding({ taken: [within] }), NOW).watermark).toBe(june(5 * HOUR));
  });

  it.each<readonly [string, Partial<FeedState>, Partial<Finding>, boolean]>([
    ['ends', { drain: { from: '', depth: 1, sweeps: true } }, {}, true],
    ['goes on', { drain: { from: '', depth: 1, sweeps: true } }, { drain: { from: '', depth: 1 } }, false],
    ['that is no sweep ends', { drain: { from: '', depth: 1 } }, {}, false],
    ['is not there', {}, {}, false],
  ])('counts as swept where a sweep over several polls %s', (_, before, found, swept) => {
    expect(nextState({ ...STATE, ...before }, finding(found), NOW).sweptAt).toBe(swept ? NOW : STATE.sweptAt);
  });

  it('has entries without a salt until its floor is above them', () => {
    const floor = june(-40 * DAY);
    const until = (unsaltedUntil: string, swept = false): string =>
      nextState({ ...STATE, floor, unsaltedUntil }, finding({ swept }), NOW).unsaltedUntil;
    expect([until(floor), until(june(-2 * DAY))]).toEqual([floor, june(-2 * DAY)]);
    expect(until(june(-41 * DAY))).toBe('');
    expect(until(june(-35 * DAY), true)).toBe('');
  });

  it.each([
    [true, false, true],
    [false, true, true],
    [false, false, false],
  ])('knows of refunds in place if it did (%j) or all was read (%j): %j', (knowsFlips, swept, knows) => {
    expect(nextState({ ...STATE, knowsFlips }, finding({ swept }), NOW).knowsFlips).toBe(knows);
  });

  it('never looks back further than it did', () => {
    const floor = june(-2 * DAY);
    expect(nextState({ ...STATE, floor }, finding({ swept: true }), NOW).floor).toBe(floor);
  });

  it('holds 10,000 identities; from the next on, it looks back less far', () => {
    const state = nextState({ ...STATE, seen: {} }, finding({ taken: numbered(...listOf(10_000)) }), NOW);
    expect(new Seen(state).size).toBe(10_000);
    expect(state.floor).toBe(june(-40 * DAY));
    const next = nextState(state, finding({ taken: numbered(rowAt(-1)) }), NOW);
    expect(new Seen(next).size).toBe(10_000);
    expect(next.floor).toBe(june(-9998));
    expect(new Seen(next).has(numbered(rowAt(9999))[0] ?? { id: '', row: rowAt(0) })).toBe(false);
  });

  it('forgets a whole second rather than a part of it', () => {
    const taken = numbered(...listOf(9999), rowAt(9999, 'a'), rowAt(9999, 'b'));
    const state = nextState({ ...STATE, seen: {} }, finding({ taken }), NOW);
    expect(new Seen(state).size).toBe(9999);
    expect(state.floor).toBe(june(-9998));
  });

  it('keeps the place in a backlog, but not below the floor', () => {
    const low = { from: '', depth: 5000 };
    const high = { from: june(-DAY), depth: 50 };
    expect(nextState(STATE, finding({ drain: low }), NOW).drain).toEqual({ from: STATE.floor, depth: 5000 });
    expect(nextState(STATE, finding({ drain: high }), NOW).drain).toEqual(high);
    expect(nextState(STATE, finding({}), NOW).drain).toBeNull();
  });
});

describe('the merchant', () => {
  const lookback = (hours: number): string | undefined =>
    shrunkLookback({ ...STATE, floor: shiftWallClock(STATE.watermark, -hours * 3_600_000) });

  it('is told nothing while the lookback is 30 days', () => {
    expect(lookback(30 * 24)).toBeUndefined();
    expect(lookback(31 * 24)).toBeUndefined();
  });

  it('is told how far a shorter lookback reaches, and what that means', () => {
    expect(lookback(30 * 24 - 0.5)).toBe(
      'More than 10000 entries came in the last 30 days, so SecPaid New Pay-In looks back 29 days: ' +
        'an entry that SecPaid shows later than that after its date is not noticed. A list by date finds it.',
    );
    expect(lookback(48)).toContain(' looks back 2 days:');
    expect(lookback(47.9)).toContain(' looks back 47 hours:');
    expect(lookback(5)).toContain(' looks back 5 hours:');
  });
});
