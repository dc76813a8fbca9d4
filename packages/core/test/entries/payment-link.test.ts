import { describe, expect, it } from '@jest/globals';
import { LINK_FIELDS, LINK_SAMPLE } from '../../src/entries/payment-link-fields.ts';
import { toPaymentLink } from '../../src/entries/payment-link.ts';
import { failureOf, madeLink } from '../support.ts';

const keys = LINK_FIELDS.map(({ key }) => key).sort();

describe('a payment link', () => {
  it('that was just made is typed', () => {
    expect(toPaymentLink(madeLink(), 'a test', 'Unused')).toEqual({
      id: '99290',
      pay_link: 'https://app.secpaid.com/payment?link_id=OTkyOTA=',
      qr_img: 'https://quickchart.io/chart?chl=https://app.secpaid.com/payment?link_id=OTkyOTA=',
      amount: 25,
      currency: 'EUR',
      recipient_note: 'Test regular link',
      status: 'Unused',
      is_cancelled: false,
      is_split_link: false,
      transaction_type: null,
      callback_url: 'https://shop.example.com/done',
      payment_endpoint: 'https://shop.example.com/secpaid',
      service_fee: 1,
      created_at: '2026-05-20T11:19:48+02:00',
      paid_on: null,
      user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
      amount_text: '25.00 EUR',
      amount_text_de: '25,00 €',
      date_text: '2026-05-20 11:19',
      date_text_de: '20.05.2026 11:19',
      is_cancellation: 'No',
      recipients: null,
    });
  });

  it.each([
    ['linktopay_id as a number', { linktopay_id: 124 }],
    ['linktopay_id as a text', { linktopay_id: '124' }],
    ['id as a number', { id: 124 }],
    ['id as a text', { id: '124' }],
  ])('has one id, whatever SecPaid calls it: %s', (_, link) => {
    expect(toPaymentLink(link, 'a test', 'Unused')).toMatchObject({ id: '124' });
    expect(toPaymentLink(link, 'a test', 'Unused')).not.toHaveProperty('linktopay_id');
  });

  it('of a list of used links says when it was paid, and its status though the list does not', () => {
    const listed = {
      linktopay_id: '99250',
      amount: '72.96',
      is_cancelled: 'No',
      recipients: '[{"share":2,"token":"asdf"}]',
      is_split_link: 'true',
      paid_on: '2026-05-12 20:10:17',
    };
    expect(toPaymentLink(listed, 'a test', 'Used')).toMatchObject({
      id: '99250',
      amount: 72.96,
      status: 'Used',
      is_split_link: true,
      paid_on: '2026-05-12T20:10:17+02:00',
      date_text: '2026-05-12 20:10',
      recipients: '[{"share":2,"token":"asdf"}]',
      created_at: null,
    });
  });

  it.each([
    ['Yes', true],
    ['No', false],
    ['true', true],
    [undefined, false],
  ])('is cancelled where is_cancelled is %p: %p', (is_cancelled, expected) => {
    expect(toPaymentLink({ id: 1, is_cancelled }, 'a test', 'Unused').is_cancelled).toBe(expected);
  });

  it('has every key of the table, null if SecPaid does not say', () => {
    const bare = toPaymentLink({ id: 1 }, 'a test', 'Unused');
    expect(Object.keys(bare).sort()).toEqual(keys);
    expect(bare).toMatchObject({ pay_link: null, amount: null, service_fee: null, status: 'Unused' });
  });

  it.each([[null], [{}], [[]], ['text'], [{ id: '' }], [{ id: null, linktopay_id: {} }]])(
    'without an ID is an error: %j',
    async (data) => {
      const error = await failureOf(() => toPaymentLink(data, 'here', 'Unused'));
      expect(error).toMatchObject({ kind: 'unexpected-answer', where: 'here' });
    },
  );
});

describe('the table of its fields', () => {
  it('names every key of the sample, with the type that the sample has', () => {
    for (const { key, type, sample } of LINK_FIELDS) {
      expect([key, typeof sample]).toEqual([key, type === 'datetime' ? 'string' : type]);
    }
    expect(Object.keys(LINK_SAMPLE).sort()).toEqual(keys);
  });
});
