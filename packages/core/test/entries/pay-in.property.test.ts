import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSecPaidError } from '../../src/errors.ts';
import { parseRow, type PayIn, toPayIn } from '../../src/entries/pay-in.ts';
import { numberTwins } from '../../src/entries/row.ts';
import { amount, documentedRow, identity, mutableFields, payId, wallClock } from './documented-row.ts';
import { entriesOf, entryOf } from '../support.ts';

const idOf = (raw: unknown): string => entryOf(raw).id;

const textOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
const finite = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const finiteOrNull = (value: unknown): boolean => value === null || finite(value);
const boolean = (value: unknown): boolean => typeof value === 'boolean';
const filled = (value: unknown): boolean => typeof value === 'string' && value !== '';

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  id: filled,
  pay_id: filled,
  kind: (value) => ['payment', 'refund', 'dispute', 'dispute_refund'].some((kind) => kind === value),
  amount: finite,
  net_amount: finiteOrNull,
  service_fee: finiteOrNull,
  service_fee_psp: finiteOrNull,
  currency: (value) => value === 'EUR',
  status: textOrNull,
  payout_status: textOrNull,
  transaction_type: textOrNull,
  recipient_note: textOrNull,
  payment_method: textOrNull,
  is_split_link: boolean,
  is_dispute: boolean,
  is_refund: boolean,
  created_at: (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/.test(value),
  creator_id: textOrNull,
  user_id: textOrNull,
  transaction_id: textOrNull,
  amount_text: (value) => typeof value === 'string' && /^-?\d{1,3}(,\d{3})*\.\d\d EUR$/.test(value),
  amount_text_de: (value) => typeof value === 'string' && /^-?\d{1,3}(\.\d{3})*,\d\d €$/.test(value),
  date_text: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(value),
  date_text_de: (value) => typeof value === 'string' && /^\d\d\.\d\d\.\d{4} \d\d:\d\d$/.test(value),
};

/** What an entry holds by name, unknown keys included. */
const valuesOf = (entry: PayIn): Map<string, unknown> => new Map(Object.entries(entry));

function wrongKeys(entry: PayIn): string[] {
  const values = valuesOf(entry);
  return Object.entries(TYPES)
    .filter(([key, fits]) => !values.has(key) || !fits(values.get(key)))
    .map(([key]) => key);
}

describe('any documented row', () => {
  it('becomes an entry with every key of its promised type', () => {
    fc.assert(
      fc.property(documentedRow, (raw) => {
        expect(wrongKeys(entryOf(raw))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps its figures, its method and its time as the API gave them', () => {
    fc.assert(
      fc.property(documentedRow, (raw) => {
        const entry = entryOf(raw);
        for (const key of ['amount', 'net_amount', 'service_fee', 'service_fee_psp'] as const) {
          expect(entry[key]).toBe(raw[key] === undefined ? null : Number(raw[key]));
        }
        const { payment_method: method } = raw;
        const unsaid = entry.kind === 'payment' && method === null ? 'card' : null;
        expect(entry.payment_method).toBe(method ?? unsaid);
        expect(entry.created_at.slice(0, 19).replace('T', ' ')).toBe(raw['created_at']);
      }),
    );
  });

  it('is a payment where money came in and no type, no pair of flags says otherwise', () => {
    fc.assert(
      fc.property(documentedRow, (raw) => {
        const { kind } = entryOf(raw);
        const isPlain = !['Refund', 'Dispute', 'Dispute Refund'].some(
          (type) => type === raw['transaction_type'],
        );
        const isBoth = raw['is_dispute'] === 'true' && raw['is_refund'] === 'true';
        if (isPlain && !isBoth) expect(kind === 'payment').toBe(Number(raw['amount']) >= 0);
      }),
      { numRuns: 500 },
    );
  });

  it('passes unknown keys through', () => {
    fc.assert(
      fc.property(documentedRow, fc.dictionary(fc.string(), fc.jsonValue()), (raw, extra) => {
        const entry = entryOf({ ...extra, ...raw });
        const unknownKeys = Object.keys(extra).filter(
          (key) =>
            !Object.hasOwn(TYPES, key) && !JSON.stringify({ [key]: extra[key] }).includes('"__proto__":'),
        );
        const values = valuesOf(entry);
        for (const key of unknownKeys) expect(values.get(key)).toEqual(extra[key]);
        expect(Object.keys(entry)).toHaveLength(Object.keys(TYPES).length + unknownKeys.length);
      }),
    );
  });
});

describe('an entry’s id', () => {
  it('is the same whatever changes, appears or disappears later', () => {
    fc.assert(
      fc.property(identity, mutableFields, mutableFields, (fixed, before, after) => {
        expect(idOf({ ...after, ...fixed })).toBe(idOf({ ...before, ...fixed }));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same whatever unknown keys the API adds', () => {
    fc.assert(
      fc.property(documentedRow, fc.dictionary(fc.string(), fc.jsonValue()), (raw, extra) => {
        expect(idOf({ ...extra, ...raw })).toBe(idOf(raw));
      }),
    );
  });

  it('is the same where figures come as numbers, or written with fewer digits', () => {
    fc.assert(
      fc.property(documentedRow, (raw) => {
        const id = idOf(raw);
        expect(idOf({ ...raw, amount: Number(raw['amount']) })).toBe(id);
        expect(idOf({ ...raw, amount: String(Number(raw['amount'])) })).toBe(id);
        expect(idOf({ ...raw, pay_id: Number(raw['pay_id']) })).toBe(id);
      }),
    );
  });

  it('is different for two rows that differ in pay_id, second or amount', () => {
    const fields = ['pay_id', 'amount', 'created_at'] as const;
    const near = fc.record({
      pay_id: fc.oneof(payId, fc.integer({ min: 1, max: 30 }).map(String)),
      amount: fc.oneof(
        amount,
        fc.integer({ min: -300, max: 300 }).map((cents) => (cents / 100).toFixed(2)),
      ),
      created_at: fc.oneof(wallClock, fc.constantFrom('2026-05-20 18:56:08', '2026-05-20 18:56:09')),
    });
    let inOneField = 0;
    fc.assert(
      fc.property(near, near, fc.subarray([...fields]), (one, donor, differing) => {
        // Two rows that have nothing in common are told apart by anything.
        const other = { ...one, ...Object.fromEntries(differing.map((key) => [key, donor[key]])) };
        const isSame =
          one.pay_id === other.pay_id && one.amount === other.amount && one.created_at === other.created_at;
        expect(idOf(one) === idOf(other)).toBe(isSame);
        if (differing.length === 1 && !isSame) inOneField++;
      }),
      { numRuns: 2000 },
    );
    expect(inOneField).toBeGreaterThan(200);
  });

  it('is in one answer never that of another row, twins included', () => {
    const crowded = fc.array(
      fc.record({
        pay_id: fc.constantFrom('1', '2', '12'),
        amount: fc.constantFrom('1.00', '2.00', '-1.00', '1.20'),
        created_at: fc.constantFrom('2026-05-20 18:56:08', '2026-05-20 18:56:09'),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(crowded, (rows) => {
        expect(new Set(entriesOf(...rows).map(({ id }) => id)).size).toBe(rows.length);
      }),
    );
  });

  it('does not depend on the order in which an answer lists its rows', () => {
    const shuffled = fc
      .array(fc.record({ pay_id: fc.constantFrom('1', '2'), amount: fc.constantFrom('1.00', '2.00') }), {
        maxLength: 20,
      })
      .map((rows) => rows.map((raw) => ({ ...raw, created_at: '2026-05-20 18:56:08' })))
      .chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([rows, others]) => {
        const ids = (list: readonly unknown[]): string[] =>
          entriesOf(...list)
            .map(({ id }) => id)
            .sort();
        expect(ids(others)).toEqual(ids(rows));
      }),
    );
  });
});

describe('anything in the place of a row', () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.jsonValue(),
    documentedRow,
    fc.dictionary(fc.constantFrom('pay_id', 'amount', 'created_at', '__proto__'), fc.anything()),
    fc.tuple(documentedRow, fc.dictionary(fc.string(), fc.anything())).map(([raw, extra]) => ({
      ...raw,
      ...extra,
    })),
  );

  it('is a row or a SecPaidError, nothing else, and a row makes an entry', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        try {
          const entries = numberTwins([parseRow(raw, 'here')]).map(toPayIn);
          // A currency that the API gives one day is passed on, so it alone need not be EUR.
          expect(entries.flatMap((entry) => wrongKeys(entry)).filter((key) => key !== 'currency')).toEqual(
            [],
          );
        } catch (error) {
          if (!isSecPaidError(error)) throw error;
          expect(error).toMatchObject({ kind: 'unexpected-answer', where: 'here' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
