import { describe, expect, it } from '@jest/globals';
import { type Summary, summarize, summaryOf } from '../../src/summary/summary.ts';
import { entriesOf, failureOf, row, shop } from '../support.ts';

/** 15 June 2026, 14:00 at SecPaid; the shop's account is there too. */
const NOW = Date.parse('2026-06-15T12:00:00Z');

const days = { start: '2026-05-01', end: '2026-05-31' };
const summed = (...rows: Record<string, unknown>[]): Promise<Summary> =>
  summarize([entriesOf(...rows.map((one) => row({ created_at: '2026-05-20 12:00:00', ...one })))], {
    days,
    breakdowns: [],
  });

const REFUND = { transaction_type: 'Refund', is_refund: 'true' };
const DISPUTE = { transaction_type: 'Dispute', is_dispute: 'true' };

describe('the figures of a summary', () => {
  it('are those of the entries, by kind', async () => {
    expect(
      await summed(
        { amount: '100.00', net_amount: '97.10', service_fee: '1.50', service_fee_psp: '1.40' },
        { amount: '0.10', net_amount: '0.05', service_fee: '0.03', service_fee_psp: '0.02' },
        { ...REFUND, amount: '-10.00', net_amount: '-9.85', service_fee: '-0.15', service_fee_psp: '0.00' },
        { ...DISPUTE, amount: '-0.10', net_amount: '-0.10', service_fee: '0', service_fee_psp: '0' },
        {
          ...DISPUTE,
          transaction_type: 'Dispute Refund',
          amount: '0.10',
          net_amount: '0.10',
          service_fee: '0',
          service_fee_psp: '0',
        },
      ),
    ).toEqual({
      start_date: '2026-05-01',
      end_date: '2026-05-31',
      currency: 'EUR',
      total_revenue: 100.1,
      net_revenue: 97.15,
      payment_fees: 2.95,
      net_difference: 0,
      total_transactions: 2,
      average_transaction: 50.05,
      pending_amount: 87.3,
      expected_payout: 0,
      service_fees: 1.38,
      service_fees_psp: 1.42,
      refund_count: 1,
      refund_amount: -10,
      dispute_count: 1,
      dispute_amount: -0.1,
      dispute_refund_count: 1,
      dispute_refund_amount: 0.1,
      fees_returned: 0.15,
      fees_kept: 2.8,
      balance: 87.3,
      balance_difference: 0,
    });
  });

  it('add up after a refund whose fee came back', async () => {
    const fees = { service_fee: '1.50', service_fee_psp: '2.00' };
    const figures = await summed(
      { amount: '100.00', net_amount: '96.50', ...fees },
      { amount: '169.49', net_amount: '164.33', service_fee: '2.55', service_fee_psp: '2.61' },
      { ...REFUND, amount: '-100.00', net_amount: '-98.50', service_fee: '-1.50', service_fee_psp: '0.00' },
    );
    expect(figures).toMatchObject({
      total_revenue: 269.49,
      payment_fees: 8.66,
      net_revenue: 260.83,
      fees_returned: 1.5,
      fees_kept: 7.16,
      service_fees: 2.55,
      service_fees_psp: 4.61,
      refund_amount: -100,
      balance: 162.33,
      net_difference: 0,
      balance_difference: 0,
    });
  });

  it('name what the net amount of a documented row leaves unexplained', async () => {
    const documented = { amount: '88.19', net_amount: '84.71', service_fee: '1.33', service_fee_psp: '3.15' };
    expect(await summed(documented)).toMatchObject({
      total_revenue: 88.19,
      payment_fees: 4.48,
      net_difference: 1,
      net_revenue: 84.71,
      balance_difference: 1,
    });
  });

  it('know a pay-out status in any case', async () => {
    const { pending_amount } = await summed({ net_amount: '1.00', payout_status: 'PENDING' });
    expect(pending_amount).toBe(1);
  });

  it('of a time without entries are zeros, and there is no average', async () => {
    const { average_transaction, total_revenue, balance } = await summed();
    expect([average_transaction, total_revenue, balance]).toEqual([null, 0, 0]);
  });

  it('count as pending what waits for a payout or is on its way, and as expected what is on its way', async () => {
    const { pending_amount, expected_payout } = await summed(
      { net_amount: '1.00', payout_status: 'Pending' },
      { net_amount: '20.00', payout_status: 'InProgress' },
      { ...REFUND, amount: '-5.00', net_amount: '-5.00', payout_status: 'InProgress' },
      { net_amount: '300.00', payout_status: 'Approved' },
      { net_amount: '4000.00', payout_status: null },
    );
    expect([pending_amount, expected_payout]).toEqual([16, 15]);
  });

  it('are exact where floats are not', async () => {
    const { total_revenue } = await summed({ amount: '0.1' }, { amount: '0.2' }, { amount: '0.05' });
    expect(total_revenue).toBe(0.35);
  });

  it('never are -0', async () => {
    const { balance, refund_amount } = await summed(
      { ...REFUND, amount: '-0.00', net_amount: '-0.00' },
      { net_amount: '-0' },
    );
    expect(Object.is(balance, 0)).toBe(true);
    expect(Object.is(refund_amount, 0)).toBe(true);
  });

  it('round the average half a cent away from zero', async () => {
    expect((await summed({ amount: '0.01' }, { amount: '0.02' })).average_transaction).toBe(0.02);
    expect((await summed({ amount: '10' }, { amount: '10' }, { amount: '10.01' })).average_transaction).toBe(
      10,
    );
  });

  it('are unknown if a value in them is, rather than too low; the others stand', async () => {
    const { net_revenue, balance, pending_amount, total_revenue, service_fees } = await summed(
      { amount: '1', net_amount: null },
      { amount: '2', net_amount: '1.90' },
    );
    expect([net_revenue, balance, pending_amount]).toEqual([null, null, null]);
    expect([total_revenue, service_fees]).toEqual([3, 2.66]);
  });
});

describe('a summary by day', () => {
  const byDay = async (...created: string[]) => {
    const rows = created.map((created_at) => row({ amount: '1.10', created_at }));
    const range = { start: '2026-05-30', end: '2026-06-02' };
    const { by_day } = await summarize([entriesOf(...rows)], { days: range, breakdowns: ['byDay'] });
    return by_day?.map(({ date, total_transactions, total_revenue }) => [
      date,
      total_transactions,
      total_revenue,
    ]);
  };

  it('holds every day of the range in order, one without entries as zeros', async () => {
    expect(await byDay('2026-06-02 23:59:59', '2026-06-02 00:00:00', '2026-05-31 12:00:00')).toEqual([
      ['2026-05-30', 0, 0],
      ['2026-05-31', 1, 1.1],
      ['2026-06-01', 0, 0],
      ['2026-06-02', 2, 2.2],
    ]);
  });

  it('leaves out the day before and the day after', async () => {
    expect(
      (await byDay('2026-06-03 00:00:00', '2026-05-29 23:59:59'))?.every(([, count]) => count === 0),
    ).toBe(true);
  });

  it('covers at most ten years', async () => {
    const { client } = shop();
    const input = { timeRange: 'custom', startDate: '2010-01-01', endDate: '2026-06-15' };
    const failure = await failureOf(() => summaryOf(client.payIns, { ...input, breakdowns: ['byDay'] }, NOW));
    expect(failure).toMatchObject({ kind: 'validation', what: expect.stringContaining('3660 days') });
    await summaryOf(client.payIns, input, NOW);
  });
});

describe('a summary by payment method', () => {
  it('is of payments alone, since refunds name no method, the largest first', async () => {
    const { by_payment_method } = await summarize(
      [
        entriesOf(
          row({ amount: '5', payment_method: 'Bank Transfer' }),
          row({ amount: '20', payment_method: null }),
          row({ amount: '3', payment_method: 'card' }),
          row({ amount: '-23', payment_method: null, ...REFUND }),
        ),
      ],
      { days, breakdowns: ['byPaymentMethod'] },
    );
    expect(
      by_payment_method?.map(({ payment_method, total_revenue, total_transactions }) => [
        payment_method,
        total_revenue,
        total_transactions,
      ]),
    ).toEqual([
      ['card', 23, 2],
      ['Bank Transfer', 5, 1],
    ]);
  });

  it('is not given unless asked for, nor is the one by day', async () => {
    const summary = await summed({});
    expect(summary).not.toHaveProperty('by_day');
    expect(summary).not.toHaveProperty('by_payment_method');
  });
});

describe('a summary by transaction type', () => {
  it('is of all entries, by what SecPaid calls them, the largest revenue first', async () => {
    const { by_transaction_type } = await summarize(
      [
        entriesOf(
          row({ amount: '5', transaction_type: 'Split' }),
          row({ amount: '20', transaction_type: 'Basic' }),
          row({ amount: '3', transaction_type: 'basic' }),
          row({ amount: '-23', ...REFUND }),
        ),
      ],
      { days, breakdowns: ['byTransactionType'] },
    );
    expect(
      by_transaction_type?.map(({ transaction_type, total_revenue, refund_amount }) => [
        transaction_type,
        total_revenue,
        refund_amount,
      ]),
    ).toEqual([
      ['Basic', 23, 0],
      ['Split', 5, 0],
      ['Refund', 0, -23],
    ]);
  });
});

describe('the time range', () => {
  const rangeOf = async (input: Record<string, unknown>, now = NOW): Promise<string[]> => {
    const { start_date, end_date } = await summaryOf(shop().client.payIns, input, now);
    return [start_date, end_date];
  };

  it.each([
    [{}, '2026-05-17', '2026-06-15'],
    [{ timeRange: 'today' }, '2026-06-15', '2026-06-15'],
    [{ timeRange: 'yesterday' }, '2026-06-14', '2026-06-14'],
    [{ timeRange: 'last7Days' }, '2026-06-09', '2026-06-15'],
    [{ timeRange: 'last30Days' }, '2026-05-17', '2026-06-15'],
    [{ timeRange: 'thisMonth' }, '2026-06-01', '2026-06-15'],
    [{ timeRange: 'lastMonth' }, '2026-05-01', '2026-05-31'],
    [{ timeRange: 'custom', startDate: '2024-02-29', endDate: ' 2026-01-31 ' }, '2024-02-29', '2026-01-31'],
  ])('%j is whole days, today included', async (input, start, end) => {
    expect(await rangeOf(input)).toEqual([start, end]);
  });

  it('begins a new day at SecPaid’s midnight, not at UTC’s', async () => {
    expect(await rangeOf({ timeRange: 'today' }, Date.parse('2026-06-30T21:59:59Z'))).toEqual([
      '2026-06-30',
      '2026-06-30',
    ]);
    expect(await rangeOf({ timeRange: 'lastMonth' }, Date.parse('2026-06-30T22:00:00Z'))).toEqual([
      '2026-06-01',
      '2026-06-30',
    ]);
    expect(await rangeOf({ timeRange: 'yesterday' }, Date.parse('2026-12-31T23:00:00Z'))).toEqual([
      '2026-12-31',
      '2026-12-31',
    ]);
  });

  it.each([
    [{ timeRange: 'ever' }, 'Time Range must be one of today, yesterday'],
    [{ timeRange: 'custom', endDate: '2026-05-31' }, 'Start Date must be a real day'],
    [{ timeRange: 'custom', startDate: '2026-02-30', endDate: '2026-05-31' }, 'but it is "2026-02-30"'],
    [{ timeRange: 'custom', startDate: '2026-05-01', endDate: '31.05.2026' }, 'End Date must be a real day'],
    [
      { timeRange: 'custom', startDate: '2026-05-02', endDate: '2026-05-01' },
      'Start Date (2026-05-02) is after End Date (2026-05-01).',
    ],
    [{ breakdowns: ['byHour'] }, 'Breakdowns must be one of byDay, byPaymentMethod, byTransactionType'],
  ])('%j is refused before anything is asked', async (input, message) => {
    const { client, service } = shop();
    const failure = await failureOf(() => summaryOf(client.payIns, input, NOW));
    expect(failure.message).toContain(message);
    expect(failure.message).toContain('Nothing was sent to SecPaid.');
    expect(service.requests.all()).toEqual([]);
  });
});

describe('the requests of a summary', () => {
  it('ask for a day more than the range, and cut at the days themselves', async () => {
    const { account, client, service } = shop();
    for (const at of [
      '2026-06-15 00:00:00',
      '2026-06-14 23:59:59',
      '2026-06-14 00:00:00',
      '2026-06-13 23:59:59',
    ]) {
      account.pay({ amount: 1, at });
    }
    const { total_transactions } = await summaryOf(client.payIns, { timeRange: 'yesterday' }, NOW);
    expect(total_transactions).toBe(2);
    expect(service.requests.all().map(({ body }) => body)).toEqual([{ page: 1, limit: 1000, since: 3 }]);
  });

  it('stop at the first page that ends before the range', async () => {
    const { account, client, service } = shop();
    account.addMany(5000, () => ({ amount: 1, at: '2026-06-13 12:00:00' }));
    account.addMany(700, (index) => ({
      amount: 1,
      at: `2026-06-15 ${String(index % 14).padStart(2, '0')}:00:00`,
    }));
    const { total_transactions } = await summaryOf(client.payIns, { timeRange: 'today' }, NOW);
    expect(total_transactions).toBe(700);
    expect(service.requests.all()).toHaveLength(1);
  });

  it('read on over many pages, each entry once', async () => {
    const { account, client } = shop();
    const second = (index: number) => String(index % 60).padStart(2, '0');
    account.addMany(3500, (index) => ({ amount: '0.01', at: `2026-06-15 10:00:${second(index)}` }));
    expect(await summaryOf(client.payIns, { timeRange: 'today' }, NOW)).toMatchObject({
      total_transactions: 3500,
      total_revenue: 35,
      average_transaction: 0.01,
    });
  });

  it('set no limit for a start of long ago, and none below today for one to come', async () => {
    const { client, service } = shop();
    const custom = (startDate: string, endDate: string) =>
      summaryOf(client.payIns, { timeRange: 'custom', startDate, endDate }, NOW);
    await custom('1000-01-01', '2026-06-15');
    await custom('2026-07-01', '2026-07-31');
    expect(service.requests.all().map(({ body }) => body)).toEqual([
      { page: 1, limit: 1000 },
      { page: 1, limit: 1000, since: 2 },
    ]);
  });
});
