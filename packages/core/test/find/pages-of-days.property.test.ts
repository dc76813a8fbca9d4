import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { payInsOf } from '../../src/endpoints/pay-ins.ts';
import { isoWithOffset, shiftWallClock, wallClockAt } from '../../src/entries/server-time.ts';
import { dayAt } from '../../src/find/days.ts';
import { listPayIns, readFindInput } from '../../src/find/find.ts';
import { summaryOf } from '../../src/summary/summary.ts';
import { row } from '../support.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-02T01:30:00+01:00');

/** It is not documented from when `since: N` counts; each of these is a possible server. */
const SINCE = {
  'N days of 24 hours': (days: number) => shiftWallClock(wallClockAt(NOW), -days * DAY),
  'midnight, N days before today': (days: number) => `${dayAt(NOW - days * DAY)} 00:00:00`,
  'midnight, N days with today': (days: number) => `${dayAt(NOW - (days - 1) * DAY)} 00:00:00`,
  'midnight of UTC': (days: number) => `${new Date(NOW - days * DAY).toISOString().slice(0, 10)} 01:00:00`,
} as const;

interface Wire {
  readonly created_at: string;
}

const wire = (pay_id: number, created_at: string): Wire => ({
  ...row({ pay_id: String(pay_id) }),
  created_at,
});

/** A server with these rows, newest first, that counts requests. */
function serverOf(rows: readonly Wire[], since: (days: number) => string) {
  let requests = 0;
  const payIns = payInsOf({
    list({ body }) {
      requests++;
      const page = Number(body['page']);
      const limit = Number(body['limit']);
      const days = Number(body['since'] ?? 0);
      const date = typeof body['date'] === 'string' ? body['date'] : '';
      const from = days === 0 ? '' : since(days);
      const found = rows.filter(({ created_at }) => created_at >= from && created_at.startsWith(date));
      return Promise.resolve({
        data: found.slice((page - 1) * limit, page * limit),
        where: 'a test',
        redact: (text: string) => text,
      });
    },
    write: () => Promise.reject(new Error('nothing is written')),
  });
  return { payIns, requests: () => requests };
}

/** Seconds at and around midnights, those of the changeover in October among them, and any others. */
const wall = fc
  .tuple(
    fc.integer({ min: 0, max: 70 }),
    fc.oneof(fc.constantFrom(0, 1, 3599, 7200, 10_800, 86_399), fc.integer({ min: 0, max: 86_399 })),
  )
  .map(([daysAgo, second]) => shiftWallClock(`${dayAt(NOW - daysAgo * DAY)} 00:00:00`, second * 1000))
  .filter((at) => at <= wallClockAt(NOW));

/** Few rows, or enough that the days are read one by one. */
const rows = fc
  .record({
    walls: fc.array(wall, { minLength: 1, maxLength: 60 }),
    times: fc.constantFrom(1, 1, 1, 40, 90),
  })
  .map(({ walls, times }) =>
    walls
      .flatMap((created_at) => Array.from({ length: times }, () => created_at))
      .map((created_at, index) => wire(index, created_at))
      .toSorted((a, b) => (a.created_at < b.created_at ? 1 : a.created_at > b.created_at ? -1 : 0)),
  );

const day = fc.integer({ min: 0, max: 75 }).map((daysAgo) => dayAt(NOW - daysAgo * DAY));
const form = fc.oneof(
  fc
    .constantFrom('today', 'yesterday', 'last7Days', 'last30Days', 'thisMonth', 'lastMonth')
    .map((timeRange) => ({
      timeRange,
    })),
  fc.tuple(day, day).map(([one, other]) => ({
    startDate: one < other ? one : other,
    endDate: one < other ? other : one,
  })),
  day.map((startDate) => ({ startDate })),
  day.map((endDate) => ({ endDate })),
);

it.each(Object.entries(SINCE))(
  'a filter on days gives every entry of them and no other, however SecPaid counts days: %s',
  async (_, since) => {
    await fc.assert(
      fc.asyncProperty(rows, form, async (all, chosen) => {
        const { payIns } = serverOf(all, since);
        const find = readFindInput(chosen, NOW);
        const found = await listPayIns(payIns, find, {});
        const { start = '', end = '9' } = find.days ?? {};
        const wanted = all
          .map(({ created_at }) => created_at)
          .filter((at) => {
            const of = at.slice(0, 10);
            return of >= start && of <= end;
          });
        expect(found.map(({ created_at }) => created_at)).toEqual(wanted.map(isoWithOffset));
        expect(new Set(found.map(({ id }) => id)).size).toBe(wanted.length);
      }),
      { numRuns: 60 },
    );
  },
);

it('a summary counts the entries that the list of the same days has', async () => {
  await fc.assert(
    fc.asyncProperty(rows, day, day, async (all, one, other) => {
      const days = { startDate: one < other ? one : other, endDate: one < other ? other : one };
      const { payIns } = serverOf(all, SINCE['N days of 24 hours']);
      const found = await listPayIns(payIns, readFindInput(days, NOW), {});
      const summary = await summaryOf(payIns, { timeRange: 'custom', ...days }, NOW);
      expect(summary.total_transactions).toBe(found.length);
    }),
    { numRuns: 60 },
  );
});

it('days of long ago in a busy account take a request each, not all that came after them', async () => {
  const all = Array.from({ length: 60_000 }, (_, index) =>
    wire(index, shiftWallClock(wallClockAt(NOW), -index * 100_000)),
  );
  const { payIns, requests } = serverOf(all, SINCE['N days of 24 hours']);
  const find = readFindInput({ startDate: '2026-09-01', endDate: '2026-09-05' }, NOW);
  const found = await listPayIns(payIns, find, {});
  expect(found).toHaveLength(5 * 864);
  expect(requests()).toBe(6);
});

it.each([
  ['one day', { timeRange: 'yesterday' }, 1],
  ['one day of long ago', { startDate: '2026-09-20', endDate: '2026-09-20' }, 1],
  ['a range of a small account', { timeRange: 'lastMonth' }, 1],
])('%s takes as few requests as can be', async (_, chosen, least) => {
  const all = Array.from({ length: 50 }, (_unused, index) =>
    wire(index, shiftWallClock(wallClockAt(NOW), -index * DAY)),
  );
  const { payIns, requests } = serverOf(all, SINCE['N days of 24 hours']);
  await listPayIns(payIns, readFindInput(chosen, NOW), {});
  expect(requests()).toBe(least);
});
