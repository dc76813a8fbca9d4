import { describe, expect, it } from '@jest/globals';
import { type Row, readPayIns } from '../../src/entries/pay-in.ts';
import { row } from '../support.ts';

const asIs = (text: string): string => text;
const read = (raw: unknown, redact = asIs): Row | undefined =>
  readPayIns([row(), raw], 'getPayInTransactions, page 1', redact)[1];

describe('the error of a row that cannot be read', () => {
  const told = (amount: unknown): string | undefined => read(row({ amount }))?.fault?.what;

  it.each([
    [undefined, 'missing'],
    [null, 'null'],
    [Infinity, 'Infinity'],
    [true, 'boolean'],
    [['1.00'], 'a list'],
    [{ value: 1 }, 'an object'],
    ['', '""'],
    ['1,50,00', '"1,50,00"'],
    ['1\n5\u0000', '"1 5 "'],
    ['Ü 5 € – ☺', '"Ü 5 € – ☺"'],
    ['x'.repeat(40), `"${'x'.repeat(40)}"`],
    ['x'.repeat(41), `"${'x'.repeat(40)}…"`],
  ])('shows the amount %j as %s', (amount, shown) => {
    expect(told(amount)).toBe(
      'SecPaid lists an entry whose amount cannot be read; it must be an amount in euros, such as "88.19". ' +
        `The row: pay_id "99296", created_at "2026-05-20 18:56:08", amount ${shown}.`,
    );
  });

  it('says where it was listed and what to do', () => {
    const fault = read(row({ amount: null }))?.fault;
    expect(fault).toMatchObject({ kind: 'unexpected-answer', where: 'getPayInTransactions, page 1' });
    expect(fault?.next).toMatch(/^Look it up in SecPaid’s dashboard/);
  });

  it('holds no token, and neither does what is remembered of the row', () => {
    const hidden = read(row({ amount: 'S3cret' }), (text) => text.replaceAll('S3cret', '***'));
    expect(hidden?.fault?.what).toContain('amount "***"');
    expect(hidden?.key).toContain('"***"');
    expect(hidden?.key).not.toContain('S3cret');
  });
});

describe('two rows that cannot be read', () => {
  const keyOf = (change: Readonly<Record<string, unknown>>): string | undefined =>
    read({ ...row({ amount: null }), ...change })?.key;

  it.each(['pay_id', 'payout_id', 'sf_id', 'invoice_id', 'created_at', 'payout_amount', 'transaction_id'])(
    'are two, if they differ in %s alone',
    (field) => {
      expect(keyOf({ [field]: 'one' })).not.toBe(keyOf({ [field]: 'other' }));
    },
  );

  it('are two, if they differ in their amount alone', () => {
    expect(keyOf({ amount: 'one' })).not.toBe(keyOf({ amount: 'other' }));
  });

  it('are two, if one number goes on where another ends', () => {
    expect(keyOf({ created_at: 1, amount: Infinity })).not.toBe(keyOf({ created_at: 11, amount: Infinity }));
    expect(keyOf({ payout_id: 1, sf_id: 23 })).not.toBe(keyOf({ payout_id: 12, sf_id: 3 }));
  });

  it('are one, if they differ in nothing that tells rows apart', () => {
    expect(keyOf({ payout_status: 'Pending' })).toBe(keyOf({ payout_status: 'Approved' }));
  });

  it('are two, if what one says in a field the other says in the next', () => {
    expect(keyOf({ sf_id: 'a', invoice_id: 'b c' })).not.toBe(keyOf({ sf_id: 'a b', invoice_id: 'c' }));
  });
});

describe('a row that cannot be read', () => {
  it('keeps its pay_id, by which it is found, and stands for no money', () => {
    expect(read(row({ amount: 'x', pay_id: ' 099296 ' }))).toMatchObject({ payId: '99296', amount: 0 });
    expect(read(row({ pay_id: null }))).toMatchObject({ payId: '', amount: 0 });
  });
});
