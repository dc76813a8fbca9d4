import { describe, expect, it } from '@jest/globals';
import { samples } from '../../sandbox/src/index.ts';
import { FIELDS } from '../src/fields.ts';
import { parseRow } from '../src/pay-in.ts';
import { numberTwins, toRaw } from '../src/row.ts';
import { entriesOf, entryOf, failureOf, row, rowWithout } from './support.ts';

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
      },
    ]);
  });
});

describe('an entry', () => {
  it('has every promised key even where the row has only its identity', () => {
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
    });
  });

  it('carries the transaction_id where the API gives one', () => {
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

describe('the kind of an entry', () => {
  it.each([
    ['Basic', '10.00', 'payment'],
    ['Split', '10.00', 'payment'],
    ['Personal QR', '10.00', 'payment'],
    ['Refund', '-10.00', 'refund'],
    ['Dispute', '-10.00', 'dispute'],
    ['Dispute Refund', '10.00', 'dispute_refund'],
    ['Dispute Refund', '-10.00', 'dispute_refund'],
    [' refund ', '-10.00', 'refund'],
    ['DISPUTE REFUND', '10.00', 'dispute_refund'],
    ['Something New', '10.00', 'payment'],
    ['Something New', '-10.00', 'refund'],
  ])('follows transaction_type: %p of %s is a %s', (transaction_type, amount, kind) => {
    expect(entryOf(row({ transaction_type, amount })).kind).toBe(kind);
  });

  it.each([
    ['10.00', 'false', 'false', 'payment'],
    ['0.00', 'false', 'false', 'payment'],
    ['-10.00', 'true', 'false', 'refund'],
    ['-10.00', 'false', 'false', 'refund'],
    ['-10.00', 'false', 'true', 'dispute'],
    ['10.00', 'true', 'true', 'dispute_refund'],
    ['-10.00', 'true', 'true', 'dispute_refund'],
  ])('follows sign and flags in older rows: %s, refund %s, dispute %s is a %s', (...columns) => {
    const [amount, is_refund, is_dispute, kind] = columns;
    const older = { ...rowWithout('transaction_type'), amount, is_refund, is_dispute };
    expect(entryOf(older).kind).toBe(kind);
    // The refunds of getPayInTransactions' own page are "Basic" rows with a negative amount and a flag.
    // A positive one is the payment itself, whatever its flags became: a dispute's pay-back has a type of its own.
    const basic = Number(amount) < 0 ? kind : 'payment';
    expect(entryOf({ ...older, transaction_type: 'Basic' }).kind).toBe(basic);
  });

  it('stays payment when a payment is disputed later', () => {
    expect(entryOf(row({ is_dispute: 'true' }))).toMatchObject({ kind: 'payment', is_dispute: true });
  });

  it('stays payment when the payment is marked as refunded', () => {
    expect(entryOf(row({ is_refund: 'true' }))).toMatchObject({ kind: 'payment', is_refund: true });
  });
});

describe('a row of older documentation, without flags', () => {
  const older = rowWithout('is_dispute', 'is_refund', 'payment_method');

  it('is a payment whose method is unknown', () => {
    expect(entryOf(older)).toMatchObject({
      kind: 'payment',
      is_dispute: false,
      is_refund: false,
      payment_method: null,
    });
  });

  it.each([
    ['Refund', '-1.00', 'refund', false, true],
    ['Dispute', '-1.00', 'dispute', true, false],
    ['Dispute Refund', '1.00', 'dispute_refund', true, true],
  ])('gets its flags from its type: %s', (transaction_type, amount, kind, is_dispute, is_refund) => {
    expect(entryOf({ ...older, transaction_type, amount })).toMatchObject({ kind, is_dispute, is_refund });
  });
});

describe('the flags', () => {
  it.each([
    ['true', true],
    ['false', false],
    ['True', true],
    ['FALSE', false],
    ['1', true],
    ['0', false],
    ['', false],
    ['no', false],
    [true, true],
    [false, false],
    [1, true],
    [0, false],
  ])('are booleans: %p is %p', (sent, meant) => {
    expect(entryOf(row({ is_split_link: sent, is_dispute: sent }))).toMatchObject({
      is_split_link: meant,
      is_dispute: meant,
    });
  });

  it('do not fail on null', () => {
    expect(entryOf(row({ is_split_link: null, is_dispute: null, is_refund: null }))).toMatchObject({
      is_split_link: false,
      is_dispute: false,
      is_refund: false,
    });
  });
});

describe('the payment method', () => {
  it.each([
    [null, 'card'],
    ['card', 'card'],
    ['Bank Transfer', 'Bank Transfer'],
    ['paypal', 'paypal'],
    ['', ''],
  ])('of %p is %p', (sent, meant) => {
    expect(entryOf(row({ payment_method: sent })).payment_method).toBe(meant);
  });

  it('is unknown, not card, where the API does not give it', () => {
    expect(entryOf(rowWithout('payment_method')).payment_method).toBeNull();
  });
});

describe('the amounts', () => {
  it('may be negative, fees included', () => {
    expect(entryOf(row({ amount: '-5.00', net_amount: '-4.90', service_fee: '-0.10' }))).toMatchObject({
      amount: -5,
      net_amount: -4.9,
      service_fee: -0.1,
    });
  });

  it('may come as numbers', () => {
    const entry = entryOf(row({ pay_id: 99296, amount: 88.19, net_amount: 84.71, service_fee: 0 }));
    expect(entry).toMatchObject({ pay_id: '99296', amount: 88.19, net_amount: 84.71, service_fee: 0 });
    expect(entry.id).toBe(entryOf(row()).id);
  });

  it.each(['0.01', '0.1', '1', '1000000.00', '99999999.99', '+3.50', ' 3.50 '])(
    'are what the API gave, never scaled: %p',
    (amount) => {
      expect(entryOf(row({ amount })).amount).toBe(Number(amount));
    },
  );

  it.each(['', 'n/a', '1,50', '1.234,56', '0x10', '1e3', 'NaN', 'Infinity', true, null, [], {}])(
    'of a fee that is no number are unknown: %p',
    (service_fee) => {
      expect(entryOf(row({ service_fee, net_amount: service_fee }))).toMatchObject({
        service_fee: null,
        net_amount: null,
        amount: 88.19,
      });
    },
  );
});

describe('a key that the documentation does not know', () => {
  it('passes through unchanged', () => {
    const extra = {
      invoice: { number: 7, lines: ['a', null] },
      tags: ['x'],
      score: '12.50',
      flag: 'true',
      nothing: null,
      'key with blanks': '',
    };
    expect(entryOf(row(extra))).toMatchObject(extra);
  });

  it('comes after the entry’s own fields, which stand in the order of the table', () => {
    const keys = Object.keys(entryOf({ table: 4, ...row({}) }));
    expect(keys).toEqual([...FIELDS.map(({ key }) => key), 'table']);
  });

  it('does not win over the entry’s own id and kind', () => {
    expect(entryOf(row({ id: 'forged', kind: 'refund' }))).toMatchObject({
      id: '99296_20260520T185608_88.19',
      kind: 'payment',
    });
  });

  it('is harmless where it is called __proto__', () => {
    const text = `{"__proto__":{"polluted":true,"kind":"refund"},${JSON.stringify(row()).slice(1)}`;
    const raw: unknown = JSON.parse(text);
    const entry = entryOf(raw);
    expect(Object.getPrototypeOf(entry)).toBe(Object.prototype);
    expect(Object.keys(entry)).not.toContain('__proto__');
    expect(entry['polluted']).toBeUndefined();
    expect(Object.assign({}, entry)['polluted']).toBeUndefined();
    expect(entry).toStrictEqual(entryOf(row()));
    expect(Object.keys(parseRow(raw, 'a test').raw)).not.toContain('__proto__');
  });

  it('is harmless where it is called like something every object has', () => {
    const extra = { constructor: 1, toString: 'text', hasOwnProperty: null, valueOf: [] };
    expect(entryOf(row(extra))).toEqual(entryOf(row(extra)));
    expect(Object.entries(entryOf(row(extra)))).toEqual(expect.arrayContaining(Object.entries(extra)));
  });
});

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

describe('the API’s own row', () => {
  it('stays as it came, for those who want it raw', () => {
    const raw = row({ extra: 1 });
    expect(parseRow(raw, '').raw).toEqual(raw);
  });
});

describe('the kind of an entry', () => {
  const both = { is_dispute: 'true', is_refund: 'true' };
  it.each(['Basic', 'Split', 'Personal QR', ' personal qr '])(
    'stays payment for a payment (%j) whose flags change later',
    (type) => {
      expect(entryOf(row({ ...both, transaction_type: type })).kind).toBe('payment');
      expect(entryOf(row({ ...both, transaction_type: type, amount: '0.00' })).kind).toBe('payment');
    },
  );

  it('is what transaction_type says, whatever the sign', () => {
    expect(entryOf(row({ transaction_type: 'Refund', amount: '5.00' })).kind).toBe('refund');
    expect(entryOf(row({ transaction_type: 'Dispute', amount: '5.00' })).kind).toBe('dispute');
    expect(entryOf(row({ transaction_type: 'Dispute Refund', amount: '-5.00' })).kind).toBe('dispute_refund');
  });

  it('does not follow from a flag that the row lacks', () => {
    const old = { ...rowWithout('transaction_type', 'is_refund', 'is_dispute'), amount: '-5.00' };
    expect(entryOf({ ...old, is_dispute: 'true' }).kind).toBe('dispute');
    expect(entryOf({ ...old, is_refund: 'true' }).kind).toBe('refund');
    expect(entryOf(old).kind).toBe('refund');
  });
});

describe('a field that older rows lack', () => {
  it('is_split_link follows from the type', () => {
    const old = rowWithout('is_split_link');
    expect(entryOf({ ...old, transaction_type: 'SPLIT' }).is_split_link).toBe(true);
    expect(entryOf({ ...old, transaction_type: 'Basic' }).is_split_link).toBe(false);
    expect(entryOf({ ...old, transaction_type: null }).is_split_link).toBe(false);
  });

  it('currency is the row’s own where it names one', () => {
    expect(entryOf(row({ currency: 'CHF' })).currency).toBe('CHF');
    expect(entryOf(row()).currency).toBe('EUR');
  });
});

describe('a value of another type', () => {
  it('is a text where a text is promised', () => {
    const { status, payout_status } = entryOf(row({ status: true, payout_status: 7 }));
    expect([status, payout_status]).toEqual(['true', '7']);
    expect(entryOf(row({ status: {} })).status).toBeNull();
  });

  it('is a plain 0, never a negative one', () => {
    expect(entryOf(row({ net_amount: '-0.00' })).net_amount).toBe(0);
    expect(entryOf(row({ amount: '-0.00' })).amount).toBe(0);
  });

  it('is left out with __proto__ anywhere inside', () => {
    const raw: unknown = JSON.parse(
      `{"more":[{"a":{"__proto__":{"polluted":true}}}],"kept":[{"a":1}],${JSON.stringify(row()).slice(1)}`,
    );
    expect(entryOf(raw)).toMatchObject({ kept: [{ a: 1 }] });
    expect(entryOf(raw)).not.toHaveProperty('more');
  });
});

describe('the API’s own row', () => {
  it('is given as it came, with the entry’s id', () => {
    const [numbered] = numberTwins([parseRow(row({ id: 'theirs' }), 'a test')]);
    expect(numbered && toRaw(numbered)).toEqual({ ...row(), id: entryOf(row()).id });
  });
});
