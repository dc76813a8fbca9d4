import fc from 'fast-check';

const euros = (min: number): fc.Arbitrary<string> =>
  fc.integer({ min, max: 100_000_000 }).map((cents) => (cents / 100).toFixed(2));

const flag = fc.constantFrom('true', 'false');

/** Any real second of any real day, as SecPaid's clock on the wall would show it. */
export const wallClock = fc
  .integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2036, 0, 1) / 1000 - 1 })
  .map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' '));

export const payId = fc.integer({ min: 1, max: 1e15 }).map(String);
export const amount = euros(-100_000_000);

/** Fields that may change after a row appeared, or be in one answer and not in another. */
export const mutableFields = fc.record(
  {
    payout_status: fc.constantFrom('Pending', 'InProgress', 'Approved'),
    status: fc.constantFrom('Success', 'Refunded', 'Disputed'),
    is_split_link: flag,
    is_dispute: flag,
    is_refund: flag,
    service_fee: euros(-10_000),
    service_fee_psp: euros(-10_000),
    net_amount: euros(-100_000_000),
    transaction_id: fc.option(fc.string({ minLength: 1 }).map((end) => `20241026-pi-${end}`)),
    recipient_note: fc.string({ unit: 'binary' }),
    payment_method: fc.constantFrom(null, 'card', 'Bank Transfer', 'paypal', 'N/A'),
    transaction_type: fc.constantFrom('Basic', 'Split', 'Personal QR', 'Refund', 'Dispute', 'Dispute Refund'),
    creator_id: fc.uuid(),
    user_id: fc.uuid(),
  },
  { requiredKeys: [] },
);

export const identity = fc.record({ pay_id: payId, amount, created_at: wallClock });

/** A row as the documentation describes it, today's or an older one that lacks keys. */
export const documentedRow = fc
  .tuple(mutableFields, identity)
  .map(([fields, fixed]): Record<string, unknown> => ({ ...fields, ...fixed }));
