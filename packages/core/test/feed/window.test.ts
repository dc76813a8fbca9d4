import { describe, expect, it } from '@jest/globals';
import { Seen } from '../../src/feed/seen.ts';
import { headFloor, justAfter, lookbackFloor, sincePoll, sweepEvery } from '../../src/feed/window.ts';
import { june } from '../support.ts';
import { BLANK, numbered, rowAt } from './listing.ts';

const NOW = Date.UTC(2026, 5, 1);

function knowing(...secondsAgo: readonly number[]): Seen {
  const seen = new Seen(BLANK);
  for (const one of numbered(...secondsAgo.map((seconds) => rowAt(seconds)))) seen.add(one);
  return seen;
}

describe('how far a poll looks back', () => {
  const seen = knowing(0, 100, 200, 300);
  const watermark = june(0);

  it('is three entries below the newest, but not below what was there before the feed', () => {
    expect(headFloor({ watermark, floor: june(-900) }, seen, NOW)).toBe(june(-200));
    expect(headFloor({ watermark, floor: june(-150) }, seen, NOW)).toBe(june(-150));
  });

  it('is all that there is of fewer', () => {
    expect(headFloor({ watermark, floor: june(-900) }, knowing(0, 100), NOW)).toBe(june(-900));
  });

  it('leaves out those dated ahead', () => {
    const ahead = knowing(-9000, -8000, 0, 100, 200, 300);
    expect(headFloor({ watermark, floor: june(-900) }, ahead, NOW)).toBe(june(-200));
  });

  it('is three minutes if more entries are younger, and in the hour that October repeats', () => {
    // 23:58:00 of SecPaid's wall clock.
    const now = NOW - 2 * 3_600_000 - 120_000;
    expect(headFloor({ watermark, floor: june(-900) }, seen, now)).toBe(june(-300));
  });

  it('is two hours if the connector’s clock is years behind', () => {
    expect(headFloor({ watermark, floor: june(-9000) }, seen, 0)).toBe(june(-7200));
  });

  it('is all of an account in which nothing has come yet', () => {
    expect(headFloor({ watermark: '', floor: '' }, knowing(), NOW)).toBe('');
    expect(lookbackFloor('')).toBe('');
  });

  it('is 30 days in a sweep', () => {
    expect(lookbackFloor('2026-05-20 18:56:08')).toBe('2026-04-20 18:56:08');
  });

  it('is 30 days again after a minute for 14 rows', () => {
    expect(sweepEvery(840)).toBe(3_600_000);
  });

  it('is cut between two seconds', () => {
    expect(justAfter('2026-12-31 23:59:59')).toBe('2027-01-01 00:00:00');
  });
});

describe('what counts as new where only dates tell', () => {
  const polledAt = NOW - 2 * 3_600_000;
  it.each([
    ['begins ten minutes before the last poll', june(-3600), june(-600)],
    ['begins after the newest known entry, if that is younger', june(-60), june(-59)],
    ['begins ten minutes before the last poll where nothing is known', '', june(-600)],
  ])('%s', (_, watermark, since) => {
    expect(sincePoll({ polledAt, watermark })).toBe(since);
  });
});
