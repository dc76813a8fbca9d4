import { describe, expect, it } from '@jest/globals';
import { Account } from '../../src/account/account.ts';
import { addLivelyMonth } from '../../src/account/lively-month.ts';
import { isPayment } from '../../src/account/payment.ts';
import { daysBefore, wallClock } from '../../src/values/wall-clock.ts';

const filled = (clock: string): Account => {
  const account = new Account({ clock: () => Date.parse(clock) });
  addLivelyMonth(account);
  return account;
};

describe('a lively month', () => {
  const account = filled('2026-11-26T18:00:00Z');
  const rows = account.rows();
  const of = (type: string) => rows.filter((row) => row.transaction_type === type);

  it('has content for every screen of the guide', () => {
    expect(rows.filter(isPayment).length).toBeGreaterThan(50);
    expect(new Set(rows.map((row) => row.payment_method))).toEqual(
      new Set([null, 'paypal', 'Bank Transfer']),
    );
    expect(of('Personal QR')).toHaveLength(3);
    expect(of('Split').length).toBeGreaterThan(2);
    expect(of('Refund')).toHaveLength(2);
    expect(of('Dispute')).toHaveLength(2);
    expect(of('Dispute Refund')).toHaveLength(1);
    expect(account.payouts.rows().length).toBeGreaterThan(10);
    expect(new Set(rows.map((row) => row.payout_status))).toEqual(
      new Set(['Pending', 'InProgress', 'Approved']),
    );
    expect(account.links.unused().map(({ cancelled }) => cancelled)).toEqual([true, false, false, false]);
  });

  it('refunds one payment in part', () => {
    const partly = of('Refund').filter(({ amount }) => amount === '-10.00');
    expect(partly).toHaveLength(1);
    const [payment] = rows.filter((row) => row.pay_id === partly[0]?.pay_id && isPayment(row));
    expect(Number(payment?.amount)).toBeGreaterThan(10);
  });

  it.each(['2026-11-26T18:00:00Z', '2026-03-29T02:30:00Z', '2026-10-25T00:10:00Z'])(
    'lies within the last 30 days, and not ahead: %s',
    (clock) => {
      const now = wallClock(Date.parse(clock));
      const dates = filled(clock)
        .rows()
        .map((row) => row.created_at);
      expect(dates.every((date) => date <= now && date > daysBefore(now.slice(0, 10), 30))).toBe(true);
    },
  );

  it('is the same each time', () => {
    expect(filled('2026-11-26T18:00:00Z').rows()).toEqual(rows);
  });

  it('refunds and disputes each payment once at most, before which it was paid', () => {
    const answers = [...of('Refund'), ...of('Dispute')];
    expect(new Set(answers.map((row) => row.pay_id)).size).toBe(4);
    expect(account.answered().size).toBe(5);
    for (const [answer, payment] of account.answered())
      expect(answer.created_at > payment.created_at).toBe(true);
  });
});
