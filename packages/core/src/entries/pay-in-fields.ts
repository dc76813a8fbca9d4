import { type Field, type FieldTable, fieldsOf } from './field.ts';
import { AMOUNT_TEXT_FIELDS, dateTextFields } from './mail-texts.ts';
import { isReadable, type Listed } from './listed.ts';
import { parseRow, type PayIn, toPayIn } from './pay-in.ts';

/** A payment in the form of the documentation's own (getPayInTransactions, Sample Response), with fees that add up. */
const SAMPLE_ROW = {
  pay_id: '99298',
  creator_id: '8654bacd-3d54-4010-069f-3fd9f4436b2',
  user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
  amount: '55.25',
  net_amount: '53.13',
  service_fee: '0.83',
  service_fee_psp: '1.29',
  status: 'Success',
  recipient_note: 'Order 1042',
  payout_status: 'Pending',
  created_at: '2026-05-20 10:19:34',
  is_split_link: 'false',
  is_dispute: 'false',
  is_refund: 'false',
  payment_method: null,
  transaction_type: 'Basic',
  transaction_id: '20260520-pi-QRxbbs7z9n',
};

function sample(change: Readonly<Record<string, string>> = {}): PayIn {
  const row = parseRow({ ...SAMPLE_ROW, ...change }, 'the sample');
  return toPayIn({ id: row.key, row });
}

/** An entry to show before there is a real one. Every key of `PAY_IN_FIELDS` is in it, and filled. */
export const PAY_IN_SAMPLE: PayIn = /* @__PURE__ */ sample();

const GONE_BACK = {
  amount: '-55.25',
  net_amount: '-54.42',
  service_fee: '-0.83',
  service_fee_psp: '0.00',
  created_at: '2026-05-27 09:02:11',
  payment_method: 'card',
};

/** The same for the refund and the dispute of that payment. */
export const REFUND_SAMPLE: PayIn = /* @__PURE__ */ sample({
  ...GONE_BACK,
  is_refund: 'true',
  transaction_type: 'Refund',
});
export const DISPUTE_SAMPLE: PayIn = /* @__PURE__ */ sample({
  ...GONE_BACK,
  is_dispute: 'true',
  transaction_type: 'Dispute',
});

const TABLE: FieldTable = [
  ['id', 'ID', 'string', 'Unique for each entry; never changes'],
  ['pay_id', 'Pay ID', 'string', 'The ID of the payment link; its refunds and disputes carry the same'],
  ['kind', 'Kind', 'string', 'payment, refund, dispute or dispute_refund'],
  ['amount', 'Amount', 'number', 'In euros; negative where money goes back'],
  ['net_amount', 'Net Amount', 'number', 'What is left of the amount after the fees'],
  ['service_fee', 'Service Fee', 'number', 'What SecPaid keeps'],
  ['service_fee_psp', 'Payment Provider Fee', 'number', 'What the payment provider keeps'],
  ['currency', 'Currency', 'string', 'EUR'],
  ...AMOUNT_TEXT_FIELDS,
  ['status', 'Status', 'string', 'Success'],
  ['payout_status', 'Pay-Out Status', 'string', 'Pending, InProgress or Approved, at the time of reading'],
  [
    'transaction_type',
    'Transaction Type',
    'string',
    'Basic, Split, Personal QR, Refund, Dispute or Dispute Refund',
  ],
  ['recipient_note', 'Note', 'string', 'The note of the payment link'],
  ['payment_method', 'Payment Method', 'string', 'card, Bank Transfer or another'],
  ['is_split_link', 'Is Split Link', 'boolean', 'Whether several recipients share the payment'],
  ['is_dispute', 'Is Dispute', 'boolean', 'Whether the payer disputes the payment'],
  ['is_refund', 'Is Refund', 'boolean', 'Whether money went back to the payer'],
  ['created_at', 'Created At', 'datetime', 'When it was paid or entered, with the offset from UTC'],
  ...dateTextFields('When it was paid or entered'),
  ['creator_id', 'Creator ID', 'string', 'Who created the payment link'],
  ['user_id', 'User ID', 'string', 'Your account’s ID; tells several accounts apart'],
  ['transaction_id', 'Transaction ID', 'string', 'SecPaid’s reference; not in every answer'],
];

/** What most workflows need of an entry, in ten fields: who uses fewer reads a table, or a model's answer, at a glance. */
const SIMPLE_KEYS = [
  'id',
  'pay_id',
  'kind',
  'amount',
  'net_amount',
  'currency',
  'created_at',
  'recipient_note',
  'payment_method',
  'payout_status',
] as const satisfies readonly (keyof PayIn)[];

/** An entry with ten of its fields; one that cannot be read stays as it is. */
export const simplify = (payIn: Listed<PayIn>): Record<string, unknown> =>
  isReadable(payIn) ? Object.fromEntries(SIMPLE_KEYS.map((key) => [key, payIn[key]])) : payIn;

/** The one table of the output fields: what the adapters declare and the documentation lists derives from it. */
export const PAY_IN_FIELDS: readonly Field[] = /* @__PURE__ */ fieldsOf(TABLE, PAY_IN_SAMPLE);
