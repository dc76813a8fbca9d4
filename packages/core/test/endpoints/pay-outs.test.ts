import { describe, expect, it } from '@jest/globals';
import { type Order, PayOutList } from './pay-out-list.ts';
import { BASE_URL, failureOf, june } from '../support.ts';

const ORDERS: readonly Order[] = ['newest first', 'oldest first', 'by number', 'shuffled'];

function listOf(count: number, order: Order = 'newest first'): PayOutList {
  const list = new PayOutList();
  list.order = order;
  // Numbers that do not go with the dates, as after a retried pay-out.
  for (let index = 0; index < count; index++) list.add(june(-86_400 * ((index * 7919) % count)));
  return list;
}

describe('a list of pay-outs', () => {
  it.each(ORDERS)('comes newest first if it fits one page, whatever order it has: %s', async (order) => {
    const { client, requests } = listOf(999, order);
    const dates = (await client.payOuts.list({})).map(({ created_at }) => created_at);
    expect(dates).toHaveLength(999);
    expect(dates).toEqual(dates.toSorted().reverse());
    expect(requests).toEqual([
      { page: 1, limit: 1000 },
      { page: 84, limit: 12 },
    ]);
    expect((await client.payOuts.list({}, { most: 3 })).map(({ created_at }) => created_at)).toEqual(
      dates.slice(0, 3),
    );
  });

  it('of more than a page comes whole if it is sorted by date', async () => {
    const { client } = listOf(2500);
    const payOuts = await client.payOuts.list({});
    expect(new Set(payOuts.map(({ id }) => id)).size).toBe(2500);
  });

  it.each(ORDERS.slice(1))('of more than a page is an error where it is not: %s', async (order) => {
    const error = await failureOf(() => listOf(1500, order).client.payOuts.list({}));
    expect(error.kind).toBe('unexpected-answer');
    expect(error.message).toContain('is not sorted by date');
    expect(error.where).toBe(`POST ${BASE_URL}/getPayOutTransactions, page 1, limit 1000`);
  });

  it('asks by the documented fields, and leaves out what was not given', async () => {
    const { client, requests } = listOf(3);
    await client.payOuts.page({ page: 2, limit: 50, search: '' });
    await client.payOuts.list({ search: '20260512-po', startDate: '2026-05-01', endDate: '2026-05-01' });
    expect(requests).toEqual([
      { page: 2, limit: 50 },
      { page: 1, limit: 1000, search: '20260512-po', start_date: '2026-05-01', end_date: '2026-05-01' },
    ]);
  });

  it.each([
    [{ startDate: '2026-02-30' }, 'Start Date must be a real day written YYYY-MM-DD'],
    [{ endDate: '31.05.2026' }, 'End Date must be a real day written YYYY-MM-DD'],
    [
      { startDate: '2026-05-02', endDate: '2026-05-01' },
      'Start Date (2026-05-02) is after End Date (2026-05-01).',
    ],
    [{ page: 0 }, 'Page must be'],
    [{ limit: 1001 }, 'Limit must be'],
  ])('is refused before any request: %j', async (change, sentence) => {
    const { client, requests } = listOf(1);
    const error = await failureOf(() => client.payOuts.page({ page: 1, limit: 10, ...change }));
    expect(error).toMatchObject({ kind: 'validation' });
    expect(error.message).toContain(sentence);
    expect(requests).toEqual([]);
  });

  it.each([0, 1001, 1.5])('of at most %p is refused before any request', async (most) => {
    const { client, requests } = listOf(1);
    expect((await failureOf(() => client.payOuts.list({}, { most }))).message).toContain('Limit must be');
    expect(requests).toEqual([]);
  });
});
