import { describe, expect, it } from '@jest/globals';
import { Account, createService } from '../../src/index.ts';
import { documentedPayouts } from '../api/documented-links.ts';
import { call, clockAt, rowsOf, summerAccount } from '../helpers.ts';

/** An account with payments of three days, paid out. */
function paidOut() {
  const clock = clockAt('2026-06-15T12:00:00Z');
  const account = new Account({ clock });
  for (const day of ['12', '13', '14']) {
    account.pay({ amount: Number(day), at: `2026-06-${day} 10:00:00` });
    clock.set(`2026-06-${Number(day) + 1}T00:01:00Z`);
    account.payouts.payOut(undefined, `2026-06-${Number(day) + 1} 02:01:00`);
  }
  return createService(account);
}

describe('getPayOutTransactions', () => {
  it('answers in the documented shape, letter for letter but for the ids', async () => {
    const account = new Account({ clock: clockAt('2026-05-20T00:01:14Z') });
    const at = '2026-05-12 20:10:17';
    account.pay({
      amount: '72.96',
      at,
      service_fee: '0.70',
      service_fee_psp: '1.70',
      transactionType: 'Split',
    });
    account.pay({ amount: '1.10', at, service_fee: '0.03', service_fee_psp: '0.10' });
    account.payouts.payOut(undefined, '2026-05-20 02:01:14');
    const { body } = await call(createService(account), 'getPayOutTransactions');
    const anyIds = (text: string): string =>
      text.replace(/"payout_id": "\d+"/, '"payout_id": "…"').replace(/-po-[A-Za-z0-9]{10}"/, '-po-…"');
    expect(anyIds(JSON.stringify(JSON.parse(body), null, 2))).toBe(anyIds(documentedPayouts));
  });

  it.each([
    [{}, ['2026-06-14', '2026-06-13', '2026-06-12']],
    [{ limit: 1, page: 2 }, ['2026-06-13']],
    [{ search: '20260612-po' }, ['2026-06-12']],
    [{ start_date: '2026-06-14', end_date: '2026-06-14' }, ['2026-06-13']],
    [{ start_date: '2026-06-15' }, ['2026-06-14']],
    [{ end_date: '2026-06-13' }, ['2026-06-12']],
  ])('with %j lists the days %j', async (body, days) => {
    const rows = rowsOf(await call(paidOut(), 'getPayOutTransactions', body));
    expect(rows).toMatchObject(days.map((request_date) => ({ request_date })));
    expect(rows).toHaveLength(days.length);
  });

  it.each([
    { limit: 1001 },
    { limit: 0 },
    { page: 0 },
    { start_date: '12.06.2026' },
    { end_date: '2026-02-30' },
  ])('refuses %j', async (body) => {
    const { body: text } = await call(paidOut(), 'getPayOutTransactions', body);
    expect(JSON.parse(text)).toMatchObject({ Result: 'False', ResponseCode: 0 });
  });

  it('lists ten if no limit is given', async () => {
    const account = summerAccount();
    for (let day = 1; day <= 12; day++) {
      account.pay({ amount: 5, at: `2026-06-${String(day).padStart(2, '0')} 10:00:00` });
    }
    account.payouts.payOut(undefined, '2026-06-15 02:00:00');
    expect(rowsOf(await call(createService(account), 'getPayOutTransactions'))).toHaveLength(10);
  });
});

describe('a payout', () => {
  it('takes the pending entries of a day, refunds included, and moves them on until the bank has paid', () => {
    const account = summerAccount();
    const { pay_id } = account.pay({ amount: 100, at: '2026-06-14 10:00:00' });
    account.refund(pay_id, { amount: 40, at: '2026-06-14 11:00:00' });
    account.pay({ amount: 7 });
    const [payout] = account.payouts.payOut('2026-06-14', '2026-06-15 02:00:00');
    expect(payout).toMatchObject({
      payout_amount: '60.00',
      net_amount: 56.95,
      payout_status: 'InProgress',
      is_refund: 'true',
    });
    expect(account.list().map((row) => row.payout_status)).toEqual(['Pending', 'InProgress', 'InProgress']);
    expect(account.payouts.approve(payout?.payout_id)).toMatchObject([{ payout_status: 'Approved' }]);
    expect(account.list().map((row) => row.payout_status)).toEqual(['Pending', 'Approved', 'Approved']);
  });

  it('is one a day, each with an id and a separate reference', () => {
    const service = paidOut();
    const rows = service.account.payouts.rows();
    expect(new Set(rows.map((row) => row.payout_id)).size).toBe(3);
    expect(new Set(rows.map((row) => row.transaction_id)).size).toBe(3);
  });

  it('waits while refunds outweigh what came in', () => {
    const account = summerAccount();
    const { pay_id } = account.pay({ amount: 10, at: '2026-06-13 10:00:00' });
    account.payouts.payOut(undefined, '2026-06-14 02:00:00');
    account.refund(pay_id);
    expect(() => account.payouts.payOut(undefined, '2026-06-16 02:00:00')).toThrow('nothing is pending');
    expect(account.list()[0]).toMatchObject({ payout_status: 'Pending', is_refund: 'true' });
  });

  it('leaves another day’s alone when the bank has paid', () => {
    const { account } = paidOut();
    const [last, , first] = account.payouts.rows();
    account.payouts.approve(first?.payout_id);
    expect(account.payouts.rows().map((row) => row.payout_status)).toEqual([
      'InProgress',
      'InProgress',
      'Approved',
    ]);
    expect(account.list({ date: last?.request_date })).toMatchObject([{ payout_status: 'InProgress' }]);
  });

  it('that is not under way cannot be approved', () => {
    const { account } = paidOut();
    expect(account.payouts.approve(undefined)).toHaveLength(3);
    expect(() => account.payouts.approve(undefined)).toThrow('no such payout is under way');
    expect(() => account.payouts.approve('1')).toThrow('no such payout is under way');
  });

  it('is forgotten with its account', () => {
    const { account } = paidOut();
    account.clear();
    expect(account.payouts.rows()).toEqual([]);
  });
});
