import {
  BREAKDOWN_LABELS,
  ENTRY_STATUS_LABELS,
  EVENT_LABELS,
  IF_EXISTS_LABELS,
  KIND_LABELS,
  LINK_STATE_LABELS,
  PAYMENT_METHOD_LABELS,
  PAYOUT_STATUS_LABELS,
  SORT_LABELS,
  SPLIT_TYPE_LABELS,
  START_LABELS,
  TIME_RANGE_LABELS,
  TRANSACTION_TYPE_LABELS,
} from './labels.ts';

/** How what was entered is read (read-value.ts); `id` is digits, `link` an ID or an address that holds it, `whole` a whole number, `flag` true or false. */
export type Kind = 'text' | 'id' | 'link' | 'whole' | 'amount' | 'day' | 'month' | 'flag';

/** What a person is asked for: the label is also what an error calls it. */
export interface Input {
  readonly label: string;
  /** One sentence without its full stop: platforms differ in it. */
  readonly help: string;
  readonly example?: string;
}

/** How an input is read, by its kind. */
export interface TypedInput {
  readonly label: string;
  readonly kind: Kind;
  /** What an error says that it must be. */
  readonly expected: string;
}

/** An input to choose one or more of a fixed list. */
export interface ChoiceInput<T extends string = string> extends Input {
  readonly choices: Readonly<Record<T, string>>;
}

const TEXT = { kind: 'text', expected: 'a text' } as const;
const FLAG = { kind: 'flag', expected: 'true or false' } as const;
const EUROS = {
  kind: 'amount',
  expected: 'an amount in euros, such as 20 or 49.99',
} as const;
const BOUND = { kind: 'amount', expected: 'an amount in euros, 0 or more, such as 20 or 49.99' } as const;
const DAY = { kind: 'day', expected: 'a real day written YYYY-MM-DD, such as 2026-05-20' } as const;
/** SecPaid's own maximum of a list (getPayInTransactions, Body Parameters). */
const A_PAGE = { kind: 'whole', expected: 'a whole number from 1 to 1000' } as const;

/** Where people sign in; each environment has accounts and tokens of its own. */
export const DASHBOARDS = {
  production: 'https://app.secpaid.com',
  development: 'https://app.dev.secpaid.com',
} as const;

/** What each kind of field takes, for whoever wonders. */
export const INPUTS_DOCUMENTATION = 'https://github.com/secpaid/secpaid-connectors/blob/main/docs/inputs.md';

/** Whether what a field takes needs more words than its help has. */
export const hasManySpellings = (input: Input): boolean =>
  'kind' in input && (input.kind === 'amount' || input.kind === 'day');

/** The words of the forms, the same on every platform. */
export const INPUTS = {
  apiToken: {
    ...TEXT,
    label: 'API Token',
    help: 'It gives full access to the account, so treat it like a password',
  },
  environment: { label: 'Environment', help: 'Each environment has its own API token' },
  accountName: {
    ...TEXT,
    label: 'Account Name',
    help: 'What to call this connection, so that several accounts can be told apart; SecPaid does not need it',
    example: 'Shop Berlin',
  },
  events: { choices: EVENT_LABELS, label: 'Events', help: 'What starts the workflow' },
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
  amount: { ...EUROS, label: 'Amount', help: 'In euros, with at most two decimals', example: '49.99' },
  recipientNote: {
    ...TEXT,
    label: 'Note',
    help: 'What the payment is for, such as an order or invoice number; the payment carries it, so a workflow finds the order by it',
    example: 'Order 1042',
  },
  callbackUrl: {
    kind: 'text',
    expected:
      'an address that starts with https://, an index such as 0, or several of both separated by commas',
    label: 'Callback URL',
    help: 'Where the payer’s browser goes after the payment: an address, the index of an address in the SecPaid settings, or several of them separated by commas; SecPaid’s page if empty',
    example: 'https://shop.example.com/thank-you',
  },
  paymentEndpoint: {
    kind: 'text',
    expected: 'addresses that start with https://, or indexes such as 0, separated by commas',
    label: 'Payment Endpoint',
    help: 'Where SecPaid reports the payment of this link: an address, the index of an address in the SecPaid settings, or several of them separated by commas; the addresses in the settings if empty',
    example: 'https://shop.example.com/secpaid',
  },
  cancellable: { ...FLAG, label: 'Cancellable', help: 'Whether the payer can cancel the payment' },
  bankTransfer: { ...FLAG, label: 'Bank Transfer', help: 'Whether the payer can pay by bank transfer too' },
  bankStatementDescription: {
    ...TEXT,
    label: 'Bank Statement Description',
    help: 'What the payer reads on the bank statement',
    example: 'Example Shop',
  },
  isQrLink: { ...FLAG, label: 'QR Link', help: 'Whether SecPaid marks the link as one for a QR code' },
  isEncryption: {
    ...FLAG,
    label: 'Encrypted',
    help: 'Whether SecPaid encrypts its calls to the payment endpoint, with the Encryption Key of the credential',
  },
  encryptionKey: {
    ...TEXT,
    label: 'Encryption Key',
    help: 'The key to encrypt with, 32 characters; keep it secret',
  },
  recipients: {
    label: 'Recipients',
    help: 'Who shares the payment; you keep the rest',
  },
  recipientToken: {
    ...TEXT,
    label: 'Recipient Token',
    help: 'The Recipient Token of the recipient’s own SecPaid settings; never an API token',
    example: 'testuser-a',
  },
  share: {
    kind: 'amount',
    expected: 'a number above 0, such as 30 or 12.50',
    label: 'Share',
    help: 'What the recipient gets: a percentage, or euros if Split Type is Fixed Amount',
    example: '30',
  },
  splitType: {
    choices: SPLIT_TYPE_LABELS,
    label: 'Split Type',
    help: 'What the shares of the recipients are',
  },
  linkId: {
    kind: 'link',
    expected: 'the ID of a payment link, such as 99290, or its address',
    label: 'Link ID',
    help: 'The ID of the payment link, its address, or the code at the end of the address',
    example: '99290',
  },
  linkSearch: {
    ...TEXT,
    label: 'Search',
    help: 'Part of the note of the payment link',
    example: 'Order 1042',
  },
  exactNote: {
    ...TEXT,
    label: 'Exact Note',
    help: 'The whole note; finds links that wait for payment, unless Status says otherwise',
    example: 'Order 1042',
  },
  exactAmount: {
    ...EUROS,
    label: 'Amount',
    help: 'Only links of exactly this amount, in euros',
    example: '49.99',
  },
  ifExists: {
    choices: IF_EXISTS_LABELS,
    label: 'If One Exists',
    help: 'What to do if a link with exactly this note and amount waits for payment already',
  },
  linkState: {
    choices: LINK_STATE_LABELS,
    label: 'Status',
    help: 'Links that wait for payment, or links that were paid; leave empty for both',
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
  // n8n asks for a description in words of its own for these two.
  returnAll: { ...FLAG, label: 'Return All' },
  limit: { ...A_PAGE, label: 'Limit' },
  startFrom: {
    label: 'Start From',
    help: 'What counts as new when the trigger starts for the first time',
    choices: START_LABELS,
  },
  backfillDays: {
    kind: 'whole',
    expected: 'a whole number from 1 to 365',
    label: 'Backfill Days',
    help: 'How many past days start the workflow too, 1 to 365',
  },
  maxItems: {
    ...A_PAGE,
    label: 'Max Items',
    help: 'The most entries in one execution; the rest follow with the next polls',
  },
  rawOutput: {
    ...FLAG,
    label: 'Raw Output',
    help: 'Whether to return the entries as SecPaid sends them, plus an ID',
  },
} as const satisfies Record<string, Input | TypedInput | (Input & TypedInput) | ChoiceInput>;
