import { describe, expect, it } from '@jest/globals';
import { headFloor, justAfter, lookbackFloor } from '../../src/feed/window.ts';

describe('how far a poll looks back', () => {
  it('is two hours below the newest entry, but not below what was there before the feed', () => {
    const watermark = '2026-05-20 18:56:08';
    expect(headFloor({ watermark, floor: '2026-04-20 18:56:08' })).toBe('2026-05-20 16:56:08');
    expect(headFloor({ watermark, floor: '2026-05-20 16:56:09' })).toBe('2026-05-20 16:56:09');
  });

  it('is all of an account in which nothing has come yet', () => {
    expect(headFloor({ watermark: '', floor: '' })).toBe('');
    expect(lookbackFloor('')).toBe('');
  });

  it('is 30 days in a sweep', () => {
    expect(lookbackFloor('2026-05-20 18:56:08')).toBe('2026-04-20 18:56:08');
  });

  it('is cut between two seconds', () => {
    expect(justAfter('2026-12-31 23:59:59')).toBe('2027-01-01 00:00:00');
  });
});
