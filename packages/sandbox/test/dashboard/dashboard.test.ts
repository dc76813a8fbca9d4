import { describe, expect, it } from '@jest/globals';
import type { Account } from '../../src/account/account.ts';
import { dashboardOf, type Dashboard } from '../../src/dashboard/dashboard.ts';
import { readDashboardQuery } from '../../src/dashboard/dashboard-query.ts';
import { figuresOf } from '../../src/dashboard/figures.ts';
import { summerAccount } from '../helpers.ts';

const now = '2026-06-15 14:00:00';

function dashboard(account: Account, query: Record<string, string> = {}): Dashboard {
  return dashboardOf(
    { entries: account.rows(), payouts: account.payouts.rows(), answered: account.answered() },
    now,
    readDashboardQuery(query),
  );
}

function notes(account: Account, query: Record<string, string>): string[] {
  return dashboard(account, query).rows.map((row) => row.note);
}

describe('the figures', () => {
  it('count payments gross, and add to the cent what binary fractions would not', () => {
    const account = summerAccount();
    account.addMany(10, () => ({ amount: 0.1 }));
    account.pay({ amount: 0.7 });
    expect(figuresOf(account.rows())).toMatchObject({
      totalRevenue: '1.70',
      transactions: 11,
      average: '0.15',
    });
  });

  it('leave refunds and disputes out of the revenue, and a dispute that was won too', () => {
    const account = summerAccount();
    const { pay_id } = account.pay({ amount: 100 });
    account.refund(pay_id);
    account.dispute(pay_id);
    account.disputeRefund(pay_id);
    expect(figuresOf(account.rows())).toMatchObject({ totalRevenue: '100.00', transactions: 1 });
  });

  it('take as pending what is not paid out, net, refunds included, and as expected what is under way', () => {
    const account = summerAccount();
    const fees = { service_fee: '1.00', service_fee_psp: '0.50' };
    const first = account.pay({ amount: 10, ...fees });
    const second = account.pay({ amount: 20, ...fees });
    const third = account.pay({ amount: 40, ...fees });
    account.refund(third.pay_id, { amount: 5 });
    account.setPayoutStatus({ payId: first.pay_id }, 'InProgress');
    account.setPayoutStatus({ payId: second.pay_id }, 'Approved');
    // 8.50 under way; 38.50 waits, less 5.00 and the 0.08 of its fee that comes back.
    expect(figuresOf(account.rows())).toMatchObject({ expectedPayout: '8.50', pending: '42.08' });
  });

  it('know no average of nothing', () => {
    expect(figuresOf([])).toEqual({
      expectedPayout: '0.00',
      totalRevenue: '0.00',
      transactions: 0,
      average: null,
      pending: '0.00',
    });
  });
});

describe('the time range', () => {
  const account = summerAccount();
  for (const at of ['2026-06-15 00:00:00', '2026-06-14 23:59:59', '2026-06-09 00:00:00']) {
    account.pay({ amount: 1, at, note: at });
  }
  for (const at of ['2026-06-08 23:59:59', '2026-05-17 00:00:00', '2026-05-16 23:59:59']) {
    account.pay({ amount: 1, at, note: at });
  }

  it.each([
    ['today', 1],
    ['7-days', 3],
    ['30-days', 5],
    ['all', 6],
  ])('%s counts whole days up to today', (range, count) => {
    expect(dashboard(account, { range })).toMatchObject({
      found: count,
      figures: { transactions: count },
      counts: { 'pay-in': count },
    });
  });
});

describe('a tab', () => {
  const account = summerAccount();
  const refunded = account.pay({ amount: 10, note: 'refunded' });
  const disputed = account.pay({ amount: 20, note: 'disputed', paymentMethod: 'paypal' });
  const won = account.pay({ amount: 30, note: 'won', paymentMethod: 'Bank Transfer' });
  account.pay({ amount: 40, note: 'plain' });
  account.refund(refunded.pay_id);
  account.dispute(disputed.pay_id);
  account.dispute(won.pay_id);
  account.disputeRefund(won.pay_id);

  it('holds its own kind of entry', () => {
    expect(notes(account, { tab: 'pay-in' })).toEqual(['plain', 'won', 'disputed', 'refunded']);
    expect(notes(account, { tab: 'refunds' })).toEqual(['refunded']);
    expect(notes(account, { tab: 'disputes' })).toEqual(['won', 'won', 'disputed']);
    expect(dashboard(account).counts).toEqual({ 'pay-in': 4, 'pay-out': 0, refunds: 1, disputes: 3 });
  });

  it('shows each line in the documented columns', () => {
    expect(dashboard(account, { tab: 'refunds' }).rows).toEqual([
      {
        date: now,
        amount: '-10.00',
        note: 'refunded',
        method: 'N/A',
        status: 'Refunded',
        payoutStatus: 'Pending',
        payId: refunded.pay_id,
        actions: [],
      },
    ]);
  });

  it('says what became of each payment', () => {
    expect(dashboard(account).rows.map((row) => row.status)).toEqual([
      'Success',
      'Success',
      'Disputed',
      'Refunded',
    ]);
  });

  it('offers what can still be done', () => {
    expect(dashboard(account).rows.map((row) => row.actions.join())).toEqual([
      'refund,dispute',
      'refund,dispute',
      '',
      '',
    ]);
    expect(dashboard(account, { tab: 'disputes' }).rows.map((row) => row.actions.join())).toEqual([
      '',
      '',
      'dispute-refund',
    ]);
  });

  it('names its payment methods, a card if the API says null', () => {
    expect(dashboard(account).methods).toEqual(['Bank Transfer', 'card', 'paypal']);
  });

  it.each([
    [{ search: ' DISPUTED ' }, ['disputed']],
    [{ search: refunded.pay_id }, ['refunded']],
    [{ method: 'card' }, ['plain', 'refunded']],
    [{ status: 'Success' }, ['plain', 'won']],
    [{ status: 'Success', method: 'card', search: 'l' }, ['plain']],
    [{ search: 'nobody' }, []],
  ])('filters by %j', (query, expected) => {
    expect(notes(account, query)).toEqual(expected);
    expect(dashboard(account, query)).toMatchObject({
      found: expected.length,
      counts: { 'pay-in': 4 },
      figures: { transactions: 4 },
    });
  });

  it('shows as many lines as it is asked for, and says how many there are', () => {
    expect(notes(account, { limit: '2' })).toEqual(['plain', 'won']);
    expect(dashboard(account, { limit: '2' }).found).toBe(4);
  });
});

describe('a link that was paid twice', () => {
  it('has the newest payment refunded if nobody says which, and the others can still be', () => {
    const account = summerAccount();
    const older = account.payPersonalQr({ amount: 1, note: 'older', at: '2026-06-15 10:00:00' });
    account.payPersonalQr({ amount: 1, note: 'newer', at: '2026-06-15 11:00:00' });
    expect(dashboard(account).rows.map((row) => row.actions.length)).toEqual([2, 2]);
    account.refund(older.pay_id);
    expect(dashboard(account).rows.map(({ note, status }) => `${note} ${status}`)).toEqual([
      'newer Refunded',
      'older Success',
    ]);
    expect(dashboard(account).rows.map((row) => row.actions.length)).toEqual([0, 2]);
  });

  it('has the payment refunded that was named, even one of three alike', () => {
    const account = summerAccount();
    const at = '2026-06-15 10:00:00';
    const { pay_id } = account.payPersonalQr({ amount: 6.5, note: 'a', at });
    account.payPersonalQr({ amount: 6.5, note: 'b', at });
    account.payPersonalQr({ amount: 6.5, note: 'c', at: '2026-06-15 11:00:00' });
    const statuses = () => dashboard(account).rows.map(({ status }) => status);
    account.refund(pay_id, { of: { at, amount: '6.50' }, amount: 2 });
    expect(statuses()).toEqual(['Success', 'Refunded', 'Success']);
    account.refund(pay_id, { of: { at, amount: '6.50' } });
    expect(statuses()).toEqual(['Success', 'Refunded', 'Refunded']);
    expect(dashboard(account).rows.map((row) => row.actions.length)).toEqual([2, 0, 0]);
  });
});

describe('the payouts', () => {
  it('are under Pay Out with a negative amount, and can be approved once', () => {
    const account = summerAccount();
    account.pay({ amount: 10, at: '2026-06-14 10:00:00' });
    const [payout] = account.payouts.payOut(undefined, now);
    expect(dashboard(account, { tab: 'pay-out', range: 'today' })).toMatchObject({
      counts: { 'pay-out': 1 },
      rows: [{ amount: '-10.00', payId: payout?.payout_id, method: 'N/A', actions: ['approve-payout'] }],
    });
    expect(notes(account, { tab: 'pay-out', search: '2026-06-14' })).toHaveLength(1);
    account.payouts.approve(undefined);
    expect(dashboard(account, { tab: 'pay-out' }).rows).toMatchObject([
      { payoutStatus: 'Approved', actions: [] },
    ]);
  });
});

describe('a payment that SecPaid itself marks as disputed', () => {
  it('is shown so', () => {
    const account = summerAccount();
    const { pay_id: payId } = account.pay({ amount: 1 });
    account.change({ payId }, { is_dispute: 'true' });
    expect(dashboard(account).rows).toMatchObject([{ status: 'Disputed' }]);
  });
});

describe('a query that is not understood', () => {
  it.each([
    [{ range: 'year' }, '"range": expected "today" or "7-days"'],
    [{ tab: 'fees' }, '"tab": expected "pay-in"'],
    [{ status: 'Lost' }, '"status": expected "Success"'],
    [{ limit: '0' }, '"limit": expected a whole number of 1 to 99999'],
    [{ order: 'up' }, 'unknown field "order"'],
  ])('%j is told what was expected', (query, message) => {
    expect(() => readDashboardQuery(query)).toThrow(message);
  });

  it('is not one that leaves everything open', () => {
    expect(readDashboardQuery({ search: '', method: '', status: '' })).toEqual({
      range: 'all',
      tab: 'pay-in',
      search: '',
      method: '',
      status: '',
      limit: 100,
    });
  });
});
