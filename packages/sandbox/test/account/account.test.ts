import { describe, expect, it } from '@jest/globals';
import { Account, InputError } from '../../src/index.ts';
import { clockAt, summerAccount } from '../helpers.ts';

describe('a payment', () => {
  it('is a row as documented, of a new link, now, with fees that add up', () => {
    expect(summerAccount().pay({ amount: 100, note: 'Order 1' })).toEqual({
      pay_id: '99300',
      creator_id: '8654bacd-3d54-4010-069f-3fd9f4436b2',
      user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
      amount: '100.00',
      net_amount: '96.35',
      service_fee: '1.50',
      service_fee_psp: '2.15',
      status: 'Success',
      recipient_note: 'Order 1',
      payout_status: 'Pending',
      created_at: '2026-06-15 14:00:00',
      is_split_link: 'false',
      is_dispute: 'false',
      is_refund: 'false',
      payment_method: null,
      transaction_type: 'Basic',
    });
  });

  it('never has a net amount below zero', () => {
    expect(summerAccount().pay({ amount: '0.01' })).toMatchObject({ amount: '0.01', net_amount: '0.00' });
  });

  it('keeps two decimals where binary fractions would not', () => {
    expect(summerAccount().pay({ amount: 1.1, service_fee: '0.20', service_fee_psp: '0.10' })).toMatchObject({
      amount: '1.10',
      net_amount: '0.80',
    });
  });

  it('takes wire fields as they should travel, and fields nobody knows', () => {
    const row = summerAccount().pay({
      amount: 5,
      transactionType: 'Split',
      transaction_id: '20241026-pi-QRxbbs7z9n',
      service_fee: '-0.10',
      extra: { tip: '1.00' },
    });
    expect(row).toMatchObject({
      is_split_link: 'true',
      transaction_id: '20241026-pi-QRxbbs7z9n',
      service_fee: '-0.10',
      tip: '1.00',
    });
  });

  it.each([0, -1, 1.234, NaN, '1,50', '', 'ten'])('of %p is refused', (amount) => {
    expect(() => summerAccount().pay({ amount })).toThrow(InputError);
  });

  it.each(['2026-06-15', '2026-02-30 10:00:00', '2026-06-15 24:00:00', '2026-06-15T10:00:00'])(
    'at %p is refused',
    (at) => {
      expect(() => summerAccount().pay({ amount: 1, at })).toThrow('expected local time');
    },
  );
});

describe('a payment of an old link', () => {
  it('comes first in the list although its pay_id is the lower one', () => {
    const account = summerAccount();
    const old = account.createLink();
    account.pay({ amount: 1, at: '2026-06-15 10:00:00' });
    account.pay({ amount: 2, payId: old });
    expect(account.list().map((row) => row.pay_id)).toEqual(['99300', '99301']);
  });

  it('does not let its number be given out again', () => {
    const account = summerAccount();
    account.pay({ amount: 1, payId: 120_000 });
    expect(account.createLink()).toBe('120001');
  });

  it('is refused if the number is none', () => {
    expect(() => summerAccount().pay({ amount: 1, payId: 'abc' })).toThrow('expected digits');
  });
});

describe('the Personal QR link', () => {
  it('keeps its pay_id through all its payments', () => {
    const account = summerAccount();
    const first = account.payPersonalQr({ amount: 3 });
    account.pay({ amount: 4 });
    const second = account.payPersonalQr({ amount: 5, transactionType: undefined });
    expect(second.pay_id).toBe(first.pay_id);
    expect(second.transaction_type).toBe('Personal QR');
  });
});

describe('a twin', () => {
  it('is a second row, alike in everything', () => {
    const account = summerAccount();
    const row = account.pay({ amount: 3 });
    account.payTwin(row);
    expect(account.rows()).toEqual([row, row]);
  });
});

describe('a refund', () => {
  it('is a separate row, negative, under the same pay_id', () => {
    const account = summerAccount();
    const payment = account.pay({ amount: 100, note: 'Order 7' });
    expect(account.refund(payment.pay_id)).toMatchObject({
      pay_id: payment.pay_id,
      amount: '-100.00',
      service_fee: '-1.50',
      net_amount: '-98.50',
      is_refund: 'true',
      is_dispute: 'false',
      transaction_type: 'Refund',
      recipient_note: 'Order 7',
    });
    expect(account.rows()).toContainEqual(payment);
  });

  it('may be of a part, and be under the date of its payment', () => {
    const account = summerAccount();
    const payment = account.pay({ amount: 100, at: '2026-05-01 09:00:00' });
    account.pay({ amount: 5 });
    const refund = account.refund(payment.pay_id, { amount: 40, at: payment.created_at });
    expect(refund).toMatchObject({ amount: '-40.00', created_at: '2026-05-01 09:00:00' });
    expect(account.list()[0]?.amount).toBe('5.00');
  });

  it('of more than was paid, or of a link that nobody paid, is refused', () => {
    const account = summerAccount();
    const { pay_id } = account.pay({ amount: 10 });
    expect(() => account.refund(pay_id, { amount: 10.01 })).toThrow('at most 10.00');
    expect(() => account.refund('1')).toThrow('no payment with pay_id "1"');
  });
});

describe('a dispute', () => {
  it('takes the money away, and brings it back when it is won', () => {
    const account = summerAccount();
    const { pay_id } = account.pay({ amount: 10 });
    expect(() => account.disputeRefund(pay_id)).toThrow('no dispute');
    expect(account.dispute(pay_id)).toMatchObject({
      amount: '-10.00',
      is_dispute: 'true',
      is_refund: 'false',
      transaction_type: 'Dispute',
    });
    expect(account.disputeRefund(pay_id)).toMatchObject({
      amount: '10.00',
      net_amount: '10.00',
      transaction_type: 'Dispute Refund',
    });
  });
});

describe('a late bank transfer', () => {
  it('appears below what was there before', () => {
    const account = summerAccount();
    account.pay({ amount: 1 });
    account.lateBankTransfer({ amount: 2, at: '2026-06-14 08:00:00', paymentMethod: undefined });
    expect(account.list()[1]).toMatchObject({ amount: '2.00', payment_method: 'Bank Transfer' });
  });
});

describe('a payout', () => {
  it('moves on in the rows that are meant, and in no others', () => {
    const account = summerAccount();
    const first = account.pay({ amount: 1 });
    const second = account.pay({ amount: 2 });
    expect(account.setPayoutStatus({ payId: first.pay_id }, 'Approved')).toHaveLength(1);
    expect(account.list({ pay_id: first.pay_id })[0]?.payout_status).toBe('Approved');
    expect(account.list({ pay_id: second.pay_id })).toEqual([second]);
  });
});

describe('a row that disappears', () => {
  it('takes no twin with it if only one is meant', () => {
    const account = summerAccount();
    const row = account.pay({ amount: 1 });
    account.payTwin(row);
    expect(account.remove({ payId: row.pay_id, at: row.created_at, amount: row.amount }, 1)).toEqual([row]);
    expect(account.rows()).toEqual([row]);
    expect(account.list({ pay_id: row.pay_id })).toEqual([row]);
  });

  it('is chosen by any condition', () => {
    const account = summerAccount();
    account.addMany(10, (index) => ({ amount: index + 1 }));
    account.remove((row) => Number(row.amount) > 3);
    expect(account.rows()).toHaveLength(3);
  });
});

describe('the wall clock', () => {
  it('shows the hour from two to three twice on the last Sunday of October', () => {
    const clock = clockAt('2026-10-25T00:30:00Z');
    const account = new Account({ clock });
    const shown = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00Z'].map((instant) => {
      clock.set(instant);
      return account.pay({ amount: 1 }).created_at;
    });
    expect(shown).toEqual(['2026-10-25 02:30:00', '2026-10-25 02:30:00', '2026-10-25 03:30:00']);
  });

  it('leaves out the hour from two to three in March', () => {
    const clock = clockAt('2026-03-29T00:59:59Z');
    const account = new Account({ clock });
    expect(account.pay({ amount: 1 }).created_at).toBe('2026-03-29 01:59:59');
    clock.set('2026-03-29T01:00:00Z');
    expect(account.pay({ amount: 1 }).created_at).toBe('2026-03-29 03:00:00');
  });
});

describe('an account that was emptied', () => {
  it('has no rows and gives out no old link', () => {
    const account = summerAccount();
    const old = account.payPersonalQr({ amount: 1 });
    account.clear();
    expect(account.rows()).toEqual([]);
    expect(account.list({ pay_id: old.pay_id })).toEqual([]);
    expect(account.payPersonalQr({ amount: 1 }).pay_id).not.toBe(old.pay_id);
  });
});
