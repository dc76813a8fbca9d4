import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseRow } from '../../src/entries/pay-in.ts';
import { entriesOf, failureOf, row, rowWithout } from '../support.ts';

describe('twins, two rows alike in pay_id, second and amount', () => {
  it('are two entries with separate ids', () => {
    const ids = entriesOf(row(), row({ recipient_note: 'another' }), row()).map(({ id }) => id);
    expect(ids).toEqual([
      '99296_20260520T185608_88.19',
      '99296_20260520T185608_88.19_2',
      '99296_20260520T185608_88.19_3',
    ]);
  });

  it('are counted even with other rows between them', () => {
    const ids = entriesOf(row(), row({ amount: '88.20' }), row(), row({ amount: '88.20' })).map(
      ({ id }) => id,
    );
    expect(ids).toEqual([
      '99296_20260520T185608_88.19',
      '99296_20260520T185608_88.2',
      '99296_20260520T185608_88.19_2',
      '99296_20260520T185608_88.2_2',
    ]);
  });
});

describe('rows that share a pay_id', () => {
  it('are entries of their own: a payment, its refund, and the same link paid again', () => {
    const entries = entriesOf(
      row({ created_at: '2026-05-22 09:00:00' }),
      row({ amount: '-88.19', is_refund: 'true', transaction_type: 'Refund' }),
      row(),
    );
    expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
    expect(entries.map(({ kind }) => kind)).toEqual(['payment', 'refund', 'payment']);
  });
});

describe('a row without an identity', () => {
  it.each([
    ['pay_id', rowWithout('pay_id')],
    ['pay_id', row({ pay_id: '' })],
    ['pay_id', row({ pay_id: null })],
    ['pay_id', row({ pay_id: '  ' })],
    ['pay_id', row({ pay_id: true })],
    ['pay_id', row({ pay_id: ['99296'] })],
    ['amount', rowWithout('amount')],
    ['amount', row({ amount: '' })],
    ['amount', row({ amount: '88,19' })],
    ['amount', row({ amount: '88.19 EUR' })],
    ['amount', row({ amount: '1,234' })],
    ['amount', row({ amount: '1.234' })],
    ['amount', row({ amount: '1.234,56' })],
    ['amount', row({ amount: '88.190' })],
    ['amount', row({ amount: 88.195 })],
    ['amount', row({ amount: null })],
    ['amount', row({ amount: [88.19] })],
    ['created_at', rowWithout('created_at')],
    ['created_at', row({ created_at: '' })],
    ['created_at', row({ created_at: null })],
    ['created_at', row({ created_at: 1_779_296_168 })],
    ['created_at', row({ created_at: '20.05.2026 18:56' })],
    ['created_at', row({ created_at: '2026-02-30 10:00:00' })],
    ['created_at', row({ created_at: '0000-00-00 00:00:00' })],
    ['pay_id', {}],
    ['pay_id', null],
    ['pay_id', 'a row'],
    ['pay_id', 7],
    ['pay_id', [row()]],
  ])('is an error that names the wrong field: %s of %j', async (missing, raw) => {
    const error = await failureOf(() => parseRow(raw, 'POST getPayInTransactions, page 3'));
    expect(error.kind).toBe('unexpected-answer');
    expect(error.what).toContain(`an entry whose ${missing} cannot be read; it must be `);
    expect(error.next).toBe(
      'Look it up in SecPaid’s dashboard, and tell SecPaid’s support. It counts as soon as it can be read.',
    );
    expect(error.where).toBe('POST getPayInTransactions, page 3');
  });

  it('is named by its pay_id, date and amount as they came', async () => {
    const error = await failureOf(() => parseRow(row({ amount: null }), ''));
    expect(error.what).toBe(
      'SecPaid lists an entry whose amount cannot be read; it must be an amount in euros, such as "88.19". ' +
        'The row: pay_id "99296", created_at "2026-05-20 18:56:08", amount null.',
    );
    expect((await failureOf(() => parseRow({}, ''))).what).toContain('pay_id missing, created_at missing');
  });

  it('is shown as short plain text on one line', async () => {
    const amount = `<b>\u0007\n\u202e${'9'.repeat(500)}`;
    const { what } = await failureOf(() => parseRow(row({ amount }), ''));
    expect(what.length).toBeLessThan(250);
    expect(what).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('does not show the payer’s data in the error', async () => {
    const error = await failureOf(() => parseRow(row({ amount: null, recipient_note: 'secret' }), ''));
    expect(error.message).not.toContain('secret');
  });
});

describe('another spelling of a row', () => {
  it.each([
    [{ pay_id: '099296' }, false],
    [{ pay_id: ' 99296 ' }, false],
    [{ pay_id: 99296 }, true],
    [{ amount: 88.19 }, true],
    [{ amount: ' +88.19' }, true],
    [{ created_at: '2026-05-20T16:56:08Z' }, true],
    [{ created_at: '2026-05-20T18:56:08.5+02:00' }, true],
  ])('is the same row where it is remembered: %j', (change, isSameId) => {
    const known = parseRow(row(), '');
    const other = parseRow(row(change), '');
    expect(other.match).toBe(known.match);
    expect(other.key === known.key).toBe(isSameId);
    expect(other.payId).toBe('99296');
  });

  it('has the same id wherever it could be read before', () => {
    expect(parseRow(row({ pay_id: '007', amount: '1' }), '').key).toBe('007_20260520T185608_1');
    expect(parseRow(row({ pay_id: ' 7', amount: '-0.50' }), '').key).toBe(' 7_20260520T185608_-0.5');
  });

  it.each([
    ['1,234.56', 1234.56],
    ['-1,234,567.8', -1234567.8],
    ['1,234,567', 1234567],
    ['.50', 0.5],
    ['-.5', -0.5],
  ])('has its amount: %s', (amount, euros) => {
    expect(parseRow(row({ amount }), '').amount).toBe(euros);
  });

  it('matches for every amount of whole cents, grouped or not, and no other one does', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999_99, max: 9_999_999_99 }), (cents) => {
        const grouped = (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2 });
        const known = parseRow(row({ amount: (cents / 100).toFixed(2) }), '');
        expect(parseRow(row({ amount: grouped }), '').match).toBe(known.match);
        expect(parseRow(row({ amount: ((cents + 1) / 100).toFixed(2) }), '').match).not.toBe(known.match);
      }),
    );
  });
});
