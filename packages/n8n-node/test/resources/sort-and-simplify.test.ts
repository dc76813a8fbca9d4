/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { type Parameters, run, sandbox } from './fresh-sec-paid.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { executeSecPaid } from './sec-paid-in-n8n.ts';
import { ago, credentialOf, failureOf } from '../support.ts';

describe('Get Many', () => {
  const amounts = async (parameters: Parameters): Promise<unknown[]> =>
    (await run(parameters)).map(({ json }) => json['amount']);

  beforeEach(() => {
    const { account } = sandbox;
    const { pay_id } = account.pay({ amount: '49.99', at: ago(60) });
    account.pay({ amount: 5, at: ago(50) });
    account.pay({ amount: 500, at: ago(40) });
    account.refund(pay_id, { amount: 20, at: ago(30) });
  });

  it.each([
    ['newest', [-20, 500, 5, 49.99]],
    ['oldest', [49.99, 5, 500, -20]],
    ['amountHighest', [500, 49.99, 5, -20]],
    ['amountLowest', [-20, 5, 49.99, 500]],
  ])('sorts: %s', async (sort, expected) => {
    expect(await amounts({ options: { sort } })).toEqual(expected);
    expect(await amounts({ options: { sort }, limit: 2 })).toEqual(expected.slice(0, 2));
  });

  it.each([
    [{ minAmount: 20 }, [-20, 500, 49.99]],
    [{ maxAmount: 49.99 }, [-20, 5, 49.99]],
    [{ minAmount: 6, maxAmount: 60, kinds: ['payment'] }, [49.99]],
    [{ minAmount: '', maxAmount: ' ' }, [-20, 500, 5, 49.99]],
  ])('filters by amount, whose sign does not count: %j', async (filters, expected) => {
    expect(await amounts({ filters })).toEqual(expected);
  });

  it.each([
    [{ options: { sort: 'loudest' } }, 'Sort must be one of newest, oldest'],
    [{ filters: { maxAmount: -1 } }, 'Maximum Amount must be an amount in euros, 0 or more'],
    [{ operation: 'delete' }, 'There is no operation "delete"'],
  ])('refuses %j before a request', async (parameters, message) => {
    expect((await failureOf(() => run(parameters))).message).toContain(message);
    expect(sandbox.requests).toEqual([]);
  });

  it('simplified gives ten fields, and so does Get', async () => {
    const [item] = await run({ simplify: true });
    const keys = [
      'id',
      'pay_id',
      'kind',
      'amount',
      'net_amount',
      'currency',
      'created_at',
      'recipient_note',
      'payment_method',
      'payout_status',
    ];
    expect(Object.keys(item?.json ?? {})).toEqual(keys);
    const [same] = await run({ operation: 'get', payId: item?.json['pay_id'], simplify: true });
    expect(same).toEqual(item);
  });

  it('tells n8n’s log how far a long list is, and why it waits', async () => {
    sandbox.account.addMany(11_000, (index) => ({ amount: 1, at: ago(20_000 - index) }));
    sandbox.faults.add({ kind: '429', retryAfter: 7 });
    const log: string[] = [];
    await executeSecPaid({ credential: credentialOf(sandbox), items: [{ returnAll: true }], log });
    expect(log).toEqual([
      expect.stringMatching(
        /^SecPaid’s limit of 60 requests a minute is used up\. Asking again in \d+ s \(try 2 of 6\)\.$/,
      ),
      expect.stringMatching(/^SecPaid: 5\d{3} entries read so far\.$/),
      expect.stringMatching(/^SecPaid: 1\d{4} entries read so far\.$/),
    ]);
  });
});
