/** What a person is asked for: the label is also what an error calls it. */
export interface Input {
  readonly label: string;
  /** One sentence without its full stop: platforms differ in it. */
  readonly help: string;
  readonly example?: string;
}

/** Where people sign in; each environment has accounts and tokens of its own. */
export const DASHBOARDS = {
  production: 'https://app.secpaid.com',
  development: 'https://app.dev.secpaid.com',
} as const;

/** How payment_method reads (Response Fields; PayPal stands in the dashboard only). */
export const PAYMENT_METHODS = ['card', 'Bank Transfer', 'PayPal'] as const;

/** How transaction_type reads (Response Fields, and the other pages of the documentation). */
export const TRANSACTION_TYPES = [
  'Basic',
  'Split',
  'Personal QR',
  'Refund',
  'Dispute',
  'Dispute Refund',
] as const;

/** The words of the forms, the same on every platform. */
export const INPUTS = {
  apiToken: {
    label: 'API Token',
    help: 'It gives full access to the account, so treat it like a password',
  },
  environment: { label: 'Environment', help: 'Each environment has its own API token' },
  events: { label: 'Events', help: 'What starts the workflow' },
  minAmount: {
    label: 'Minimum Amount',
    help: 'In euros; smaller entries are left out, and the minus sign of refunds and disputes does not count',
    example: '49.99',
  },
  maxAmount: {
    label: 'Maximum Amount',
    help: 'In euros; larger entries are left out, and the minus sign of refunds and disputes does not count',
    example: '500',
  },
  noteContains: {
    label: 'Note Contains',
    help: 'Part of the note of the payment link; upper and lower case are the same',
    example: 'Order',
  },
  paymentMethod: { label: 'Payment Method', help: 'Only entries that were paid this way' },
  transactionType: { label: 'Transaction Type', help: 'Only entries that SecPaid calls this' },
  payId: {
    label: 'Pay ID',
    help: 'The ID of the payment link, as SecPaid shows it beside each payment',
    example: '99296',
  },
  search: { label: 'Search', help: 'Part of the note of the payment link', example: 'Order 1042' },
  date: {
    label: 'Date',
    help: 'One day, written YYYY-MM-DD, in the time zone of SecPaid (Europe/Berlin)',
    example: '2026-05-20',
  },
  lastDays: {
    label: 'Last Days',
    help: 'Only entries of the last N days; 0 sets no bound',
    example: '30',
  },
  kinds: { label: 'Kinds', help: 'The kinds of entries; all of them if none is chosen' },
  sort: {
    label: 'Sort',
    help: 'Which entries come first; any order but the newest first reads all entries that match, even where few are returned, so narrow a long list by Last Days or Date',
  },
  simplify: {
    label: 'Simplify',
    help: 'Whether to return a simplified version of the response instead of the raw data',
  },
  timeRange: {
    label: 'Time Range',
    help: 'Whole days in the time zone of SecPaid (Europe/Berlin); the last 7 or 30 days include today',
  },
  startDate: {
    label: 'Start Date',
    help: 'The first day, written YYYY-MM-DD, in the time zone of SecPaid (Europe/Berlin)',
    example: '2026-05-01',
  },
  endDate: {
    label: 'End Date',
    help: 'The last day, which counts too, written YYYY-MM-DD, in the time zone of SecPaid (Europe/Berlin)',
    example: '2026-05-31',
  },
  breakdowns: {
    label: 'Breakdowns',
    help: 'What to give the figures by as well: each day of the range, also one without entries, or each payment method, for payments alone',
  },
  amount: { label: 'Amount', help: 'In euros, with at most two decimals', example: '49.99' },
  recipientNote: {
    label: 'Note',
    help: 'What the payment is for, such as an order or invoice number; the payment carries it, so a workflow finds the order by it',
    example: 'Order 1042',
  },
  callbackUrl: {
    label: 'Callback URL',
    help: 'Where the payer’s browser goes after the payment: an address, or the index of one in the SecPaid settings; SecPaid’s own page if empty',
    example: 'https://shop.example.com/thank-you',
  },
  paymentEndpoint: {
    label: 'Payment Endpoint',
    help: 'Where SecPaid reports the payment of this link: an address, the index of one in the SecPaid settings, or several of both separated by commas; those of the settings if empty',
    example: 'https://shop.example.com/secpaid',
  },
  cancellable: { label: 'Cancellable', help: 'Whether the payer can cancel the payment' },
  bankTransfer: { label: 'Bank Transfer', help: 'Whether the payer can pay by bank transfer too' },
  bankStatementDescription: {
    label: 'Bank Statement Description',
    help: 'What the payer reads on the bank statement',
    example: 'Example Shop',
  },
  isQrLink: { label: 'QR Link', help: 'Whether SecPaid marks the link as one for a QR code' },
  isEncryption: {
    label: 'Encrypted',
    help: 'Whether SecPaid encrypts what it reports to the payment endpoint',
  },
  encryptionKey: {
    label: 'Encryption Key',
    help: 'The key to encrypt with, 32 characters; keep it secret',
  },
  linkId: {
    label: 'Link ID',
    help: 'The ID of the payment link, as it was given when the link was created',
    example: '99290',
  },
  linkSearch: { label: 'Search', help: 'Part of the note of the payment link', example: 'Order 1042' },
  linkState: {
    label: 'Status',
    help: 'Links that wait for payment, or links that were paid; both if none is chosen',
  },
  payOutSearch: {
    label: 'Search',
    help: 'Part of the transaction ID of the pay-out',
    example: '20260512-po-tYlGbn74wT',
  },
} as const satisfies Record<string, Input>;
