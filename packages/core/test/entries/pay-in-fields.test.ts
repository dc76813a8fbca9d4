import { describe, expect, it } from '@jest/globals';
import { entryOf, row, rowWithout } from '../support.ts';

describe('the flags', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['True', true],
    ['FALSE', false],
    ['1', true],
    ['0', false],
    ['', false],
    ['no', false],
    [true, true],
    [false, false],
    [1, true],
    [0, false],
  ])('are booleans: %p is %p', (sent, meant) => {
    expect(entryOf(row({ is_split_link: sent, is_dispute: sent }))).toMatchObject({
      is_split_link: meant,
      is_dispute: meant,
    });
  });

  it('do not fail on null', () => {
    expect(entryOf(row({ is_split_link: null, is_dispute: null, is_refund: null }))).toMatchObject({
      is_split_link: false,
      is_dispute: false,
      is_refund: false,
    });
  });
});

describe('the payment method', () => {
  it.each([
    [null, 'card'],
    ['card', 'card'],
    ['Bank Transfer', 'Bank Transfer'],
    ['paypal', 'paypal'],
    ['', ''],
  ])('of %p is %p', (sent, meant) => {
    expect(entryOf(row({ payment_method: sent })).payment_method).toBe(meant);
  });

  it('is unknown, not card, if the API does not give it', () => {
    expect(entryOf(rowWithout('payment_method')).payment_method).toBeNull();
  });
});

describe('the amounts', () => {
  it('may be negative, fees included', () => {
    expect(entryOf(row({ amount: '-5.00', net_amount: '-4.90', service_fee: '-0.10' }))).toMatchObject({
      amount: -5,
      net_amount: -4.9,
      service_fee: -0.1,
    });
  });

  it('may come as numbers', () => {
    const entry = entryOf(row({ pay_id: 99296, amount: 88.19, net_amount: 84.71, service_fee: 0 }));
    expect(entry).toMatchObject({ pay_id: '99296', amount: 88.19, net_amount: 84.71, service_fee: 0 });
    expect(entry.id).toBe(entryOf(row()).id);
  });

  it.each(['0.01', '0.1', '1', '1000000.00', '99999999.99', '+3.50', ' 3.50 '])(
    'are what the API gave, never scaled: %p',
    (amount) => {
      expect(entryOf(row({ amount })).amount).toBe(Number(amount));
    },
  );

  it.each(['', 'n/a', '1,50', '1.234,56', '0x10', '1e3', 'NaN', 'Infinity', true, null, [], {}])(
    'of a fee that is not a number are unknown: %p',
    (service_fee) => {
      expect(entryOf(row({ service_fee, net_amount: service_fee }))).toMatchObject({
        service_fee: null,
        net_amount: null,
        amount: 88.19,
      });
    },
  );
});

describe('a value of another type', () => {
  it('is a text if a text is promised', () => {
    const { status, payout_status } = entryOf(row({ status: true, payout_status: 7 }));
    expect([status, payout_status]).toEqual(['true', '7']);
    expect(entryOf(row({ status: {} })).status).toBeNull();
  });

  it('is a plain 0, never a negative one', () => {
    expect(entryOf(row({ net_amount: '-0.00' })).net_amount).toBe(0);
    expect(entryOf(row({ amount: '-0.00' })).amount).toBe(0);
  });
});

describe('a row of older documentation, without flags', () => {
  const older = rowWithout('is_dispute', 'is_refund', 'payment_method');

  it('is a payment whose method is unknown', () => {
    expect(entryOf(older)).toMatchObject({
      kind: 'payment',
      is_dispute: false,
      is_refund: false,
      payment_method: null,
    });
  });

  it.each([
    ['Refund', '-1.00', 'refund', false, true],
    ['Dispute', '-1.00', 'dispute', true, false],
    ['Dispute Refund', '1.00', 'dispute_refund', true, true],
  ])('gets its flags from its type: %s', (transaction_type, amount, kind, is_dispute, is_refund) => {
    expect(entryOf({ ...older, transaction_type, amount })).toMatchObject({ kind, is_dispute, is_refund });
  });
});

describe('a field that older rows lack', () => {
  it('is_split_link follows from the type', () => {
    const old = rowWithout('is_split_link');
    expect(entryOf({ ...old, transaction_type: 'SPLIT' }).is_split_link).toBe(true);
    expect(entryOf({ ...old, transaction_type: 'Basic' }).is_split_link).toBe(false);
    expect(entryOf({ ...old, transaction_type: null }).is_split_link).toBe(false);
  });

  it('currency is the row’s own if it names one', () => {
    expect(entryOf(row({ currency: 'CHF' })).currency).toBe('CHF');
    expect(entryOf(row()).currency).toBe('EUR');
  });
});
