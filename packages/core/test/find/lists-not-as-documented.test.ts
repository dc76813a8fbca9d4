import { describe, expect, it } from '@jest/globals';
import { createClient } from '../../src/client.ts';
import { findPayIns } from '../../src/find/find.ts';
import { isReadable } from '../../src/entries/listed.ts';
import { summaryOf } from '../../src/summary/summary.ts';
import {
  all,
  bodies,
  connectionWith,
  failureOf,
  ids,
  readable,
  type Shop,
  shop,
  shopWith,
} from '../support.ts';

const BOUNDS = { clock: () => 0, deadline: Infinity };
const AFTERNOON = Date.parse('2026-06-15T12:00:00Z');

const everything = async ({ client }: Shop): Promise<string[]> => ids(await all(client.payIns.pages()));
const summaryOfMay = ({ client }: Shop, startDate = '2026-05-01') =>
  summaryOf(client.payIns, { timeRange: 'custom', startDate, endDate: '2026-05-31' }, AFTERNOON);

describe('a limit that SecPaid cuts off silently', () => {
  it.each([100, 200, 500])('is noticed by a list of all entries, which is complete: %d', async (limit) => {
    const one = shopWith(1200);
    const expected = await everything(one);
    one.service.deviations.add('limit-capped', { limit });
    expect(await everything(one)).toEqual(expected);
  });

  it('below a hundred is an error, not the end of the list', async () => {
    const one = shopWith(1200);
    one.service.deviations.add('limit-capped', { limit: 40 });
    const { message } = await failureOf(() => everything(one));
    expect(message).toContain('SecPaid gave 40 entries where 1000 were asked for, and there are more.');
  });

  it('is not suspected for good if an entry came between an answer and its proof', async () => {
    const one = shopWith(120);
    let asked = 0;
    const { payIns } = createClient(connectionWith(one.service.token), async (request) => {
      if (++asked === 2) one.account.pay({ amount: 5, note: 'between' });
      return await one.service.handle(request);
    });
    const found = await all(payIns.pages());
    expect(found.length).toBeGreaterThanOrEqual(120);
    expect(new Set(ids(found)).size).toBe(found.length);
  });
});

describe('a filter that the server ignores', () => {
  it('gives only the rows that fit it, and reads a bounded part of the list', async () => {
    const one = shopWith(500);
    const { pay_id: payId } = one.account.pay({ amount: 5, note: 'meant' });
    one.service.deviations.add('filter-ignored', { filter: 'pay_id' });
    const found = readable(await one.client.payIns.get(payId));
    expect(found.map(({ recipient_note: note }) => note)).toEqual(['meant']);
  });

  it('is an error where ten pages hold foreign rows', async () => {
    const one = shopWith(12_000);
    one.service.deviations.add('filter-ignored', { filter: 'date' });
    const { message } = await failureOf(() => one.client.payIns.list({ date: '2020-01-01' }));
    expect(message).toContain('SecPaid ignored the filter');
    expect(bodies(one).length).toBeLessThanOrEqual(12);
  });
});

describe('an entry that cannot be read', () => {
  function withBad(field = 'amount', at = '2026-05-20 10:00:00'): Shop {
    const one = shop();
    one.account.pay({ amount: 5, note: 'older', at: '2026-05-10 10:00:00' });
    one.account.pay({ amount: 7, note: 'bad', payId: 777_001, at });
    one.account.pay({ amount: 9, note: 'newer', at: '2026-06-10 10:00:00' });
    one.service.deviations.add('unreadable-row', { payId: '777001', field });
    return one;
  }

  it('is in a list in its place, marked, and after all others if amounts sort it', async () => {
    const { client } = withBad();
    const noted = async (sort: 'newest' | 'amountLowest') =>
      (await client.payIns.list({}, { sort })).map((entry) =>
        isReadable(entry) ? entry.recipient_note : 'marked',
      );
    expect(await noted('newest')).toEqual(['newer', 'marked', 'older']);
    expect(await noted('amountLowest')).toEqual(['older', 'newer', 'marked']);
  });

  it('is named by a sum that it may belong to, and by no other', async () => {
    for (const [field, start] of [
      ['amount', '2026-05-01'],
      // A server that filters by days need not list a row without a date; asked for all, it does.
      ['created_at', '1900-01-01'],
    ] as const) {
      const { message } = await failureOf(() => summaryOfMay(withBad(field), start));
      expect(message).toContain('pay_id "777001"');
    }
    const one = withBad('amount', '2026-06-01 10:00:00');
    expect(await summaryOfMay(one)).toMatchObject({ total_transactions: 1, total_revenue: 5 });
  });

  it('never comes first in what a search finds, and is its error if nothing else is found', async () => {
    const { client } = withBad();
    const found = await findPayIns(client.payIns, { date: '2026-05-20' }, BOUNDS).catch(
      (error: unknown) => error,
    );
    expect(found).toMatchObject({ message: expect.stringContaining('pay_id "777001"') });
    const all = await findPayIns(client.payIns, { lastDays: 60 }, BOUNDS);
    expect(all.map((entry) => isReadable(entry))).toEqual([true, true, false]);
  });
});

describe('a payment that is not final', () => {
  it('is in a list as it is, and in no sum', async () => {
    const one = shop();
    one.account.pay({ amount: 5, at: '2026-05-10 10:00:00' });
    one.account.pay({ amount: 7, at: '2026-05-11 10:00:00', status: 'Pending' });
    one.account.pay({ amount: 9, at: '2026-05-12 10:00:00', status: 'Failed' });
    expect(readable(await one.client.payIns.list({})).map(({ status }) => status)).toEqual([
      'Failed',
      'Pending',
      'Success',
    ]);
    expect(await summaryOfMay(one)).toMatchObject({ total_transactions: 1, total_revenue: 5 });
  });
});
