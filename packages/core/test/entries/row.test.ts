import { describe, expect, it } from '@jest/globals';
import { readPayIns } from '../../src/entries/pay-in.ts';
import { readPayOuts } from '../../src/entries/pay-out.ts';
import { entriesOf, numberRows, numberTwins } from '../../src/entries/row.ts';
import { payOutRow, row } from '../support.ts';

const dated = (created_at: unknown): Record<string, unknown> => row({ created_at });
const read = (...data: readonly unknown[]) => readPayIns(data, 'a test', (text) => text);

describe('a row that cannot be read', () => {
  it('keeps its place, with the date of its upper neighbor', () => {
    const rows = read(dated('2026-05-20 18:00:00'), dated(null), dated('2026-05-20 17:00:00'));
    expect(rows.map(({ createdAt }) => createdAt)).toEqual([
      '2026-05-20 18:00:00',
      '2026-05-20 18:00:00',
      '2026-05-20 17:00:00',
    ]);
    expect(rows.map(({ fault }) => fault?.kind)).toEqual([undefined, 'unexpected-answer', undefined]);
  });

  it('has the date of the neighbor above it, not of the first ones', () => {
    const dates = ['2026-05-20 18:00:00', '2026-05-20 17:00:00', '2026-05-20 16:00:00', null, ''];
    expect(read(...dates.map(dated)).map(({ createdAt }) => createdAt)).toEqual([
      ...dates.slice(0, 3),
      '2026-05-20 16:00:00',
      '2026-05-20 16:00:00',
    ]);
  });

  it.each([null, 'x', 7, ['x']])('may be no object at all, in a list with others: %j', (sent) => {
    const rows = read(row(), sent);
    expect(rows.map(({ fault }) => fault?.kind)).toEqual([undefined, 'unexpected-answer']);
    expect(() => read(sent)).toThrow(/pay_id cannot be read/);
  });

  it('has its own date if that can be read', () => {
    expect(read(dated('2026-05-20 18:00:00'), row({ amount: '' }))[1]?.createdAt).toBe('2026-05-20 18:56:08');
  });

  it('has the date of the first dated row at the top, and none if no row has one', () => {
    expect(read(dated(null), dated(''), dated('2026-05-20 17:00:00'))[0]?.createdAt).toBe(
      '2026-05-20 17:00:00',
    );
    expect(read(dated(null))[0]?.createdAt).toBe('');
  });

  it('is no entry, and changes no twin’s id', () => {
    const rows = read(row(), row({ pay_id: null }), row());
    expect(numberTwins(rows).map(({ id }) => id)).toEqual([
      '99296_20260520T185608_88.19',
      '99296_20260520T185608_88.19_2',
    ]);
    expect(numberRows(rows)).toHaveLength(3);
  });

  it.each([
    ['payout_id', { payout_id: null }],
    ['payout_id', { payout_id: ' ' }],
    ['payout_amount', { payout_amount: null }],
    ['payout_amount', { payout_amount: '' }],
    ['created_at', { created_at: '0000-00-00 00:00:00' }],
  ])('says so of a pay-out, too: %s', (field, change) => {
    const [bad, good] = readPayOuts([payOutRow(change), payOutRow()], 'a test', (text) => text);
    expect(bad?.fault?.what).toContain(`a pay-out whose ${field} cannot be read`);
    expect(good?.fault).toBeUndefined();
  });
});

describe('one transaction that is listed twice', () => {
  it('is one row, and two transactions that are alike are twins', () => {
    const one = row({ transaction_id: 'a' });
    expect(numberTwins(read(one, one))).toHaveLength(1);
    expect(numberTwins(read(one, row({ transaction_id: 'b' })))).toHaveLength(2);
    expect(numberTwins(read(row(), row()))).toHaveLength(2);
  });

  it('is one row in another spelling too', () => {
    const one = { transaction_id: 'a' };
    expect(numberTwins(read(row(one), row({ ...one, pay_id: '099296' })))).toHaveLength(1);
    expect(numberTwins(read(row(one), row({ transaction_id: ' a ' })))).toHaveLength(1);
  });
});

describe('a status', () => {
  it.each(['Pending', 'pending', 'In Progress', 'IN_PROGRESS', 'Processing'])(
    'lets a row wait: %s',
    (status) => {
      expect(read(row({ status }))[0]?.standing).toBe('pending');
      expect(entriesOf(read(row({ status })))).toEqual([]);
    },
  );

  it.each(['Failed', 'Cancelled', 'canceled', 'Declined', 'Expired'])(
    'lets a row never come: %s',
    (status) => {
      expect(read(row({ status }))[0]?.standing).toBe('failed');
      expect(entriesOf(read(row({ status })))).toEqual([]);
    },
  );

  it.each(['Success', 'Refunded', 'Disputed', 'Settling', '', null, 7])('is final: %p', (status) => {
    expect(entriesOf(read(row({ status })))).toHaveLength(1);
  });
});
