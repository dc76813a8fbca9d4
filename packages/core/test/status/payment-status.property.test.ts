import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { statusOfEntries } from '../../src/status/payment-status.ts';
import { entriesOf, row } from '../support.ts';

/** An entry of a link in whole cents, as the wire writes it. */
const entry = fc.record({
  cents: fc.integer({ min: 1, max: 10_000_000 }),
  net: fc.integer({ min: -10_000_000, max: 10_000_000 }),
});
const TYPES = ['Basic', 'Refund', 'Dispute', 'Dispute Refund'] as const;
type Entry = (typeof entry extends fc.Arbitrary<infer T> ? T : never) & {
  readonly type: (typeof TYPES)[number];
};

const euros = (cents: number): string => (cents / 100).toFixed(2);

/** The documentation has refunds and disputes with a minus sign. */
const rowOf = ({ cents, net, type }: Entry, index: number): Record<string, unknown> =>
  row({
    amount: euros(type === 'Refund' || type === 'Dispute' ? -cents : cents),
    net_amount: euros(net),
    transaction_type: type,
    created_at: `2026-05-20 10:${String(59 - index).padStart(2, '0')}:00`,
  });

const statusOf = (entries: readonly Entry[]) => statusOfEntries('99296', entriesOf(...entries.map(rowOf)));

const cents = (entries: readonly Entry[], type: Entry['type']): number =>
  entries.filter((one) => one.type === type).reduce((sum, one) => sum + one.cents, 0);

/** Few links have entries of every type, so only some of the types are in each. */
const several = fc.subarray([...TYPES], { minLength: 1 }).chain((types) =>
  fc.array(
    fc.tuple(entry, fc.constantFrom(...types)).map(([one, type]): Entry => ({ ...one, type })),
    { minLength: 1, maxLength: 40 },
  ),
);

describe('the money of any payment link', () => {
  it('is added exactly: a model in whole cents says the same', () => {
    fc.assert(
      fc.property(several, (entries) => {
        const disputed = Math.max(0, cents(entries, 'Dispute') - cents(entries, 'Dispute Refund'));
        expect(statusOf(entries)).toMatchObject({
          paid_amount: cents(entries, 'Basic') / 100,
          refunded_amount: cents(entries, 'Refund') / 100,
          disputed_amount: disputed / 100,
          net_amount: entries.reduce((sum, { net }) => sum + net, 0) / 100,
          payment_count: entries.filter(({ type }) => type === 'Basic').length,
        });
      }),
    );
  });

  it('decides its status: an open dispute first, then a refund, to the cent', () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(several, (entries) => {
        const { status, paid_amount, refunded_amount, disputed_amount } = statusOf(entries);
        met.set(status, (met.get(status) ?? 0) + 1);
        const paid = paid_amount ?? NaN;
        const refunded = refunded_amount ?? NaN;
        expect(status === 'disputed').toBe((disputed_amount ?? NaN) > 0);
        if (status === 'paid' || status === 'dispute_won') expect(refunded).toBe(0);
        if (status === 'partly_refunded') expect(refunded).toBeLessThan(paid);
        if (status === 'refunded') expect(refunded).toBeGreaterThanOrEqual(paid);
        expect(['unpaid', 'cancelled']).not.toContain(status);
      }),
      { numRuns: 1000 },
    );
    for (const status of ['disputed', 'dispute_won', 'paid', 'partly_refunded', 'refunded']) {
      expect([status, (met.get(status) ?? 0) > 20]).toEqual([status, true]);
    }
  });

  it('is the same in whatever order the entries come', () => {
    fc.assert(
      fc.property(several, fc.infiniteStream(fc.nat()), (entries, dice) => {
        const shuffled = entries
          .map((one) => ({ one, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const { status, paid_amount, net_amount } = statusOf(entries);
        expect(statusOf(shuffled)).toMatchObject({ status, paid_amount, net_amount });
      }),
    );
  });

  it('does not depend on whether a refund or a dispute is a row or a flag besides', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.constantFrom('Refund', 'Dispute'),
        (sum, type) => {
          const flag = type === 'Refund' ? { is_refund: 'true' } : { is_dispute: 'true' };
          const payment = row({ amount: euros(sum), net_amount: euros(sum) });
          const counter = row({ amount: euros(-sum), net_amount: euros(-sum), transaction_type: type });
          const { status, paid_amount, refunded_amount, disputed_amount } = statusOfEntries(
            '99296',
            entriesOf(counter, payment),
          );
          const expected = { status, paid_amount, refunded_amount, disputed_amount };
          for (const rows of [[counter, { ...payment, ...flag }], [{ ...payment, ...flag }]]) {
            expect(statusOfEntries('99296', entriesOf(...rows))).toMatchObject(expected);
          }
        },
      ),
    );
  });
});
