import { describe, expect, it } from '@jest/globals';
import { parseRow } from '../src/pay-in.ts';
import { entriesOf, failureOf, row, rowWithout } from './support.ts';

describe('twins, two rows alike in pay_id, second and amount', () => {
  it('are two entries with ids of their own', () => {
    const ids = entriesOf(row(), row({ recipient_note: 'another' }), row()).map(({ id }) => id);
    expect(ids).toEqual([
      '99296_20260520T185608_88.19',
      '99296_20260520T185608_88.19_2',
      '99296_20260520T185608_88.19_3',
    ]);
  });

  it('are counted apart from rows between them', () => {
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
    ['pay_id', row({ pay_id: ['99296'] })],
    ['amount', rowWithout('amount')],
    ['amount', row({ amount: '' })],
    ['amount', row({ amount: '88,19' })],
    ['amount', row({ amount: '88.19 EUR' })],
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
  ])('is an error that names what is missing: %s of %j', async (missing, raw) => {
    const error = await failureOf(() => parseRow(raw, 'POST getPayInTransactions, page 3'));
    expect(error.kind).toBe('unexpected-answer');
    expect(error.what).toBe(`SecPaid sent an entry without ${missing} in the documented form.`);
    expect(error.next).toBe(
      'Nothing was taken from this answer, and nothing is lost. If it stays, tell SecPaid’s support.',
    );
    expect(error.where).toBe('POST getPayInTransactions, page 3');
  });

  it('does not show the payer’s data in the error', async () => {
    const error = await failureOf(() => parseRow(row({ amount: 'secret', recipient_note: 'secret' }), ''));
    expect(error.message).not.toContain('secret');
  });
});
