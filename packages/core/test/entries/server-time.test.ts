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

describe('a time on SecPaid’s wall clock', () => {
  it.each([
    ['2026-05-20 18:56:08', '2026-05-20T18:56:08+02:00', '2026-05-20T16:56:08Z'],
    ['2026-05-20 10:19:34', '2026-05-20T10:19:34+02:00', '2026-05-20T08:19:34Z'],
    ['2026-01-15 08:00:00', '2026-01-15T08:00:00+01:00', '2026-01-15T07:00:00Z'],
    ['2025-12-31 23:59:59', '2025-12-31T23:59:59+01:00', '2025-12-31T22:59:59Z'],
    ['2026-01-01 00:00:00', '2026-01-01T00:00:00+01:00', '2025-12-31T23:00:00Z'],
    ['2028-02-29 12:00:00', '2028-02-29T12:00:00+01:00', '2028-02-29T11:00:00Z'],
  ])('has the offset of its own day, whatever the day of the answer: %s', (wall, iso, utc) => {
    expect(isoWithOffset(wall)).toBe(iso);
    expect(instantOf(wall)).toBe(Date.parse(utc));
    expect(wallClockAt(Date.parse(utc))).toBe(wall);
  });
});

describe('the night in March in which an hour is skipped', () => {
  it.each([
    ['2026-03-29 01:59:59', '2026-03-29T01:59:59+01:00', '2026-03-29T00:59:59Z'],
    ['2026-03-29 03:00:00', '2026-03-29T03:00:00+02:00', '2026-03-29T01:00:00Z'],
    ['2026-03-28 12:00:00', '2026-03-28T12:00:00+01:00', '2026-03-28T11:00:00Z'],
    ['2026-03-29 00:00:00', '2026-03-29T00:00:00+01:00', '2026-03-28T23:00:00Z'],
    ['2026-03-29 23:59:59', '2026-03-29T23:59:59+02:00', '2026-03-29T21:59:59Z'],
    ['2026-03-30 00:00:00', '2026-03-30T00:00:00+02:00', '2026-03-29T22:00:00Z'],
  ])('is winter before it and summer after it: %s', (wall, iso, utc) => {
    expect(isoWithOffset(wall)).toBe(iso);
    expect(instantOf(wall)).toBe(Date.parse(utc));
    expect(wallClockAt(Date.parse(utc))).toBe(wall);
  });

  it.each([
    ['2026-03-29 02:00:00', '2026-03-29T02:00:00+01:00'],
    ['2026-03-29 02:30:00', '2026-03-29T02:30:00+01:00'],
    ['2026-03-29 02:59:59', '2026-03-29T02:59:59+01:00'],
  ])('reads a time that no clock showed as winter, and does not fail: %s', (wall, iso) => {
    expect(parseWallClock(wall)).toBe(wall);
    expect(isoWithOffset(wall)).toBe(iso);
    expect(instantOf(wall)).toBe(Date.parse(iso));
  });
});

describe('the night in October in which an hour happens twice', () => {
  it.each([
    ['2026-10-25 01:59:59', '2026-10-25T01:59:59+02:00'],
    ['2026-10-25 02:00:00', '2026-10-25T02:00:00+02:00'],
    ['2026-10-25 02:30:00', '2026-10-25T02:30:00+02:00'],
    ['2026-10-25 02:59:59', '2026-10-25T02:59:59+02:00'],
    ['2026-10-25 03:00:00', '2026-10-25T03:00:00+01:00'],
    ['2026-10-25 00:00:00', '2026-10-25T00:00:00+02:00'],
    ['2026-10-25 23:59:59', '2026-10-25T23:59:59+01:00'],
    ['2026-10-26 00:00:00', '2026-10-26T00:00:00+01:00'],
  ])('is summer up to the end of the double hour: %s', (wall, iso) => {
    expect(isoWithOffset(wall)).toBe(iso);
    expect(instantOf(wall)).toBe(Date.parse(iso));
  });

  it('shows the same time on the wall twice', () => {
    expect(wallClockAt(Date.parse('2026-10-25T00:30:00Z'))).toBe('2026-10-25 02:30:00');
    expect(wallClockAt(Date.parse('2026-10-25T01:30:00Z'))).toBe('2026-10-25 02:30:00');
    expect(wallClockAt(Date.parse('2026-10-25T02:00:00Z'))).toBe('2026-10-25 03:00:00');
  });
});

describe('a day with two offsets', () => {
  it.each([
    [
      ['2027-03-28 03:00:00', '+02:00'],
      ['2027-03-28 01:59:59', '+01:00'],
    ],
    [
      ['2028-03-26 01:59:59', '+01:00'],
      ['2028-03-26 03:00:00', '+02:00'],
    ],
    [
      ['2027-10-31 03:00:00', '+01:00'],
      ['2027-10-31 02:59:59', '+02:00'],
    ],
    [
      ['2028-10-29 02:59:59', '+02:00'],
      ['2028-10-29 03:00:00', '+01:00'],
    ],
  ])('shows both, whichever is asked for first: %s', (...times) => {
    for (const [wall = '', offset = ''] of times) {
      expect(isoWithOffset(wall)).toBe(`${wall.replace(' ', 'T')}${offset}`);
    }
  });
});

describe('a day that does not exist', () => {
  it('stays so when it is asked for again', () => {
    expect(['2027-02-29', '2027-02-29', '2027-02-28', '2027-02-29'].map(isRealDay)).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });
});

describe('a text that is no time on a wall clock', () => {
  it.each([
    '2026-02-30 10:00:00',
    '2026-02-29 10:00:00',
    '2026-04-31 10:00:00',
    '2026-13-01 10:00:00',
    '2026-00-10 10:00:00',
    '2026-05-00 10:00:00',
    '0000-00-00 00:00:00',
    '2026-05-20 24:00:00',
    '2026-05-20 23:60:00',
    '2026-05-20 23:59:60',
    '2026-05-20 18:56:08 CEST',
    '2026-05-20 18:56:08+2',
    '2026-05-20 18:56:08+15:00',
    '2026-02-30T18:56:08Z',
    '0000-00-00 00:00:00',
    '2026-05-20 18:56',
    '2026-05-20',
    '18:56:08',
    '20.05.2026 18:56:08',
    '2026-5-20 8:56:08',
    '26-05-20 18:56:08',
    '+002026-05-20 18:56:08',
    '2026-05-20 18:56:08\n',
    ' 2026-05-20 18:56:08',
    '2026-05-20  18:56:08',
    '٢٠٢٦-05-20 18:56:08',
    '',
    null,
    undefined,
    1_779_296_168,
    new Date('2026-05-20T18:56:08Z'),
    ['2026-05-20 18:56:08'],
  ])('is refused: %p', (text) => {
    expect(parseWallClock(text)).toBeUndefined();
  });

  it.each(['2026-05-20 18:56:08', '2026-05-20T18:56:08', '2026-05-20 18:56:08.999', '2026-05-20T18:56:08.5'])(
    'is not the same moment in another spelling: %s',
    (text) => {
      expect(parseWallClock(text)).toBe('2026-05-20 18:56:08');
    },
  );
});

describe('a time with an offset', () => {
  it.each([
    ['2026-05-20T18:56:08Z', '2026-05-20 20:56:08'],
    ['2026-05-20T18:56:08z', '2026-05-20 20:56:08'],
    ['2026-05-20T18:56:08.999Z', '2026-05-20 20:56:08'],
    ['2026-05-20T18:56:08+02:00', '2026-05-20 18:56:08'],
    ['2026-05-20 18:56:08+0200', '2026-05-20 18:56:08'],
    ['2026-05-20 18:56:08+02', '2026-05-20 18:56:08'],
    ['2026-05-20T18:56:08-03:30', '2026-05-21 00:26:08'],
    ['2026-01-20T23:30:00Z', '2026-01-21 00:30:00'],
    ['2026-12-31T23:30:00+00:00', '2027-01-01 00:30:00'],
  ])('is what SecPaid’s wall shows then: %s', (text, wall) => {
    expect(parseWallClock(text)).toBe(wall);
  });

  it('is refused if the wall would show a year of five digits', () => {
    expect(parseWallClock('9999-12-31T23:59:59-14:00')).toBeUndefined();
  });

  it('is read back from what the entries say', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        const wall = wallClockAt(seconds * 1000);
        expect(parseWallClock(isoWithOffset(wall))).toBe(wall);
        expect(parseWallClock(new Date(instantOf(wall)).toISOString())).toBe(wall);
      }),
    );
  });
});

describe('a day', () => {
  it.each(['2026-05-20', '2028-02-29', '2026-12-31', '2026-03-29', '2026-10-25'])('is real: %s', (day) => {
    expect(isRealDay(day)).toBe(true);
  });

  it.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-01',
    '2026-05-00',
    '20.05.2026',
    '2026-5-20',
    '2026-05-20 ',
    '2026-05-20 00:00:00',
    '2026-05-20T00',
    '',
    'today',
  ])('is refused: %p', (day) => {
    expect(isRealDay(day)).toBe(false);
  });
});

describe('a window on the wall clock', () => {
  it('moves by whole days whatever the season does', () => {
    const day = 24 * 3_600_000;
    expect(shiftWallClock('2026-03-30 02:30:00', -day)).toBe('2026-03-29 02:30:00');
    expect(shiftWallClock('2026-10-26 02:30:00', -30 * day)).toBe('2026-09-26 02:30:00');
    expect(shiftWallClock('2026-12-31 23:59:59', 1000)).toBe('2027-01-01 00:00:00');
  });

  it('has the width that its two ends show', () => {
    expect(wallClockGap('2026-10-25 01:00:00', '2026-10-25 04:00:00')).toBe(3 * 3_600_000);
    expect(wallClockGap('2026-10-25 04:00:00', '2026-10-25 01:00:00')).toBe(-3 * 3_600_000);
  });
});
