import { describe, expect, it } from '@jest/globals';
import { createClient } from '../src/client.ts';
import type { PayIn, PayInKind } from '../src/pay-in.ts';
import {
  answering,
  BASE_URL,
  connectionWith,
  entriesOf,
  failureOf,
  june,
  row,
  type Shop,
  shop,
  success,
  TOKEN,
} from './support.ts';

async function all(pages: AsyncIterable<PayIn[]>): Promise<PayIn[]> {
  const entries: PayIn[] = [];
  for await (const page of pages) entries.push(...page);
  return entries;
}

const ids = (entries: readonly PayIn[]): string[] => entries.map(({ id }) => id);
const sortedIds = (entries: readonly PayIn[]): string[] => ids(entries).sort();
const missing = (given: readonly string[], wanted: readonly string[]): string[] => {
  const seen = new Set(given);
  return wanted.filter((id) => !seen.has(id));
};
const bodies = ({ service }: Shop): unknown[] => service.requests.all().map(({ body }) => body);

/** A shop with so many payments, a minute apart, the newest first. */
function shopWith(payments: number): Shop {
  const one = shop();
  one.account.addMany(payments, (index) => ({ amount: '9.99', at: june(-60 * index) }));
  return one;
}

describe('a request', () => {
  it('is a POST of JSON with the token in its header, to the connection’s own base', async () => {
    const { transport, requests } = answering({ body: success([]) });
    const client = createClient(connectionWith(TOKEN), transport);
    await client.payIns.page({ page: 2, limit: 50, search: 'Order', since: 30 });
    expect(requests).toEqual([
      {
        method: 'POST',
        url: `${BASE_URL}/getPayInTransactions`,
        headers: { 'Content-Type': 'application/json', Accept: 'application/json', token: TOKEN },
        body: '{"page":2,"limit":50,"search":"Order","since":30}',
      },
    ]);
  });
});

describe('one page', () => {
  it('is one request and gives its entries, newest first', async () => {
    const one = shop();
    one.account.seedSamples();
    const entries = await one.client.payIns.page({ page: 1, limit: 10 });
    expect(entries.map(({ pay_id, created_at }) => [pay_id, created_at])).toEqual([
      ['99296', '2026-05-20T18:56:08+02:00'],
      ['99298', '2026-05-20T10:19:34+02:00'],
    ]);
    expect(bodies(one)).toEqual([{ page: 1, limit: 10 }]);
  });

  it('is empty where the account is', async () => {
    expect(await shop().client.payIns.page({ page: 1, limit: 10 })).toEqual([]);
  });

  it('is an error where a single row has no identity, so that none is lost silently', async () => {
    const { transport } = answering({ body: success([row(), { pay_id: '7' }, row({ pay_id: '8' })]) });
    const { payIns } = createClient(connectionWith(TOKEN), transport);
    const error = await failureOf(() => payIns.page({ page: 3, limit: 10 }));
    expect(error.kind).toBe('unexpected-answer');
    expect(error.where).toBe(`POST ${BASE_URL}/getPayInTransactions, page 3, limit 10`);
  });
});

describe('an answer', () => {
  it('knows its slice and keeps the API’s own rows', async () => {
    const { transport } = answering({ body: success([row({ extra: [1] })]) });
    const { payIns } = createClient(connectionWith(TOKEN), transport);
    const answer = await payIns.answer({ page: 1, limit: 10 });
    expect(answer.slice).toEqual({ page: 1, limit: 10 });
    expect(answer.rows.map(({ raw }) => raw)).toEqual([row({ extra: [1] })]);
  });
});

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
      for (const { pay_id: payId } of page) links.add(payId);
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

  it('end in an error, not early, where a later page fails', async () => {
    const { service, client } = shopWith(2500);
    service.faults.add({ kind: 'html', onPage: 2 });
    const given: PayIn[] = [];
    const error = await failureOf(async () => {
      for await (const page of client.payIns.pages()) given.push(...page);
    });
    expect(error.kind).toBe('unexpected-answer');
    expect(error.where).toMatch(/page 2, limit \d+, HTTP 200$/);
    expect(given).toHaveLength(1000);
  });
});

describe('payments that arrive between two pages', () => {
  it.each([1, 9, 50, 400])('neither repeat nor hide others: %d at a time', async (arrivals) => {
    const { account, service, client } = shopWith(3500);
    const before = ids(entriesOf(...account.rows()));
    service.before = ({ number }) => {
      if (number > 1)
        account.addMany(arrivals, (index) => ({ amount: '1.00', at: june(60 * (number * 3000 + index)) }));
    };
    expect(ids(await all(client.payIns.pages()))).toEqual(before);
  });

  it.each([2, 3])(
    'neither repeat nor hide others where 3,500 come at once, before request %d',
    async (request) => {
      const { account, service, client } = shopWith(3500);
      const before = ids(entriesOf(...account.rows()));
      service.before = ({ number }) => {
        if (number === request) account.addMany(3500, (index) => ({ amount: '1.00', at: june(60 + index) }));
      };
      expect(ids(await all(client.payIns.pages()))).toEqual(before);
    },
  );

  it('neither repeat nor hide others where they share the second of the newest', async () => {
    const { account, service, client } = shopWith(3500);
    const before = ids(entriesOf(...account.rows()));
    service.before = ({ number }) => {
      if (number > 1) account.pay({ amount: '1.00', at: june(0) });
    };
    const given = ids(await all(client.payIns.pages()));
    expect(new Set(given).size).toBe(given.length);
    expect(missing(given, before)).toEqual([]);
  });

  it('are found where they were entered late, below what was read', async () => {
    const { account, service, client } = shopWith(2500);
    service.before = ({ number }) => {
      if (number === 2) account.lateBankTransfer({ amount: '1.00', at: june(-60 * 2400 + 1) });
    };
    expect(ids(await all(client.payIns.pages()))).toEqual(ids(entriesOf(...account.rows())));
  });
});

describe('rows that disappear between two pages', () => {
  it.each([1, 10, 11, 60, 150])('hide none of the others: %d of them', async (gone) => {
    const { account, service, client } = shopWith(3500);
    service.before = ({ number }) => {
      if (number === 2) account.remove(() => true, gone);
    };
    const given = ids(await all(client.payIns.pages()));
    expect(new Set(given).size).toBe(given.length);
    // What was given before it went was right when it was given.
    expect(missing(given, ids(entriesOf(...account.rows())))).toEqual([]);
    expect(given).toHaveLength(3500);
  });

  it('are an error, not a gap, where the list does not stand still', async () => {
    const { account, service, client } = shopWith(6000);
    service.before = ({ number }) => {
      if (number > 1) account.remove(() => true, 950);
    };
    const error = await failureOf(() => all(client.payIns.pages()));
    expect(error.kind).toBe('unexpected-answer');
    expect(error.what).toBe('SecPaid’s list is too long, or changes too fast, to be read to its end.');
    expect(error.next).toBe('Try again, or narrow the list by a date.');
  });
});

describe('payments of the same second', () => {
  it.each([2, 30, 200, 430])('across a page’s border come once each: %d of them', async (ties) => {
    for (const seed of [1, 2, 3]) {
      const { account, client } = shop({ seed });
      account.addMany(1000 - Math.ceil(ties / 2), (index) => ({
        amount: '1.00',
        at: june(60 * (index + 1)),
      }));
      account.addMany(ties, () => ({ amount: '2.00', at: june(0) }));
      account.addMany(1500, (index) => ({ amount: '3.00', at: june(-60 * (index + 1)) }));
      expect(sortedIds(await all(client.payIns.pages()))).toEqual(sortedIds(entriesOf(...account.rows())));
    }
  });

  it.each([2, 30, 200])('come once each where they are twins: %d of them', async (twins) => {
    for (const seed of [1, 2, 3]) {
      const { account, client } = shop({ seed });
      account.addMany(1000 - Math.ceil(twins / 2), (index) => ({
        amount: '1.00',
        at: june(60 * (index + 1)),
      }));
      account.addMany(twins, () => ({ payId: 99296, amount: '2.00', at: june(0) }));
      account.addMany(1500, (index) => ({ amount: '3.00', at: june(-60 * (index + 1)) }));
      const given = await all(client.payIns.pages());
      expect(sortedIds(given)).toEqual(sortedIds(entriesOf(...account.rows())));
      expect(given.filter(({ pay_id }) => pay_id === '99296')).toHaveLength(twins);
    }
  });

  it.each([600, 1000, 1500])('come to an end, however many: %d of them', async (ties) => {
    const { account, service, client } = shop();
    account.addMany(600, (index) => ({ amount: '1.00', at: june(60 * (index + 1)) }));
    account.addMany(ties, () => ({ amount: '2.00', at: june(0) }));
    account.addMany(900, (index) => ({ amount: '3.00', at: june(-60 * (index + 1)) }));
    service.before = ({ number }) => {
      if (number > 20) throw new Error('the list goes in circles');
    };
    const others = (await all(client.payIns.pages())).filter(({ amount }) => amount !== 2);
    expect(others).toHaveLength(1500);
    expect(new Set(ids(others)).size).toBe(1500);
  });

  it('come once each where every second has a few, all the way down', async () => {
    const { account, client } = shop();
    account.addMany(4000, (index) => ({ amount: '1.00', at: june(-Math.floor(index / 7)) }));
    expect(sortedIds(await all(client.payIns.pages()))).toEqual(sortedIds(entriesOf(...account.rows())));
  });
});

describe('a list of at most so many entries', () => {
  it('is the newest ones, in one request that asks for no more', async () => {
    const one = shopWith(2500);
    const entries = await one.client.payIns.list({}, { most: 7 });
    expect(ids(entries)).toEqual(ids(entriesOf(...one.account.rows())).slice(0, 7));
    expect(bodies(one)).toEqual([{ page: 1, limit: 7 }]);
  });

  it('is all there are where there are fewer', async () => {
    const one = shopWith(3);
    expect(await one.client.payIns.list({}, { most: 1000 })).toHaveLength(3);
    expect(await one.client.payIns.list({}, { most: 3 })).toHaveLength(3);
    expect(await one.client.payIns.list({}, { most: 1 })).toHaveLength(1);
  });

  it('is everything where no number is told', async () => {
    const { client } = shopWith(2500);
    expect(await client.payIns.list({})).toHaveLength(2500);
    expect(await client.payIns.list({}, { most: undefined, isWanted: undefined })).toHaveLength(2500);
  });
});

const isOf =
  (...kinds: PayInKind[]) =>
  ({ kind }: PayIn): boolean =>
    kinds.includes(kind);

describe('a list of certain kinds', () => {
  function mixed(): Shop {
    const one = shopWith(2500);
    for (const index of [0, 1200, 2400]) {
      const payId = one.account.rows()[index]?.pay_id ?? '';
      one.account.refund(payId, { at: june(-60 * index - 1) });
    }
    const disputed = one.account.rows()[2000]?.pay_id ?? '';
    one.account.dispute(disputed, { at: june(-60 * 2300 - 30) });
    one.account.disputeRefund(disputed, { at: june(-60 * 2300 - 29) });
    return one;
  }

  it('has them all, however deep they lie', async () => {
    const { client } = mixed();
    expect((await client.payIns.list({}, { isWanted: isOf('refund') })).map(({ kind }) => kind)).toEqual(
      Array<string>(3).fill('refund'),
    );
    const disputes = await client.payIns.list({}, { isWanted: isOf('dispute', 'dispute_refund') });
    expect(disputes.map(({ kind }) => kind)).toEqual(['dispute_refund', 'dispute']);
    expect(await client.payIns.list({}, { isWanted: isOf('payment') })).toHaveLength(2500);
  });

  it('reads no further than needed for at most so many', async () => {
    const one = mixed();
    const entries = await one.client.payIns.list({}, { most: 2, isWanted: isOf('refund') });
    expect(entries.map(({ created_at }) => created_at)).toEqual([
      '2026-05-31T23:59:59+02:00',
      '2026-05-31T03:59:59+02:00',
    ]);
    expect(bodies(one)).toHaveLength(2);
  });

  it('is never longer than told, although whole pages are read', async () => {
    const { account, client } = mixed();
    const entries = await client.payIns.list({}, { most: 3, isWanted: isOf('payment') });
    const payments = entriesOf(...account.rows()).filter(({ kind }) => kind === 'payment');
    expect(ids(entries)).toEqual(ids(payments).slice(0, 3));
  });

  it('is empty where there are none', async () => {
    expect(await shopWith(3).client.payIns.list({}, { most: 5, isWanted: isOf('dispute') })).toEqual([]);
  });
});

describe('the entries of one payment link', () => {
  it('are its payment and everything that followed, newest first', async () => {
    const one = shopWith(50);
    const { pay_id: payId } = one.account.pay({ amount: '20.00', at: june(-3600) });
    one.account.refund(payId, { amount: '5.00', at: june(3600) });
    const entries = await one.client.payIns.get(payId);
    expect(entries.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['refund', -5],
      ['payment', 20],
    ]);
    expect(bodies(one)).toEqual([{ page: 1, limit: 1000, pay_id: Number(payId) }]);
  });

  it('are all payments of a permanent QR code, over several pages', async () => {
    const { account, client } = shopWith(50);
    account.addMany(1500, (index) => ({
      payId: 777,
      amount: '4.00',
      transactionType: 'Personal QR',
      at: june(-600 * index),
    }));
    const entries = await client.payIns.get('777');
    expect(entries).toHaveLength(1500);
    expect(new Set(ids(entries)).size).toBe(1500);
  });

  it('are none where the link was never paid', async () => {
    expect(await shopWith(3).client.payIns.get('1')).toEqual([]);
  });
});
