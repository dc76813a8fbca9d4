/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { jsonOf, running, sandbox } from './fresh-sec-paid.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PAY_OUT_FIELDS } from '@secpaid/core';
import { ago, textOf } from '../support.ts';

const payOuts = running({ resource: 'payOut', operation: 'getMany' });

describe('listing pay-outs', () => {
  beforeEach(() => {
    for (const day of [3, 2, 1]) {
      sandbox.account.pay({ amount: day * 10, at: ago(day * 24 * 3600) });
      sandbox.account.payouts.payOut(undefined, ago(day * 3600));
    }
  });

  it('gives them newest first, with every field and their kind', async () => {
    const items = jsonOf(await payOuts({}));
    expect(items.map(({ kind }) => kind)).toEqual(['payout', 'payout', 'payout']);
    expect(Object.keys(items[0] ?? {})).toEqual(expect.arrayContaining(PAY_OUT_FIELDS.map(({ key }) => key)));
    const dates = items.map(({ created_at }) => textOf(created_at));
    expect(dates).toEqual(dates.toSorted().reverse());
  });

  it('gives at most the limit, or all', async () => {
    expect(await payOuts({ limit: 2 })).toHaveLength(2);
    expect(await payOuts({ returnAll: true })).toHaveLength(3);
  });

  it('filters by transaction ID and dates', async () => {
    const [first] = jsonOf(await payOuts({}));
    const search = first?.['transaction_id'];
    expect(jsonOf(await payOuts({ filters: { search } }))).toEqual([first]);
    const future = { startDate: '2099-01-01', endDate: '2099-12-31' };
    expect(await payOuts({ filters: future })).toEqual([]);
  });

  it('filters by amount, which SecPaid cannot', async () => {
    const amounts = async (filters: Record<string, unknown>): Promise<unknown[]> =>
      jsonOf(await payOuts({ filters })).map(({ amount }) => amount);
    expect(await amounts({ minAmount: 15 })).toEqual([20, 30]);
    expect(await amounts({ minAmount: '15,00', maxAmount: 20 })).toEqual([20]);
    expect(jsonOf(await payOuts({ limit: 1, filters: { minAmount: 25 } }))).toMatchObject([{ amount: 30 }]);
  });

  it.each([
    [{ startDate: '2026-02-30' }, 'Start Date must be a real day'],
    [
      { startDate: '2026-03-02', endDate: '2026-03-01' },
      'Start Date (2026-03-02) is after End Date (2026-03-01).',
    ],
  ])('refuses %j', async (filters, sentence) => {
    await expect(payOuts({ filters })).rejects.toThrow(sentence);
  });
});

describe('the payments of a pay-out', () => {
  const payments = running({ resource: 'payOut', operation: 'getPayments' });

  it('come in one item with the pay-out, and whether they add up', async () => {
    for (const amount of [10, 20]) sandbox.account.pay({ amount, at: ago(24 * 3600) });
    const [made] = sandbox.account.payouts.payOut(undefined, ago(60));
    const [item, ...others] = jsonOf(await payments({ payOutId: `${made?.payout_id ?? ''}_approved` }));
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      payout_id: made?.payout_id,
      payments: [{ kind: 'payment' }, { kind: 'payment' }],
      payments_count: 2,
      payments_net_amount: made?.net_amount,
      difference: 0,
    });
  });

  it('of a pay-out that SecPaid does not know are an error', async () => {
    await expect(payments({ payOutId: '1' })).rejects.toThrow('SecPaid does not know this pay-out.');
  });
});
