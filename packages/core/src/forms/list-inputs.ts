import { type AnyInput, A_PAGE, BOUND, DAY, FLAG, TEXT } from './input.ts';
import {
  BREAKDOWN_LABELS,
  ENTRY_STATUS_LABELS,
  KIND_LABELS,
  PAYMENT_METHOD_LABELS,
  PAYOUT_STATUS_LABELS,
  SORT_LABELS,
  TIME_RANGE_LABELS,
  TRANSACTION_TYPE_LABELS,
} from './labels.ts';

/** What lists, searches and sums are asked for; the triggers share the filters. */
export const LIST_INPUTS = {
  minAmount: {
    ...BOUND,
    label: 'Minimum Amount',
    help: 'In euros; leaves out smaller entries and ignores the minus sign of refunds and disputes',
    example: '49.99',
  },
  maxAmount: {
    ...BOUND,
    label: 'Maximum Amount',
    help: 'In euros; leaves out larger entries and ignores the minus sign of refunds and disputes',
    example: '500',
  },
  noteContains: {
    ...TEXT,
    label: 'Note Contains',
    help: 'Part of the note of the payment link; not case-sensitive',
    example: 'Order',
  },
  paymentMethod: {
    ...TEXT,
    choices: PAYMENT_METHOD_LABELS,
    label: 'Payment Method',
    help: 'Only payments that were paid this way; refunds and disputes name no method and always pass',
  },
  transactionType: {
    ...TEXT,
    choices: TRANSACTION_TYPE_LABELS,
    label: 'Transaction Type',
    help: 'Only entries of this transaction type',
  },
  payId: {
    kind: 'id',
    expected: 'digits only, such as 99296, as SecPaid shows it beside each payment',
    label: 'Pay ID',
    help: 'The ID of the payment link, as SecPaid shows it beside each payment',
    example: '99296',
  },
  search: { ...TEXT, label: 'Search', help: 'Part of the note of the payment link', example: 'Order 1042' },
  date: {
    ...DAY,
    label: 'Date',
    help: 'One day, written YYYY-MM-DD, in the time zone of SecPaid (Europe/Berlin)',
    example: '2026-05-20',
  },
  lastDays: {
    kind: 'whole',
    expected: 'a whole number of days, 0 or more',
    label: 'Last Days',
    help: 'Only entries of the last N days; 0 means no limit',
    example: '30',
  },
  kinds: {
    choices: KIND_LABELS,
    label: 'Kinds',
    help: 'Which kinds of entries; leave empty for all',
  },
  entryStatus: {
    choices: ENTRY_STATUS_LABELS,
    label: 'Status',
    help: 'The status in the entry; a payment with a separate refund entry still says Success',
  },
  payoutStatus: {
    choices: PAYOUT_STATUS_LABELS,
    label: 'Pay-Out Status',
    help: 'Whether the money was paid out, at the time of reading',
  },
  sort: {
    choices: SORT_LABELS,
    label: 'Sort',
    help: 'The order of the entries; every order except Newest First reads all matching entries first, so narrow a long list by Last Days or Date',
  },
  simplify: {
    ...FLAG,
    label: 'Simplify',
    help: 'Whether to return a simplified version of the response instead of the raw data',
  },
  timeRange: {
    choices: TIME_RANGE_LABELS,
    label: 'Time Range',
    help: 'Whole days in the time zone of SecPaid (Europe/Berlin); the last 7 or 30 days include today',
  },
  startDate: {
    ...DAY,
    label: 'Start Date',
    help: 'The first day, written YYYY-MM-DD, in the time zone of SecPaid (Europe/Berlin)',
    example: '2026-05-01',
  },
  endDate: {
    ...DAY,
    label: 'End Date',
    help: 'The last day, which counts too, written YYYY-MM-DD, in the time zone of SecPaid (Europe/Berlin)',
    example: '2026-05-31',
  },
  breakdowns: {
    choices: BREAKDOWN_LABELS,
    label: 'Breakdowns',
    help: 'Break the figures down by day (empty days included), by payment method (payments only) or by transaction type',
  },
  month: {
    kind: 'month',
    expected: 'a month written YYYY-MM, such as 2026-04',
    label: 'Month',
    help: 'One month, written YYYY-MM',
    example: '2026-04',
  },
  feeInvoiceSearch: {
    ...TEXT,
    label: 'Search',
    help: 'Part of the number of the invoice',
    example: '202604-sf',
  },
  payOutId: {
    kind: 'text',
    expected: 'the ID of a pay-out, such as 21503, or its transaction ID',
    label: 'Pay-Out ID',
    help: 'The ID of the pay-out, or its transaction ID, as the bank statement shows it',
    example: '21503',
  },
  fileField: {
    ...TEXT,
    label: 'Put Output File in Field',
    help: 'The name of the output field that the file goes into',
    example: 'data',
  },
  payOutSearch: {
    ...TEXT,
    label: 'Search',
    help: 'Part of the transaction ID of the pay-out',
    example: '20260512-po-tYlGbn74wT',
  },
  // n8n prescribes the descriptions of these two.
  returnAll: { ...FLAG, label: 'Return All' },
  limit: { ...A_PAGE, label: 'Limit' },
} as const satisfies Record<string, AnyInput>;
