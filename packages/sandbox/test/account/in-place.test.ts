import { describe, expect, it } from '@jest/globals';
import { figuresOf } from '../../src/dashboard/figures.ts';
import { type Account, startSandbox, wallClock } from '../../src/index.ts';
import { outcomesOf } from '../../src/account/outcomes.ts';
import { controlled, summerAccount } from '../helpers.ts';

function paid(): Account {
  const account = summerAccount();
  account.pay({ amount: 10, payId: 5, at: '2026-06-15 10:00:00' });
  return account;
}

describe('a payment that is refunded or disputed', () => {
  it.each([
    ['refund', { is_refund: 'true', is_dispute: 'false', status: 'Refunded' }],
    ['dispute', { is_refund: 'false', is_dispute: 'true', status: 'Disputed' }],
  ] as const)('may say so in place: %s', (how, expected) => {
    const account = paid();
    expect(account[how](5, { as: 'in-place' })).toMatchObject(expected);
    expect(account.list()).toMatchObject([
      { pay_id: '5', amount: '10.00', created_at: '2026-06-15 10:00:00', ...expected },
    ]);
  });

  it.each(['refund', 'dispute'] as const)('may say so both ways at once: %s', (how) => {
    const account = paid();
    expect(account[how](5, { as: 'both', amount: 4 })).toMatchObject({ amount: '-4.00' });
    const flag = how === 'refund' ? 'is_refund' : 'is_dispute';
    expect(account.list()).toMatchObject([
      { amount: '-4.00', [flag]: 'true' },
      { amount: '10.00', [flag]: 'true' },
    ]);
  });

  it('says so by a separate row by default', () => {
    const account = paid();
    account.refund(5);
    expect(account.list()).toMatchObject([{ amount: '-10.00' }, { is_refund: 'false', status: 'Success' }]);
  });

  it('may have its dispute won in place', () => {
    const account = paid();
    expect(() => account.disputeRefund(5, { as: 'in-place' })).toThrow('there is no dispute');
    account.dispute(5, { as: 'in-place' });
    account.disputeRefund(5, { as: 'in-place' });
    expect(account.list()).toEqual(paid().list());
  });

  it('keeps its date and amount in place', () => {
    const account = paid();
    expect(() => account.refund(5, { as: 'in-place', amount: 4 })).toThrow('expected neither');
    expect(() => account.refund(5, { as: 'both', amount: 40 })).toThrow('is more than there is');
    expect(account.list()).toEqual(paid().list());
  });

  it('names no payment method in a separate row', () => {
    const account = summerAccount();
    const { pay_id } = account.pay({ amount: 10, paymentMethod: 'paypal' });
    expect([account.refund(pay_id), account.dispute(pay_id)]).toMatchObject([
      { payment_method: null },
      { payment_method: null },
    ]);
  });
});

describe('a payment that is not final', () => {
  it.each(['Pending', 'Failed', 'Cancelled', 'Settling'])('may be listed as %s', (status) => {
    const account = summerAccount();
    account.pay({ amount: 10, status });
    expect(account.list()).toMatchObject([{ status, amount: '10.00' }]);
  });

  it('becomes final, or fails, under its own date', () => {
    const account = summerAccount();
    const row = account.pay({ amount: 10, status: 'Pending' });
    account.setStatus({ payId: row.pay_id }, 'Failed');
    expect(account.list()).toEqual([{ ...row, status: 'Failed' }]);
    account.setStatus({ payId: row.pay_id }, 'Success');
    expect(account.list()).toEqual([{ ...row, status: 'Success' }]);
  });

  it('is told of once, when it succeeds', () => {
    const account = summerAccount();
    const told: string[] = [];
    account.onPaid((row) => told.push(row.pay_id));
    const { pay_id: payId } = account.pay({ amount: 10, status: 'Pending' });
    expect(told).toEqual([]);
    account.setStatus({ payId }, 'Success');
    account.setStatus({ payId }, 'Success');
    expect(told).toEqual([payId]);
  });

  it('is no revenue, is not paid out, and the dashboard shows its own word', () => {
    const account = paid();
    account.pay({ amount: 90, status: 'Pending' });
    expect(account.rows().map(outcomesOf(account.rows()).statusOf)).toEqual(['Pending', 'Success']);
    expect(figuresOf(account.rows())).toMatchObject({ totalRevenue: '10.00', transactions: 1 });
    const [payout] = account.payouts.payOut(undefined, '2026-06-16 02:00:00');
    expect(payout).toMatchObject({ payout_amount: '10.00' });
  });
});

describe('the control API', () => {
  it('plays refunds, statuses and payments dated ahead', async () => {
    const sandbox = await startSandbox({ clock: () => Date.parse('2026-06-15T12:00:00Z') });
    await controlled(sandbox, 'pay', { amount: 5, payId: 7, status: 'Pending' });
    expect(await controlled(sandbox, 'status', { payId: 7, status: 'Success' })).toMatchObject({
      entries: [{ status: 'Success' }],
    });
    expect(await controlled(sandbox, 'status', { payId: 7, status: 'Success' })).toMatchObject({
      error: expect.stringContaining('no entry is like that'),
    });
    expect(await controlled(sandbox, 'dispute', { payId: 7, as: 'in-place' })).toMatchObject({
      entry: { status: 'Disputed' },
    });
    expect(await controlled(sandbox, 'dispute', { payId: 7, as: 'twice' })).toMatchObject({
      error: expect.stringContaining('"as": expected "row" or "in-place" or "both"'),
    });
    expect(await controlled(sandbox, 'dated-ahead', { amount: 5 })).toMatchObject({
      entry: { created_at: '2099-01-01 00:00:00' },
    });
    expect(await controlled(sandbox, 'dated-ahead', { amount: 5, daysAhead: 40 })).toMatchObject({
      entry: { created_at: wallClock(Date.parse('2026-07-25T12:00:00Z')) },
    });
    await sandbox.close();
  });
});
