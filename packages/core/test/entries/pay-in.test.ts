import { describe, expect, it } from '@jest/globals';
import { samples } from '../../../sandbox/src/index.ts';
import { parseRow } from '../../src/entries/pay-in.ts';
import { numberTwins, toRaw } from '../../src/entries/row.ts';
import { entriesOf, entryOf, row } from '../support.ts';

const KEYS = [
  'id',
  'pay_id',
  'kind',
  'amount',
  'net_amount',
  'service_fee',
  'service_fee_psp',
  'currency',
  'status',
  'payout_status',
  'transaction_type',
  'recipient_note',
  'payment_method',
  'is_split_link',
  'is_dispute',
  'is_refund',
  'created_at',
  'creator_id',
  'user_id',
  'transaction_id',
  'amount_text',
  'amount_text_de',
  'date_text',
  'date_text_de',
];

describe('the documentation’s two rows', () => {
  it('become these entries', () => {
    expect(entriesOf(...samples)).toStrictEqual([
      {
        id: '99296_20260520T185608_88.19',
        pay_id: '99296',
        kind: 'payment',
        amount: 88.19,
        net_amount: 84.71,
        service_fee: 1.33,
        service_fee_psp: 3.15,
        currency: 'EUR',
        status: 'Success',
        payout_status: 'Pending',
        transaction_type: 'Basic',
        recipient_note: 'Order TEST2026013557',
        payment_method: 'card',
        is_split_link: false,
        is_dispute: false,
        is_refund: false,
        created_at: '2026-05-20T18:56:08+02:00',
        creator_id: '8654bacd-3d54-4010-069f-3fd9f4436b2',
        user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
        transaction_id: null,
        amount_text: '88.19 EUR',
        amount_text_de: '88,19 €',
        date_text: '2026-05-20 18:56',
        date_text_de: '20.05.2026 18:56',
      },
      {
        id: '99298_20260520T101934_55.25',
        pay_id: '99298',
        kind: 'payment',
        amount: 55.25,
        net_amount: 53.13,
        service_fee: 0.83,
        service_fee_psp: 1.29,
        currency: 'EUR',
        status: 'Success',
        payout_status: 'Pending',
        transaction_type: 'Split',
        recipient_note: 'Payment for Order #CNF-177930606093050',
        payment_method: 'card',
        is_split_link: true,
        is_dispute: false,
        is_refund: false,
        created_at: '2026-05-20T10:19:34+02:00',
        creator_id: '8654bacd-3d54-4010-069f-3fd9f4436b2',
        user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
        transaction_id: null,
        amount_text: '55.25 EUR',
        amount_text_de: '55,25 €',
        date_text: '2026-05-20 10:19',
        date_text_de: '20.05.2026 10:19',
      },
    ]);
  });
});

describe('an entry', () => {
  it('has every promised key even if the row has only its identity', () => {
    const entry = entryOf({ pay_id: '1', amount: '2.50', created_at: '2026-01-15 08:00:00' });
    expect(Object.keys(entry).sort()).toEqual([...KEYS].sort());
    expect(entry).toStrictEqual({
      id: '1_20260115T080000_2.5',
      pay_id: '1',
      kind: 'payment',
      amount: 2.5,
      net_amount: null,
      service_fee: null,
      service_fee_psp: null,
      currency: 'EUR',
      status: null,
      payout_status: null,
      transaction_type: null,
      recipient_note: null,
      payment_method: null,
      is_split_link: false,
      is_dispute: false,
      is_refund: false,
      created_at: '2026-01-15T08:00:00+01:00',
      creator_id: null,
      user_id: null,
      transaction_id: null,
      amount_text: '2.50 EUR',
      amount_text_de: '2,50 €',
      date_text: '2026-01-15 08:00',
      date_text_de: '15.01.2026 08:00',
    });
  });

  it('carries the transaction_id if the API gives one', () => {
    expect(entryOf(row({ transaction_id: '20241026-pi-QRxbbs7z9n' })).transaction_id).toBe(
      '20241026-pi-QRxbbs7z9n',
    );
  });

  it('keeps a note as it is, empty or long, with line breaks and umlauts', () => {
    for (const note of ['', '  ', 'Für Änne\n„Grün“ 🎉', 'x'.repeat(10_000)]) {
      expect(entryOf(row({ recipient_note: note })).recipient_note).toBe(note);
    }
  });

  it('keeps any station of the payout', () => {
    for (const status of ['Pending', 'InProgress', 'Approved', 'OnHold']) {
      expect(entryOf(row({ payout_status: status })).payout_status).toBe(status);
    }
  });
});

describe('the API’s own row', () => {
  it('stays as it came, for those who want it raw', () => {
    const raw = row({ extra: 1 });
    expect(parseRow(raw, '').raw).toEqual(raw);
  });

  it('is given as it came, with the entry’s id', () => {
    const [numbered] = numberTwins([parseRow(row({ id: 'theirs' }), 'a test')]);
    expect(numbered && toRaw(numbered)).toEqual({ ...row(), id: entryOf(row()).id });
  });
});
