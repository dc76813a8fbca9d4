/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { howLong, oneMore, type Outage } from '../../nodes/SecPaid/trigger/outage';

const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 10, 26, 12, 3);

/** The minutes at which failures are raised; `kindAt` names the kind of each minute's failure. */
function raisedAt(minutes: number, kindAt: (minute: number) => string, every = 1): number[] {
  let outage: Outage | undefined;
  const raised: number[] = [];
  for (let minute = 0; minute < minutes; minute += every) {
    const next = oneMore(outage, kindAt(minute), BEGIN + minute * MINUTE);
    outage = next.outage;
    if (next.isRaised) raised.push(minute);
  }
  return raised;
}

describe('a failure that lasts', () => {
  it('is raised at once, after an hour, then every six hours', () => {
    expect(raisedAt(24 * 60, () => 'server')).toEqual([0, 60, 420, 780, 1140]);
  });

  it('makes one failed execution of an hour of polls, not sixty', () => {
    expect(raisedAt(60, () => 'network')).toEqual([0]);
  });

  it('is raised by each poll if polls are rare', () => {
    expect(raisedAt(24 * 60, () => 'server', 12 * 60)).toEqual([0, 720]);
  });

  it('is raised at once if it is of a new kind, which then has separate hours', () => {
    expect(raisedAt(120, (minute) => (minute < 30 ? 'server' : 'authentication'))).toEqual([0, 30, 90]);
  });

  it('is no new kind each time if two kinds alternate', () => {
    expect(raisedAt(60, (minute) => (minute % 2 === 0 ? 'server' : 'network'))).toEqual([0, 1]);
  });

  it('says since when, and how many polls failed', () => {
    const { outage: first } = oneMore(undefined, 'server', BEGIN);
    expect(howLong(first)).toBeUndefined();
    expect(howLong(oneMore(first, 'network', BEGIN + MINUTE).outage)).toBe(
      '2 polls have failed in a row since 2026-11-26 12:03 UTC.',
    );
  });
});
