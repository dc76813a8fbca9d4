/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { running, sandbox } from './fresh-sec-paid.ts';
import { describe, expect, it } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';
import { ago, daysAgo, failureOf, TOKEN } from '../support.ts';

const run = running({ operation: 'getSummary' });

const today = (): string => ago(0).slice(0, 10);

describe('Get Summary', () => {
  it('gives one item with the figures of the last 30 days by default', async () => {
    const { account } = sandbox;
    const { pay_id } = account.pay({
      amount: '20.10',
      at: daysAgo(3),
      service_fee: '0.30',
      service_fee_psp: '0.63',
    });
    account.pay({ amount: '0.20', at: daysAgo(2), service_fee: '0.01', service_fee_psp: '0.02' });
    account.refund(pay_id, { amount: 5, at: daysAgo(1) });
    account.pay({ amount: 1000, at: daysAgo(40) });
    expect(await run({})).toEqual([
      {
        json: {
          start_date: daysAgo(29).slice(0, 10),
          end_date: today(),
          currency: 'EUR',
          total_revenue: 20.3,
          net_revenue: 19.34,
          payment_fees: 0.96,
          net_difference: 0,
          total_transactions: 2,
          average_transaction: 10.15,
          pending_amount: 14.42,
          expected_payout: 0,
          service_fees: 0.23,
          service_fees_psp: 0.65,
          refund_count: 1,
          refund_amount: -5,
          dispute_count: 0,
          dispute_amount: 0,
          dispute_refund_count: 0,
          dispute_refund_amount: 0,
          fees_returned: 0.08,
          fees_kept: 0.88,
          balance: 14.42,
          balance_difference: 0,
        },
        pairedItem: { item: 0 },
      },
    ]);
  });

  it('gives the figures by day and by payment method on request', async () => {
    const at = `${daysAgo(2).slice(0, 10)} 12:00:00`;
    const date = at.slice(0, 10);
    sandbox.account.pay({ amount: 20, at });
    sandbox.account.pay({ amount: 30, at, paymentMethod: 'Bank Transfer' });
    const [item] = await run({
      timeRange: 'custom',
      startDate: date,
      endDate: today(),
      breakdowns: ['byDay', 'byPaymentMethod', 'byTransactionType'],
    });
    expect(item?.json).toMatchObject({
      total_revenue: 50,
      by_day: [
        { date, total_revenue: 50, total_transactions: 2, refund_count: 0 },
        { date: daysAgo(1).slice(0, 10), total_revenue: 0, total_transactions: 0 },
        { date: today(), total_revenue: 0, total_transactions: 0 },
      ],
      by_payment_method: [
        { payment_method: 'Bank Transfer', total_revenue: 30 },
        { payment_method: 'card', total_revenue: 20 },
      ],
      by_transaction_type: [{ transaction_type: 'Basic', total_revenue: 50 }],
    });
  });

  it('gives one item for each input item', async () => {
    sandbox.account.pay({ amount: 20, at: daysAgo(1) });
    const items = await run({ timeRange: 'yesterday' }, { timeRange: 'today' });
    expect(items.map(({ json, pairedItem }) => [json['total_revenue'], pairedItem])).toEqual([
      [20, { item: 0 }],
      [0, { item: 1 }],
    ]);
  });

  it('ignores hidden dates', async () => {
    expect(await run({ timeRange: 'today', startDate: 'x', endDate: '' })).toHaveLength(1);
  });

  it('names wrong input, and asks for nothing', async () => {
    const failure = await failureOf(() =>
      run({ timeRange: 'custom', startDate: '2026-05-31', endDate: '2026-05-01' }),
    );
    expect(failure).toBeInstanceOf(NodeOperationError);
    expect(failure.message).toContain('Start Date (2026-05-31) is after End Date (2026-05-01).');
    expect(sandbox.requests).toEqual([]);
  });

  it('never holds the token', async () => {
    sandbox.account.seedSamples();
    expect(JSON.stringify(await run({}))).not.toContain(TOKEN);
  });
});
