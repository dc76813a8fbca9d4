import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { centsEach, decimalOf, numberFrom, plus, ZERO } from '../../src/summary/decimal.ts';
import type { PayIn } from '../../src/entries/pay-in.ts';
import { summarize } from '../../src/summary/summary.ts';
import { entryOf, row } from '../support.ts';

/** Euros as the wire may write them, up to eight decimals, and the same in hundred-millionths. */
const money = fc
  .record({
    units: fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
    places: fc.integer({ min: 0, max: 8 }),
  })
  .map(({ units, places }) => {
    const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
    const whole = digits.slice(0, digits.length - places);
    const fraction = digits.slice(digits.length - places);
    return {
      text: `${units < 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${fraction}`}`,
      exact: units * 10n ** BigInt(8 - places),
    };
  });

const numberOf = (exact: bigint): number => Number(`${exact}e-8`);

describe('money added up', () => {
  it('is the exact sum of what was written, in any order', () => {
    fc.assert(
      fc.property(fc.array(money, { maxLength: 200 }), (amounts) => {
        const sum = amounts.map(({ text }) => decimalOf(Number(text))).reduce(plus, ZERO);
        const exact = amounts.reduce((total, one) => total + one.exact, 0n);
        expect(numberFrom(sum)).toBe(numberOf(exact));
        expect(sum.digits * 10n ** BigInt(8)).toBe(exact * 10n ** BigInt(sum.places));
      }),
    );
  });

  it('reads every finite number as what it is written as', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        expect(numberFrom(decimalOf(number))).toBe(number + 0);
      }),
    );
  });

  it('shared out is within half a cent, and in whole cents', () => {
    fc.assert(
      fc.property(money, fc.integer({ min: 1, max: 100_000 }), ({ text, exact }, count) => {
        const { digits, places } = centsEach(decimalOf(Number(text)), count);
        expect(places).toBe(2);
        const off = digits * 10n ** 6n * BigInt(count) - exact;
        expect((off < 0n ? -off : off) * 2n <= 10n ** 6n * BigInt(count)).toBe(true);
      }),
    );
  });
});

const days = { start: '2026-05-10', end: '2026-05-20' };

const entry = fc
  .record({
    day: fc.integer({ min: 8, max: 22 }),
    // An entry's own amount is in whole cents; fees and what is left need not be.
    amount: money.filter(({ text }) => !/\.\d{3}/.test(text)),
    net: money,
    fee: money,
    feePsp: money,
    type: fc.constantFrom('Basic', 'Refund', 'Dispute', 'Dispute Refund'),
    method: fc.constantFrom(null, 'Bank Transfer', 'PayPal'),
    payout: fc.constantFrom('Pending', 'InProgress', 'Approved'),
  })
  .map((one) => {
    // A payment is one by its sign too.
    const exact = one.type === 'Basic' && one.amount.exact < 0n ? -one.amount.exact : one.amount.exact;
    const amount = exact === one.amount.exact ? one.amount.text : one.amount.text.slice(1);
    const payIn = entryOf(
      row({
        amount,
        net_amount: one.net.text,
        service_fee: one.fee.text,
        service_fee_psp: one.feePsp.text,
        transaction_type: one.type,
        payment_method: one.method,
        payout_status: one.payout,
        created_at: `2026-05-${String(one.day).padStart(2, '0')} 12:00:00`,
      }),
    );
    return { ...one, exact, payIn };
  });

/** Newest first, cut into pages. */
function* pagesOf(entries: readonly PayIn[], size: number): Generator<PayIn[]> {
  const sorted = [...entries].sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
  for (let at = 0; at < sorted.length; at += size) yield sorted.slice(at, at + size);
}

describe('any account’s summary', () => {
  it('is what a model in whole units says, and its parts count every payment once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(entry, { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (entries, pageSize) => {
          const summary = await summarize(
            pagesOf(
              entries.map(({ payIn }) => payIn),
              pageSize,
            ),
            { days, breakdowns: ['byDay', 'byPaymentMethod'] },
          );
          const inside = entries.filter(({ day }) => day >= 10 && day <= 20);
          const total = (of: (one: (typeof inside)[number]) => bigint | undefined): number =>
            numberOf(inside.reduce((sum, one) => sum + (of(one) ?? 0n), 0n));
          const payments = inside.filter(({ type }) => type === 'Basic');
          expect(summary).toMatchObject({
            total_transactions: payments.length,
            total_revenue: total(({ type, exact }) => (type === 'Basic' ? exact : undefined)),
            net_revenue: total(({ type, net }) => (type === 'Basic' ? net.exact : undefined)),
            refund_amount: total(({ type, exact }) => (type === 'Refund' ? exact : undefined)),
            dispute_amount: total(({ type, exact }) => (type === 'Dispute' ? exact : undefined)),
            dispute_refund_amount: total(({ type, exact }) =>
              type === 'Dispute Refund' ? exact : undefined,
            ),
            pending_amount: total(({ payout, net }) => (payout === 'Approved' ? undefined : net.exact)),
            expected_payout: total(({ payout, net }) => (payout === 'InProgress' ? net.exact : undefined)),
            balance: total(({ net }) => net.exact),
          });
          expect(summary.by_day).toHaveLength(11);
          const counts = (list: readonly { total_transactions: number }[] = []): number =>
            list.reduce((sum, { total_transactions }) => sum + total_transactions, 0);
          expect(counts(summary.by_day)).toBe(payments.length);
          expect(counts(summary.by_payment_method)).toBe(payments.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('adds up line by line, as a bookkeeper adds it, whatever the rows say', async () => {
    const sumOf = (...numbers: (number | null | undefined)[]): number =>
      numberFrom(numbers.map((number) => decimalOf(number ?? NaN)).reduce(plus, ZERO));
    const less = (number: number | null): number => -(number ?? NaN);
    const cents = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
    const line = fc.record({
      amount: cents,
      net: cents,
      fee: cents,
      psp: cents,
      day: fc.integer({ min: 10, max: 20 }),
    });
    const types = fc.constantFrom('Basic', 'Refund', 'Dispute', 'Dispute Refund');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(line, types), { maxLength: 30 }), async (lines) => {
        const entries = lines.map(([{ amount, net, fee, psp, day }, type]) =>
          entryOf(
            row({
              amount: String((type === 'Basic' ? Math.abs(amount) : amount) / 100),
              net_amount: String(net / 100),
              service_fee: String(fee / 100),
              service_fee_psp: String(psp / 100),
              transaction_type: type,
              created_at: `2026-05-${day} 12:00:00`,
            }),
          ),
        );
        const summary = await summarize(pagesOf(entries, 10), {
          days,
          breakdowns: ['byDay', 'byPaymentMethod'],
        });
        const { by_day = [], by_payment_method = [] } = summary;
        for (const part of [summary, ...by_day, ...by_payment_method]) {
          const { total_revenue, payment_fees, net_difference, net_revenue } = part;
          expect(sumOf(total_revenue, less(payment_fees), net_difference)).toBe(net_revenue);
        }
        for (const part of [summary, ...by_day]) {
          const { payment_fees, fees_returned, fees_kept, service_fees, service_fees_psp } = part;
          expect(sumOf(payment_fees, less(fees_returned))).toBe(fees_kept);
          expect(sumOf(service_fees, service_fees_psp)).toBe(fees_kept);
          const { total_revenue, refund_amount, dispute_amount, dispute_refund_amount } = part;
          const gross = [total_revenue, refund_amount, dispute_amount, dispute_refund_amount];
          expect(sumOf(...gross, less(fees_kept), part.balance_difference)).toBe(part.balance);
        }
        for (const key of ['total_revenue', 'payment_fees', 'net_revenue', 'balance', 'fees_kept'] as const) {
          expect(sumOf(...by_day.map((day) => day[key]))).toBe(summary[key]);
        }
        for (const key of ['total_revenue', 'payment_fees', 'net_revenue'] as const) {
          expect(sumOf(...by_payment_method.map((method) => method[key]))).toBe(summary[key]);
        }
      }),
    );
  });

  it('takes no page after one that ends before the range, and keeps none', async () => {
    let taken = 0;
    async function* endless(): AsyncGenerator<PayIn[], void> {
      for (;;) {
        const day = String(22 - Math.floor(taken++ / 10)).padStart(2, '0');
        yield [entryOf(row({ created_at: `2026-05-${day} 12:00:00` }))];
        await Promise.resolve();
      }
    }
    const { total_transactions } = await summarize(endless(), { days, breakdowns: [] });
    expect(total_transactions).toBe(110);
    expect(taken).toBe(131);
  });
});
