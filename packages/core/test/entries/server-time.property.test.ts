import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  instantOf,
  isoWithOffset,
  isRealDay,
  parseWallClock,
  shiftWallClock,
  wallClockAt,
  wallClockGap,
} from '../../src/entries/server-time.ts';

const HOUR = 3_600_000;
const RUNS = { numRuns: 1000 };

/** 01:00 UTC on the last Sunday of a month: by law the moment in which the clocks change. */
function changeOver(year: number, month: 3 | 10): number {
  const last = new Date(Date.UTC(year, month - 1, 31, 1));
  return last.getTime() - last.getUTCDay() * 24 * HOUR;
}

const years = Array.from({ length: 16 }, (_, index) => 2020 + index);
const springs = years.map((year) => changeOver(year, 3));
const autumns = years.map((year) => changeOver(year, 10));

/** Whole seconds from 2020 to 2035, every second one within hours of a change. */
const instant = fc.oneof(
  fc
    .integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2036, 0, 1) / 1000 - 7200 })
    .map((seconds) => seconds * 1000),
  fc
    .tuple(fc.constantFrom(...springs, ...autumns), fc.integer({ min: -4 * 3600, max: 4 * 3600 }))
    .map(([change, seconds]) => change + seconds * 1000),
  fc
    .tuple(
      fc.constantFrom(...springs, ...autumns),
      fc.constantFrom(-2, -1, 0, 1, 2),
      fc.constantFrom(-1, 0, 1),
    )
    .map(([change, hours, seconds]) => change + hours * HOUR + seconds * 1000),
);
const written = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const wall = instant.map(written);

const berlin = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Berlin',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

function oracle(ms: number): string {
  const parts = new Map(berlin.formatToParts(ms).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '?';
  return `${part('year')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}:${part('second')}`;
}

const isSkipped = (text: string): boolean =>
  springs.some((change) => text >= written(change + HOUR) && text < written(change + 2 * HOUR));
const isSecondTime = (ms: number): boolean => autumns.some((change) => ms >= change && ms < change + HOUR);

describe('SecPaid’s wall clock, 2020 to 2035', () => {
  it('agrees with Intl about what the wall in Berlin shows', () => {
    fc.assert(
      fc.property(instant, (ms) => {
        expect(wallClockAt(ms)).toBe(oracle(ms));
      }),
      RUNS,
    );
  });

  it('leads from the wall to the instant and back, except in the hour that March skips', () => {
    fc.assert(
      fc.property(wall, (text) => {
        expect(wallClockAt(instantOf(text))).toBe(isSkipped(text) ? shiftWallClock(text, HOUR) : text);
      }),
      RUNS,
    );
  });

  it('leads from the instant to the wall and back, an hour less in the second of October’s double hours', () => {
    fc.assert(
      fc.property(instant, (ms) => {
        expect(instantOf(wallClockAt(ms))).toBe(isSecondTime(ms) ? ms - HOUR : ms);
      }),
      RUNS,
    );
  });

  it('is written with the offset that leads to the same instant', () => {
    fc.assert(
      fc.property(wall, (text) => {
        const iso = isoWithOffset(text);
        expect(iso).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/);
        expect(iso.slice(0, 19).replace('T', ' ')).toBe(text);
        expect(Date.parse(iso)).toBe(instantOf(text));
        if (!isSkipped(text)) expect(oracle(Date.parse(iso))).toBe(text);
      }),
      RUNS,
    );
  });

  it('is monotonous: a later wall clock is never an earlier instant, the skipped hour aside', () => {
    fc.assert(
      fc.property(wall, wall, (one, other) => {
        fc.pre(!isSkipped(one) && !isSkipped(other));
        expect(Math.sign(instantOf(one) - instantOf(other))).toBe(
          Math.sign(one < other ? -1 : one === other ? 0 : 1),
        );
      }),
      RUNS,
    );
  });

  it('moves forth and back by any time, and the gap is that time', () => {
    fc.assert(
      fc.property(wall, fc.integer({ min: -1_000_000, max: 1_000_000 }), (text, seconds) => {
        const moved = shiftWallClock(text, seconds * 1000);
        expect(parseWallClock(moved)).toBe(moved);
        expect(shiftWallClock(moved, -seconds * 1000)).toBe(text);
        expect(wallClockGap(text, moved)).toBe(seconds * 1000);
        expect(moved > text).toBe(seconds > 0);
      }),
    );
  });
});

const padded = (part: number, length: number): string => String(part).padStart(length, '0');

/** How many days a month has, 0 if there is no such month. */
function daysIn(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

const isOnClock = ([hour = 0, minute = 0, second = 0]: readonly number[]): boolean =>
  hour < 24 && minute < 60 && second < 60;

describe('the parser of wall clocks', () => {
  it('accepts every real time as it is written', () => {
    fc.assert(
      fc.property(wall, (text) => {
        expect(parseWallClock(text)).toBe(text);
        expect(isRealDay(text.slice(0, 10))).toBe(true);
      }),
    );
  });

  it('accepts what the calendar and the clock have, and nothing else', () => {
    const parts = fc.tuple(...[9999, 13, 32, 24, 60, 60].map((max) => fc.nat(max)));
    const count = { real: 0, unreal: 0 };
    fc.assert(
      fc.property(parts, ([year = 0, month = 0, day = 0, ...time]) => {
        const isReal = day >= 1 && day <= daysIn(year, month) && isOnClock(time);
        count[isReal ? 'real' : 'unreal']++;
        const [hour = '', minute = '', second = ''] = time.map((part) => padded(part, 2));
        const text = `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)} ${hour}:${minute}:${second}`;
        expect(parseWallClock(text)).toBe(isReal ? text : undefined);
      }),
      RUNS,
    );
    expect(count.real).toBeGreaterThan(300);
    expect(count.unreal).toBeGreaterThan(100);
  });

  it('accepts nothing else, and never fails', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(parseWallClock(input)).toBeUndefined();
      }),
      RUNS,
    );
  });
});
