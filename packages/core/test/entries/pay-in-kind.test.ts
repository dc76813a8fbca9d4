import { describe, expect, it } from '@jest/globals';
import { entryOf, row, rowWithout } from '../support.ts';

it('a payment without a method was paid by card; a refund or a dispute names none', () => {
  const methodOf = (transaction_type: string): unknown =>
    entryOf(row({ transaction_type, payment_method: null })).payment_method;
  expect(['Basic', 'Refund', 'Dispute', 'Dispute Refund'].map(methodOf)).toEqual(['card', null, null, null]);
});

describe('the kind of an entry', () => {
  const both = { is_dispute: 'true', is_refund: 'true' };

  it.each([
    ['Basic', '10.00', 'payment'],
    ['Split', '10.00', 'payment'],
    ['Personal QR', '10.00', 'payment'],
    ['Refund', '-10.00', 'refund'],
    ['Refund', '5.00', 'refund'],
    ['Dispute', '-10.00', 'dispute'],
    ['Dispute', '5.00', 'dispute'],
    ['Dispute Refund', '10.00', 'dispute_refund'],
    ['Dispute Refund', '-10.00', 'dispute_refund'],
    [' refund ', '-10.00', 'refund'],
    ['DISPUTE REFUND', '10.00', 'dispute_refund'],
    ['Something New', '10.00', 'payment'],
    ['Something New', '-10.00', 'refund'],
  ])('follows transaction_type: %p of %s is a %s', (transaction_type, amount, kind) => {
    expect(entryOf(row({ transaction_type, amount })).kind).toBe(kind);
  });

  it.each([
    ['10.00', 'false', 'false', 'payment'],
    ['0.00', 'false', 'false', 'payment'],
    ['-10.00', 'true', 'false', 'refund'],
    ['-10.00', 'false', 'false', 'refund'],
    ['-10.00', 'false', 'true', 'dispute'],
    ['10.00', 'true', 'true', 'dispute_refund'],
    ['-10.00', 'true', 'true', 'dispute_refund'],
  ])('follows sign and flags in older rows: %s, refund %s, dispute %s is a %s', (...columns) => {
    const [amount, is_refund, is_dispute, kind] = columns;
    const older = { ...rowWithout('transaction_type'), amount, is_refund, is_dispute };
    expect(entryOf(older).kind).toBe(kind);
    // The refunds of getPayInTransactions' own page are "Basic" rows with a negative amount and a flag.
    // A positive one is the payment itself, whatever its flags became: a dispute's pay-back has a separate type.
    const basic = Number(amount) < 0 ? kind : 'payment';
    expect(entryOf({ ...older, transaction_type: 'Basic' }).kind).toBe(basic);
  });

  it('stays payment when a payment is disputed later', () => {
    expect(entryOf(row({ is_dispute: 'true' }))).toMatchObject({ kind: 'payment', is_dispute: true });
  });

  it('stays payment when the payment is marked as refunded', () => {
    expect(entryOf(row({ is_refund: 'true' }))).toMatchObject({ kind: 'payment', is_refund: true });
  });

  it.each(['Basic', 'Split', 'Personal QR', ' personal qr '])(
    'stays payment for a payment (%j) whose flags change later',
    (type) => {
      expect(entryOf(row({ ...both, transaction_type: type })).kind).toBe('payment');
      expect(entryOf(row({ ...both, transaction_type: type, amount: '0.00' })).kind).toBe('payment');
    },
  );

  it('does not follow from a flag that the row lacks', () => {
    const old = { ...rowWithout('transaction_type', 'is_refund', 'is_dispute'), amount: '-5.00' };
    expect(entryOf({ ...old, is_dispute: 'true' }).kind).toBe('dispute');
    expect(entryOf({ ...old, is_refund: 'true' }).kind).toBe('refund');
    expect(entryOf(old).kind).toBe('refund');
  });
});
