import { toCents, toWire } from '../values/money.ts';
import { owner, type PayInRow } from './row.ts';
import type { Split } from './split.ts';

/** What a payment link is made with; the fields of createLink in our own words. */
export interface LinkInput {
  /** In cents, above zero. */
  readonly amount: number;
  readonly note: string;
  readonly callbackUrl: string;
  /** URLs, or zero-based indices of the account's, separated by commas; '' for the account's own. */
  readonly paymentEndpoint: string;
  readonly cancellable: boolean;
  readonly bankTransfer: boolean;
  readonly isQrLink: boolean;
  readonly statement: string;
  /** 32 characters, if what is sent to the Payment Endpoint is to be encrypted with a key of the link's own. */
  readonly encryptionKey: string | undefined;
  /** Who shares the payment, if others do. */
  readonly split?: Split | undefined;
}

/** A payment link that waits to be paid. Once it is paid, its payment tells the rest. */
export interface PaymentLink extends LinkInput {
  readonly id: string;
  /** Berlin's wall clock. */
  readonly createdAt: string;
  readonly cancelled: boolean;
}

/** How an answer looks: as SecPaid's API pages show it, or as its older page of paths does. */
export type AnswerForm = 'current' | 'older';

/** Where a link is paid. Its link_id is the number in base64, as documented ("Payment Links"). */
function payLink(id: string, origin: string): string {
  return `${origin}/payment?link_id=${Buffer.from(id).toString('base64')}`;
}

/** The recipients of a split link, as JSON in a text. */
const recipientsOf = ({ split }: PaymentLink): string | null =>
  split === undefined ? null : JSON.stringify(split.recipients);

/** The address of the link's QR code, with a service that SecPaid uses; nothing here asks it. */
function qrImage(link: string): string {
  return `https://quickchart.io/chart?chl=${link}&chs=300x300&cht=qr`;
}

/** The answer's data of createLink; `paymentEndpoint` are the addresses that will be called. */
export function createdLink(link: PaymentLink, origin: string, paymentEndpoint: string, form: AnswerForm) {
  const url = payLink(link.id, origin);
  const head = {
    is_cancellation: link.cancellable ? 'Yes' : 'No',
    user_id: owner.user,
    amount: form === 'older' ? toWire(link.amount) : link.amount / 100,
    recipient_note: link.note,
    status: 'Unused',
    paymentEndpoint,
    callback_url: link.callbackUrl,
    servicefee: form === 'older' ? '1.5' : '1.0',
    recipients: recipientsOf(link),
    is_split_link: String(link.split !== undefined),
    split_type: link.split?.type ?? 'normal',
    bank_transfer: String(link.bankTransfer),
    is_qr_link: String(link.isQrLink),
    payment_config: '',
    bank_statement_description: link.statement,
    created_at: link.createdAt,
  };
  const tail = { pay_link: url, qr_img: qrImage(url) };
  return form === 'older'
    ? { linktopay_id: Number(link.id), ...head, transaction_type: link.split ? 'Split' : 'Basic', ...tail }
    : { ...head, id: Number(link.id), ...tail };
}

/** A row of getMyUnusedLinks. */
export function unusedLinkRow(link: PaymentLink, origin: string) {
  const url = payLink(link.id, origin);
  return {
    linktopay_id: link.id,
    user_id: owner.user,
    recipient_note: link.note,
    amount: toWire(link.amount),
    is_cancelled: link.cancelled ? 'Yes' : 'No',
    recipients: recipientsOf(link),
    is_split_link: String(link.split !== undefined),
    pay_link: url,
    qr_img: qrImage(url),
    transaction_type: link.split ? 'Split' : 'Basic',
  };
}

/** A row of getMyUsedLinks, from the payment that used the link. */
export function usedLinkRow(payment: PayInRow) {
  const split = payment.is_split_link === 'true';
  return {
    linktopay_id: payment.pay_id,
    user_id: payment.user_id,
    recipient_note: payment.recipient_note,
    amount: toWire(toCents(payment.amount)),
    is_cancelled: 'No',
    recipients: split ? '[{"token":"another-recipient","share":1}]' : null,
    is_split_link: payment.is_split_link,
    paid_on: payment.created_at,
    transaction_type: split ? 'Split' : 'Basic',
  };
}
