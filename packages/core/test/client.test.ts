import { describe, expect, it } from '@jest/globals';
import { createClient } from '../src/client.ts';
import { answering, BASE_URL, bodies, connectionWith, row, shop, success, TOKEN } from './support.ts';

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

  it('is empty if the account is', async () => {
    expect(await shop().client.payIns.page({ page: 1, limit: 10 })).toEqual([]);
  });

  it('marks a row that has no identity, so that none is lost silently', async () => {
    const { transport } = answering({ body: success([row(), { pay_id: '7' }, row({ pay_id: '8' })]) });
    const { payIns } = createClient(connectionWith(TOKEN), transport);
    const [first, marked, last] = await payIns.page({ page: 3, limit: 10 });
    expect([first?.['pay_id'], last?.['pay_id']]).toEqual(['99296', '8']);
    expect(marked).toMatchObject({
      pay_id: '7',
      unreadable:
        'SecPaid lists an entry whose amount cannot be read; it must be an amount in euros, such as "88.19". ' +
        'The row: pay_id "7", created_at missing, amount missing. Look it up in SecPaid’s dashboard, and tell ' +
        'SecPaid’s support. It counts as soon as it can be read.',
    });
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
