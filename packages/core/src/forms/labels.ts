/*
 * What there is to choose, under the words that every platform shows.
 */

/** What the events mean. */
export const EVENT_LABELS = {
  payment: 'Payment: money arrives',
  refund: 'Refund: money goes back to a payer; the amount is negative',
  dispute: 'Dispute: a payer disputes a payment, or its money comes back to you',
} as const;

/** The kinds by name. */
export const KIND_LABELS = {
  payment: 'Payment',
  refund: 'Refund',
  dispute: 'Dispute',
  dispute_refund: 'Dispute Refund',
} as const;

/** How payment_method reads (Response Fields; PayPal stands in the dashboard only), under one spelling. */
export const PAYMENT_METHOD_LABELS = {
  card: 'Card',
  'Bank Transfer': 'Bank Transfer',
  PayPal: 'PayPal',
} as const;

/** How transaction_type reads (Response Fields, and the other pages of the documentation). */
export const TRANSACTION_TYPE_LABELS = {
  Basic: 'Basic',
  Split: 'Split',
  'Personal QR': 'Personal QR',
  Refund: 'Refund',
  Dispute: 'Dispute',
  'Dispute Refund': 'Dispute Refund',
} as const;

/** What the shares of a split link are. */
export const SPLIT_TYPE_LABELS = {
  normal: 'Percentage: each share is a percentage of the amount',
  absolute: 'Fixed Amount: each share is an amount in euros',
} as const;
export type SplitType = keyof typeof SPLIT_TYPE_LABELS;

/** What to do if a payment link exists already. */
export const IF_EXISTS_LABELS = {
  createAnother: 'Create Another: the payer may then pay twice',
  returnExisting: 'Return It: trying again creates no second link',
} as const;

/** The formats of a QR code's file. */
export const QR_FORMAT_LABELS = {
  png: 'PNG: for mails and documents',
  svg: 'SVG: for print, sharp at any size',
} as const;
export type QrFormat = keyof typeof QR_FORMAT_LABELS;

/** Which payment links. */
export const LINK_STATE_LABELS = {
  unused: 'Unused: waits for payment',
  used: 'Used: was paid',
} as const;
export type LinkState = keyof typeof LINK_STATE_LABELS;

/** The orders of a list. */
export const SORT_LABELS = {
  newest: 'Newest First',
  oldest: 'Oldest First',
  amountHighest: 'Highest Amount First',
  amountLowest: 'Lowest Amount First',
} as const;
export type Sort = keyof typeof SORT_LABELS;

/** The time ranges of a summary; the dashboard begins with the last 30 days. */
export const TIME_RANGE_LABELS = {
  today: 'Today',
  yesterday: 'Yesterday',
  last7Days: 'Last 7 Days',
  last30Days: 'Last 30 Days',
  thisMonth: 'This Month',
  lastMonth: 'Last Month',
  custom: 'Custom',
} as const;

/** What a summary can be broken down by. */
export const BREAKDOWN_LABELS = {
  byDay: 'By Day',
  byPaymentMethod: 'By Payment Method',
  byTransactionType: 'By Transaction Type',
} as const;
export type Breakdown = keyof typeof BREAKDOWN_LABELS;

/** The dashboard's Status of an entry. */
export const ENTRY_STATUS_LABELS = {
  success: 'Success: payments whose money is there',
  refunded: 'Refunded: refunds, and payments that SecPaid marks as refunded',
  disputed: 'Disputed: disputes, and payments that SecPaid marks as disputed',
} as const;
export type EntryStatus = keyof typeof ENTRY_STATUS_LABELS;

/** How payout_status reads, at the time of reading. */
export const PAYOUT_STATUS_LABELS = {
  pending: 'Pending: not paid out yet',
  inProgress: 'InProgress: in a pay-out that is on its way',
  approved: 'Approved: in a pay-out that was sent to the bank',
} as const;

/** What counts as new when a trigger starts for the first time. */
export const START_LABELS = {
  backfill: 'Backfill: first the entries of the last days, then new ones',
  now: 'Now: only new entries',
  eachPublish:
    'Now, at Each Publish: only entries after each publishing; what came in a pause starts nothing',
} as const;
