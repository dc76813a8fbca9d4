import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PAY_OUT_FIELDS, PAY_OUT_SAMPLE } from '../../src/entries/pay-out-fields.ts';
import { parsePayOutRow, type PayOut, toPayOut } from '../../src/entries/pay-out.ts';
import { wallClock } from './documented-row.ts';
import { failureOf, payOutRow } from '../support.ts';

function payOutOf(raw: unknown): PayOut {
  const row = parsePayOutRow(raw, 'a test');
  return toPayOut({ id: row.key, row });
}

describe('a pay-out as documented', () => {
  it('is typed: numbers, booleans, an offset, the amount under the name that a pay-in has', () => {
    expect(payOutOf(payOutRow())).toEqual({
      id: '21503',
      payout_id: '21503',
      kind: 'payout',
      transaction_id: '20260512-po-tYlGbn74wT',
      amount: 74.06,
      service_fee: 0.73,
      net_amount: 71.53,
      currency: 'EUR',
      payout_status: 'InProgress',
      request_date: '2026-05-12',
      transaction_type: 'Split',
      is_split_link: true,
      is_dispute: false,
      is_refund: false,
      created_at: '2026-05-20T02:01:14+02:00',
      user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
      amount_text: '74.06 EUR',
      amount_text_de: '74,06 €',
      date_text: '2026-05-20 02:01',
      date_text_de: '20.05.2026 02:01',
    });
  });

  it('reads numbers that come as strings, and strings that come as numbers', () => {
    const change = { payout_id: 21503, payout_amount: 74.06, service_fee: '0.73', net_amount: '71.53' };
    expect(payOutOf(payOutRow(change))).toEqual(payOutOf(payOutRow()));
  });

  it('passes unknown keys through', () => {
    expect(payOutOf(payOutRow({ iban: 'DE…', nested: { a: 1 } }))).toMatchObject({
      iban: 'DE…',
      nested: { a: 1 },
    });
  });

  it('has every key of the table, null if SecPaid does not say', () => {
    const bare = payOutOf({ payout_id: '1', created_at: '2026-05-20 02:01:14' });
    expect(Object.keys(bare).sort()).toEqual(PAY_OUT_FIELDS.map(({ key }) => key).sort());
    expect(bare).toMatchObject({
      amount: null,
      amount_text: null,
      net_amount: null,
      payout_status: null,
      is_refund: false,
    });
  });

  it.each([
    ['payout_id', { payout_id: null }],
    ['payout_id', { payout_id: '' }],
    ['created_at', { created_at: '2026-02-30 02:01:14' }],
    ['created_at', { created_at: 'yesterday' }],
  ])('is an error with a wrong %s, so that none is lost silently', async (missing, change) => {
    const error = await failureOf(() => payOutOf(payOutRow(change)));
    expect(error.kind).toBe('unexpected-answer');
    expect(error.message).toContain(`a pay-out whose ${missing} cannot be read`);
  });
});

describe('the id of a pay-out', () => {
  it('is the same whatever changes of it', () => {
    const changes = fc.record(
      {
        payout_status: fc.constantFrom('Pending', 'InProgress', 'Approved'),
        transaction_id: fc.option(fc.string()),
        payout_amount: fc.oneof(
          fc.integer().map((cents) => (cents / 100).toFixed(2)),
          fc.integer(),
        ),
        net_amount: fc.anything(),
        is_refund: fc.anything(),
        request_date: fc.anything(),
        created_at: wallClock,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(changes, (change) => {
        expect(payOutOf(payOutRow(change)).id).toBe('21503');
      }),
    );
  });
});

describe('the table of its fields', () => {
  it('names every key of the sample, with the type that the sample has', () => {
    for (const { key, type, sample } of PAY_OUT_FIELDS) {
      expect([key, typeof sample]).toEqual([key, type === 'datetime' ? 'string' : type]);
    }
    expect(Object.keys(PAY_OUT_SAMPLE).sort()).toEqual(PAY_OUT_FIELDS.map(({ key }) => key).sort());
  });
});
