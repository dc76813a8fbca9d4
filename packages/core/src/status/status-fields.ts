import { type Field, type FieldTable, fieldsOf } from '../entries/field.ts';
import type { PaymentStatus } from './payment-status.ts';

/** A status to show before there is a real one. Every key of `STATUS_FIELDS` is in it, and filled. */
export const STATUS_SAMPLE: PaymentStatus = {
  pay_id: '99298',
  status: 'partly_refunded',
  paid_amount: 55.25,
  refunded_amount: 20,
  disputed_amount: 0,
  net_amount: 33.43,
  currency: 'EUR',
  payment_count: 1,
  recipient_note: 'Order 1042',
  paid_at: '2026-05-20T10:19:34+02:00',
  refunded_at: '2026-05-22T09:03:11+02:00',
  disputed_at: '2026-05-21T16:40:02+02:00',
};

const TABLE: FieldTable = [
  ['pay_id', 'Pay ID', 'string', 'The ID of the payment link'],
  [
    'status',
    'Status',
    'string',
    'unpaid, paid, partly_refunded, refunded, disputed, dispute_won or cancelled',
  ],
  ['paid_amount', 'Paid Amount', 'number', 'What payers paid, in euros; empty where SecPaid does not say'],
  ['refunded_amount', 'Refunded Amount', 'number', 'What went back to payers; 0 or more'],
  ['disputed_amount', 'Disputed Amount', 'number', 'What disputes took and did not bring back; 0 or more'],
  ['net_amount', 'Net Amount', 'number', 'What is left after fees, refunds and disputes'],
  ['currency', 'Currency', 'string', 'EUR'],
  [
    'payment_count',
    'Payment Count',
    'number',
    'How many payments there were; a Personal QR link can have many',
  ],
  ['recipient_note', 'Note', 'string', 'The note of the payment link'],
  ['paid_at', 'Paid At', 'datetime', 'When it was paid last, with the offset from UTC'],
  ['refunded_at', 'Refunded At', 'datetime', 'When it was refunded last'],
  ['disputed_at', 'Disputed At', 'datetime', 'When it was disputed last'],
];

/** The table of a status’s fields, as `PAY_IN_FIELDS` is that of a pay-in's. */
export const STATUS_FIELDS: readonly Field[] = /* @__PURE__ */ fieldsOf(TABLE, { ...STATUS_SAMPLE });
