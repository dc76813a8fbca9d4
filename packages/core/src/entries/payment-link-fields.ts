import { type Field, type FieldTable, fieldsOf } from './field.ts';
import { AMOUNT_TEXT_FIELDS, dateTextFields } from './mail-texts.ts';
import { type PaymentLink, toPaymentLink } from './payment-link.ts';

/** A link in the form of the documentation's own (createLink and getMyUsedLinks, Response), paid in the meantime. */
const SAMPLE_LINK = {
  id: 99290,
  user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
  amount: 25,
  recipient_note: 'Order 1042',
  status: 'Used',
  paymentEndpoint: 'https://shop.example.com/secpaid',
  callback_url: 'https://shop.example.com/thank-you',
  servicefee: '1.0',
  is_cancelled: 'No',
  is_split_link: 'false',
  transaction_type: 'Basic',
  created_at: '2026-05-20 11:19:48',
  paid_on: '2026-05-20 12:03:10',
  pay_link: 'https://app.secpaid.com/payment?link_id=OTkyOTA=',
  qr_img:
    'https://quickchart.io/chart?chl=https://app.secpaid.com/payment?link_id=OTkyOTA=&chs=300x300&cht=qr',
};

/** A link to show before there is a real one. Every key of `LINK_FIELDS` is in it, and filled. */
export const LINK_SAMPLE: PaymentLink = /* @__PURE__ */ toPaymentLink(SAMPLE_LINK, 'the sample', 'Used');

const TABLE: FieldTable = [
  ['id', 'ID', 'string', 'The ID of the payment link; its payments carry it as Pay ID'],
  ['pay_link', 'Payment Link', 'string', 'The address where the payer pays'],
  [
    'qr_img',
    'QR Code',
    'string',
    'Where a third party, who learns the link, draws its QR code; better use the QR code as a file',
  ],
  ['amount', 'Amount', 'number', 'In euros'],
  ['currency', 'Currency', 'string', 'EUR'],
  ...AMOUNT_TEXT_FIELDS,
  ['recipient_note', 'Note', 'string', 'What the payment is for'],
  ['status', 'Status', 'string', 'Unused or Used'],
  ['is_cancelled', 'Is Cancelled', 'boolean', 'Whether the payer cancelled the payment'],
  ['is_split_link', 'Is Split Link', 'boolean', 'Whether several recipients share the payment'],
  ['transaction_type', 'Transaction Type', 'string', 'Basic or Split; not in every answer'],
  ['callback_url', 'Callback URL', 'string', 'Where the payer’s browser goes after the payment'],
  ['payment_endpoint', 'Payment Endpoint', 'string', 'Where SecPaid reports the payment'],
  ['service_fee', 'Service Fee', 'number', 'SecPaid’s fee for the link'],
  ['created_at', 'Created At', 'datetime', 'When it was created, with the offset from UTC; not in lists'],
  [
    'paid_on',
    'Paid On',
    'datetime',
    'When it was paid, with the offset from UTC; only in lists of used links',
  ],
  ...dateTextFields('When it was paid, or else created'),
  ['user_id', 'User ID', 'string', 'Your account’s ID; tells several accounts apart'],
];

/** The table of a payment link's fields, as `PAY_IN_FIELDS` is that of a pay-in's. */
export const LINK_FIELDS: readonly Field[] = /* @__PURE__ */ fieldsOf(TABLE, LINK_SAMPLE);
