import { type AnyInput, EUROS, FLAG, TEXT } from './input.ts';
import { IF_EXISTS_LABELS, LINK_STATE_LABELS, QR_FORMAT_LABELS, SPLIT_TYPE_LABELS } from './labels.ts';

/** What the making, finding and deleting of payment links is asked for. */
export const LINK_INPUTS = {
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
  qrFormat: {
    choices: QR_FORMAT_LABELS,
    label: 'Format',
    help: 'The format of the file with the QR code',
  },
} as const satisfies Record<string, AnyInput>;
