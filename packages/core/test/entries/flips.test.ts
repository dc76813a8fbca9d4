import { describe, expect, it } from '@jest/globals';
import { flipped, flipsIn } from '../../src/entries/flips.ts';
import { entriesOf, entryOf, row } from '../support.ts';

/** The ids of what a list says in place only. */
const flipsOf = (...rows: readonly Record<string, unknown>[]): string[] =>
  flipsIn(entriesOf(...rows)).map(({ payment, flip }) => `${payment.pay_id} ${payment.amount} ${flip}`);

const refund = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  row({ transaction_type: 'Refund', amount: '-10.00', created_at: '2026-05-22 10:00:00', ...change });

describe('a payment whose row says that it went back', () => {
  it.each([
    [{ is_refund: 'true' }, 'refund'],
    [{ status: 'Refunded' }, 'refund'],
    [{ status: ' REFUNDED ' }, 'refund'],
    [{ is_dispute: 'true' }, 'dispute'],
    [{ status: 'Disputed' }, 'dispute'],
    [{ status: ' disputed' }, 'dispute'],
  ])('by %j is a %s beside its payment', (change, flip) => {
    expect(flipsOf(row({ amount: '10.00', ...change }))).toEqual([`99296 10 ${flip}`]);
  });

  it('by both is both', () => {
    const both = { is_refund: 'true', is_dispute: 'true' };
    expect(flipsOf(row({ amount: '10.00', ...both }))).toEqual(['99296 10 refund', '99296 10 dispute']);
  });

  it.each([{}, { status: 'Success' }, { status: null }, { status: 'Refund requested' }])(
    'but not by %j',
    (change) => {
      expect(flipsOf(row(change))).toEqual([]);
    },
  );
});

describe('a refund or a dispute with a separate row', () => {
  it('is not told again by the flags of that row', () => {
    expect(flipsOf(refund({ is_refund: 'true' }))).toEqual([]);
    expect(flipsOf(refund({ is_dispute: 'true' }))).toEqual([]);
    expect(flipsOf(refund({ transaction_type: 'Dispute', is_dispute: 'true' }))).toEqual([]);
  });

  it('stands for the payment of its link that says the same in place', () => {
    expect(flipsOf(row({ amount: '10.00', is_refund: 'true' }), refund())).toEqual([]);
    expect(flipsOf(row({ amount: '25.00', is_refund: 'true' }), refund())).toEqual([]);
  });

  it('stands for the one of its amount, where there are two', () => {
    const first = row({ amount: '25.00', is_refund: 'true', created_at: '2026-05-21 08:00:00' });
    const second = row({ amount: '10.00', is_refund: 'true', created_at: '2026-05-20 08:00:00' });
    expect(flipsOf(first, second, refund())).toEqual(['99296 25 refund']);
    expect(flipsOf(second, first, refund())).toEqual(['99296 25 refund']);
  });

  it('stands for one payment only', () => {
    const paid = row({ amount: '10.00', is_refund: 'true' });
    const again = row({ amount: '10.00', is_refund: 'true', created_at: '2026-05-19 08:00:00' });
    expect(flipsOf(paid, again, refund())).toEqual(['99296 10 refund']);
    expect(flipsOf(paid, again, refund(), refund({ created_at: '2026-05-23 10:00:00' }))).toEqual([]);
  });

  it('stands for none of another link, and none that turned into something else', () => {
    const paid = row({ amount: '10.00', is_refund: 'true' });
    expect(flipsOf(paid, refund({ pay_id: '99300' }))).toEqual(['99296 10 refund']);
    expect(flipsOf(paid, refund({ transaction_type: 'Dispute' }))).toEqual(['99296 10 refund']);
  });
});

describe('the entry of what a payment turned into', () => {
  const payment = entryOf(
    row({ amount: '10.00', net_amount: '9.41', service_fee: '0.59', service_fee_psp: '0.2' }),
  );
  const turned = flipped(payment, 'refund');

  it('has the payment’s id and its kind behind it, and the amount with its sign turned, as a number and as texts', () => {
    expect(turned).toMatchObject({ id: `${payment.id}_refund`, kind: 'refund', amount: -10 });
    expect(turned).toMatchObject({ amount_text: '-10.00 EUR', amount_text_de: '-10,00 €' });
    expect(flipped(payment, 'dispute')).toMatchObject({ id: `${payment.id}_dispute`, kind: 'dispute' });
  });

  it('knows no fees, and is otherwise the payment', () => {
    expect(turned).toMatchObject({ net_amount: null, service_fee: null, service_fee_psp: null });
    expect(turned).toMatchObject({ pay_id: payment.pay_id, created_at: payment.created_at, currency: 'EUR' });
  });

  it('of nothing is 0, not -0', () => {
    expect(Object.is(flipped({ ...payment, amount: 0 }, 'refund').amount, 0)).toBe(true);
  });
});
