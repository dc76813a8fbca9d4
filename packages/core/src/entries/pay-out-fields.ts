import { approvalsIn } from './approvals.ts';
import { type Field, type FieldTable, fieldsOf } from './field.ts';
import { AMOUNT_TEXT_FIELDS, dateTextFields } from './mail-texts.ts';
import { parsePayOutRow, type PayOut, toPayOut } from './pay-out.ts';

/** The documentation's own sample (getPayOutTransactions, Response). */
const SAMPLE_ROW = {
  payout_id: '21503',
  user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
  transaction_id: '20260512-po-tYlGbn74wT',
  payout_amount: '74.06',
  service_fee: 0.73,
  net_amount: 71.53,
  payout_status: 'InProgress',
  request_date: '2026-05-12',
  created_at: '2026-05-20 02:01:14',
  is_split_link: 'true',
  is_dispute: 'false',
  is_refund: 'false',
  transaction_type: 'Split',
};

function sample(): PayOut {
  const row = parsePayOutRow(SAMPLE_ROW, 'the sample');
  return toPayOut({ id: row.key, row });
}

function approvedSample(): PayOut {
  const raw = { ...SAMPLE_ROW, payout_status: 'Approved' };
  const { rows } = approvalsIn({ rows: [parsePayOutRow(raw, 'the sample')] });
  const [approved] = rows.map((row) => toPayOut({ id: row.key, row }));
  return approved ?? PAY_OUT_SAMPLE;
}

/** A pay-out to show before there is a real one. Every key of `PAY_OUT_FIELDS` is in it, and filled. */
export const PAY_OUT_SAMPLE: PayOut = /* @__PURE__ */ sample();

/** The same as the event of its approval. */
export const PAY_OUT_APPROVED_SAMPLE: PayOut = /* @__PURE__ */ approvedSample();

const TABLE: FieldTable = [
  ['id', 'ID', 'string', 'Unique for each pay-out; never changes; for its approval it ends in _approved'],
  ['payout_id', 'Pay-Out ID', 'string', 'SecPaid’s ID of the pay-out'],
  [
    'kind',
    'Kind',
    'string',
    'payout, or payout_approved for its approval; entries of the pay-in list say payment, refund or dispute',
  ],
  ['transaction_id', 'Transaction ID', 'string', 'SecPaid’s reference of the pay-out'],
  ['amount', 'Amount', 'number', 'In euros, before the fee'],
  ['service_fee', 'Service Fee', 'number', 'What SecPaid keeps'],
  ['net_amount', 'Net Amount', 'number', 'What reaches the bank account'],
  ['currency', 'Currency', 'string', 'EUR'],
  ...AMOUNT_TEXT_FIELDS,
  ['payout_status', 'Pay-Out Status', 'string', 'Pending, InProgress or Approved, at the time of reading'],
  ['request_date', 'Request Date', 'string', 'The day whose payments are paid out, YYYY-MM-DD'],
  ['transaction_type', 'Transaction Type', 'string', 'Basic or Split'],
  ['is_split_link', 'Is Split Link', 'boolean', 'Whether payments with several recipients are in it'],
  ['is_dispute', 'Is Dispute', 'boolean', 'Whether disputed payments are in it'],
  ['is_refund', 'Is Refund', 'boolean', 'Whether refunds are in it'],
  ['created_at', 'Created At', 'datetime', 'When SecPaid made the pay-out, with the offset from UTC'],
  ...dateTextFields('When SecPaid made the pay-out'),
  ['user_id', 'User ID', 'string', 'Your account’s ID; tells several accounts apart'],
];

/** The table of a pay-out's fields, as `PAY_IN_FIELDS` is that of a pay-in's. */
export const PAY_OUT_FIELDS: readonly Field[] = /* @__PURE__ */ fieldsOf(TABLE, PAY_OUT_SAMPLE);
