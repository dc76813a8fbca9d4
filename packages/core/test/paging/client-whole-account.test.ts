import { describe, expect, it } from '@jest/globals';
import type { PayIn } from '../../src/entries/pay-in.ts';
import { all, bodies, entriesOf, failureOf, ids, readable, shopWith } from '../support.ts';

describe('all entries of an account', () => {
  it.each([0, 1, 999, 1000, 1001, 3500])('come once each, newest first: %d payments', async (payments) => {
    const { account, client } = shopWith(payments);
    expect(ids(await all(client.payIns.pages()))).toEqual(ids(entriesOf(...account.rows())));
  });

  it.each([1, 2, 10, 11, 200, 777])(
    'come once each whatever number the caller expects: %d a page',
    async (pageSize) => {
      const { account, client } = shopWith(2100);
      expect(ids(await all(client.payIns.pages({}, pageSize)))).toEqual(ids(entriesOf(...account.rows())));
    },
  );

  it('come once each from 100,000, in about a request a thousand', async () => {
    const { service, client } = shopWith(100_000);
    const links = new Set<string>();
    let given = 0;
    for await (const page of client.payIns.pages()) {
      given += page.length;
      for (const { pay_id: payId } of readable(page)) links.add(payId);
    }
    expect(given).toBe(100_000);
    expect(links.size).toBe(100_000);
    expect(service.requests.all().length).toBeLessThan(115);
  });

  it('are those that match the filters', async () => {
    const one = shopWith(1500);
    one.account.pay({ amount: 5, note: 'Ticket A', at: '2026-05-20 10:00:00' });
    one.account.pay({ amount: 5, note: 'Ticket B', at: '2026-05-21 10:00:00' });
    const notes = async (query: Parameters<typeof one.client.payIns.pages>[0]): Promise<unknown[]> =>
      (await all(one.client.payIns.pages(query))).map(({ recipient_note: note }) => note);
    expect(await notes({ search: 'ticket' })).toEqual(['Ticket B', 'Ticket A']);
    expect(await notes({ search: 'ticket', date: '2026-05-20' })).toEqual(['Ticket A']);
    expect(await notes({ search: 'ticket', since: 25 })).toEqual(['Ticket B']);
    expect(bodies(one)).toContainEqual({ page: 1, limit: 1000, search: 'ticket', date: '2026-05-20' });
  });

  it('keep the filters on every page', async () => {
    const one = shopWith(2500);
    await all(one.client.payIns.pages({ search: '9.99', since: 60 }));
    expect(bodies(one).length).toBeGreaterThan(2);
    for (const body of bodies(one)) expect(body).toMatchObject({ search: '9.99', since: 60 });
  });

  it('are not asked for further than the caller reads', async () => {
    const { service, client } = shopWith(5000);
    for await (const page of client.payIns.pages()) {
      expect(page).toHaveLength(1000);
      break;
    }
    expect(service.requests.all()).toHaveLength(1);
  });

  it('end in an error, not early, if a later page fails', async () => {
    const { service, client } = shopWith(2500);
    service.faults.add({ kind: 'html', onPage: 2 });
    const given: PayIn[] = [];
    const error = await failureOf(async () => {
      for await (const page of client.payIns.pages()) given.push(...readable(page));
    });
    expect(error.kind).toBe('unexpected-answer');
    expect(error.where).toMatch(/page 2, limit \d+, HTTP 200$/);
    expect(given).toHaveLength(1000);
  });
});
