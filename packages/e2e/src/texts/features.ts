/** What people want to do, and which places of each platform do it. */
export interface Feature {
  readonly feature: string;
  readonly n8n: readonly string[];
  readonly zapier: readonly string[];
  /** Where one of them does not: why. */
  readonly why?: string;
}

/** Every place of both platforms is in one of these; the tests fail for one that is not. */
export const FEATURES: readonly Feature[] = [
  { feature: 'Start with a payment', n8n: ['secPaidTrigger.payment'], zapier: ['triggers.new_pay_in'] },
  {
    feature: 'Start with a refund',
    n8n: ['secPaidTrigger.refund'],
    zapier: ['triggers.new_refund', 'triggers.new_pay_in'],
  },
  {
    feature: 'Start with a dispute',
    n8n: ['secPaidTrigger.dispute'],
    zapier: ['triggers.new_dispute', 'triggers.new_pay_in'],
  },
  { feature: 'Start with a pay-out', n8n: ['secPaidTrigger.payout'], zapier: ['triggers.new_pay_out'] },
  {
    feature: 'Start when a pay-out is approved',
    n8n: ['secPaidTrigger.payOutApproved'],
    zapier: ['triggers.pay_out_approved'],
  },
  {
    feature: 'Start with an invoice of fees',
    n8n: ['secPaidTrigger.feeInvoice'],
    zapier: ['triggers.new_fee_invoice'],
  },
  {
    feature: 'Start within seconds',
    n8n: ['secPaidInstantTrigger'],
    zapier: [],
    why: 'SecPaid’s API cannot register an address to call, which an instant trigger of Zapier needs. [A Zap with Webhooks by Zapier](zapier.md#start-within-seconds) does it.',
  },
  { feature: 'Find entries', n8n: ['payIn.getMany', 'payIn.get'], zapier: ['searches.find_pay_in'] },
  {
    feature: 'Know whether a link is paid',
    n8n: ['payIn.getStatus'],
    zapier: ['searches.find_payment_status'],
  },
  { feature: 'Add up a time range', n8n: ['payIn.getSummary'], zapier: ['searches.get_summary'] },
  {
    feature: 'Export a time range to a file',
    n8n: ['payIn.export'],
    zapier: [],
    why: 'A run of a Zap ends after 30 seconds, too little to read a month of a busy account. New Pay-In writes a sheet row by row.',
  },
  {
    feature: 'List pay-outs',
    n8n: ['payOut.getMany'],
    zapier: [],
    why: 'A Zap works with one entry at a time: New Pay-Out brings each, and Find Pay-Out finds one.',
  },
  {
    feature: 'See which payments are in a pay-out',
    n8n: ['payOut.getPayments'],
    zapier: ['searches.find_pay_out'],
  },
  {
    feature: 'Find invoices of fees',
    n8n: ['feeInvoice.getMany'],
    zapier: ['searches.find_fee_invoice'],
  },
  {
    feature: 'Make a payment link',
    n8n: ['paymentLink.create'],
    zapier: ['creates.create_payment_link'],
  },
  {
    feature: 'Make a payment link unless there is one (n8n: If One Exists)',
    n8n: ['paymentLink.create'],
    zapier: ['searchOrCreates.find_payment_link'],
  },
  {
    feature: 'Find payment links',
    n8n: ['paymentLink.get', 'paymentLink.getMany'],
    zapier: ['searches.find_payment_link'],
  },
  {
    feature: 'Get the QR code of a payment link as a file',
    n8n: ['paymentLink.getQrCode'],
    zapier: ['creates.create_payment_link', 'searches.find_payment_link'],
  },
  {
    feature: 'Delete a payment link',
    n8n: ['paymentLink.delete'],
    zapier: ['creates.delete_payment_link'],
  },
];

const HUNDRED = 'A search of Zapier gives up to 100 results.';
const RESULT = 'In a Zap, Filter by Zapier checks the fields of the result.';
const DAYS = 'Find Pay-In has Date and Last Days.';
const READS = 'Only the SecPaid Instant Trigger can read encrypted calls.';
const STARTS = 'Zapier keeps the IDs itself: what is there when a Zap is turned on starts nothing.';

/** Fields that one platform alone has, by the name in n8n: why. Every such field is here; the tests fail for one that is not. */
export const FIELDS: Readonly<Record<string, string>> = {
  baseUrl: 'Zapier’s servers cannot reach an address on your machine.',
  accountName: 'In n8n a credential has a name that you can change.',
  isEncryption: READS,
  encryptionKey: READS,
  returnAll: HUNDRED,
  limit: HUNDRED,
  timeRange: DAYS,
  startDate: DAYS,
  endDate: DAYS,
  paymentMethod: RESULT,
  transactionType: RESULT,
  status: RESULT,
  payoutStatus: RESULT,
  sort: 'A Zap goes on with the first result, so it is always the newest.',
  simplify: 'In a Zap you pick the fields that you need.',
  ifExists: 'In Zapier this is Find or Create Payment Link.',
  isQrLink: 'Every link has a QR code without it.',
  exactNote: 'In n8n, Create has If One Exists.',
  amount: 'In n8n, Create has If One Exists.',
  linkId: 'In n8n this is Get.',
  startFrom: STARTS,
  backfillDays: STARTS,
  maxItems: 'Zapier itself holds more than 100 new entries of one poll.',
  rawOutput: 'Zapier wants the same fields in every answer.',
};

/** What holds or explains other fields, and says nothing by itself. */
export const FRAMES: ReadonlySet<string> = new Set([
  '',
  'hint',
  'probed',
  'resource',
  'filters',
  'options',
  'additionalFields',
  'newNotice',
  'createNotice',
]);
