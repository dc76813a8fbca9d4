import { SecPaidError } from '../errors.ts';
import { type AmountTexts, amountTexts, type DateTexts, dateTexts } from './mail-texts.ts';
import { isoWithOffset, parseWallClock, type WallClock } from './server-time.ts';
import { decimal, flag, isRecord, text, withExtras, fitForItems } from './wire.ts';

/**
 * A payment link, in one shape whether it was just made (createLink) or listed (getMyUnusedLinks, getMyUsedLinks).
 * Every key is always there, null where SecPaid does not say.
 */
export interface PaymentLink extends AmountTexts, DateTexts {
  /** Some pages of the documentation call it id, some linktopay_id. Its payments carry it as pay_id. */
  readonly id: string;
  readonly pay_link: string | null;
  readonly qr_img: string | null;
  readonly amount: number | null;
  readonly currency: string;
  readonly recipient_note: string | null;
  readonly status: string | null;
  readonly is_cancelled: boolean;
  readonly is_split_link: boolean;
  readonly transaction_type: string | null;
  readonly callback_url: string | null;
  /** The API's paymentEndpoint, called as createLink's input. */
  readonly payment_endpoint: string | null;
  /** The API's servicefee, or service_fee on older pages. */
  readonly service_fee: number | null;
  readonly created_at: string | null;
  readonly paid_on: string | null;
  readonly user_id: string | null;
}

const iso = (wall: WallClock | undefined): string | null => (wall === undefined ? null : isoWithOffset(wall));

/**
 * Reads one link.
 * @param status what the endpoint says of all its links; a list's rows do not carry it
 * @throws SecPaidError `unexpected-answer` where it has no id
 */
export function toPaymentLink(data: unknown, where: string, status: 'Unused' | 'Used'): PaymentLink {
  const { linktopay_id, paymentEndpoint, servicefee, ...raw } = fitForItems(isRecord(data) ? data : {});
  const id = text(raw['id']) ?? text(linktopay_id);
  if (!id) {
    throw new SecPaidError('unexpected-answer', {
      what: 'SecPaid sent a payment link without its ID.',
      next: 'Try again later. If this keeps happening, tell SecPaid’s support.',
      where,
    });
  }
  const type = text(raw['transaction_type']);
  const amount = decimal(raw['amount']);
  const currency = text(raw['currency']) ?? 'EUR';
  const createdAt = parseWallClock(raw['created_at']);
  const paidOn = parseWallClock(raw['paid_on']);
  const entry = {
    id,
    pay_link: text(raw['pay_link']),
    qr_img: text(raw['qr_img']),
    amount,
    currency,
    ...amountTexts(amount, currency),
    recipient_note: text(raw['recipient_note']),
    status: text(raw['status']) ?? status,
    is_cancelled: flag(raw['is_cancelled']) ?? false,
    is_split_link: flag(raw['is_split_link']) ?? type?.toLowerCase() === 'split',
    transaction_type: type,
    callback_url: text(raw['callback_url']),
    payment_endpoint: text(paymentEndpoint) ?? text(raw['payment_endpoint']),
    service_fee: decimal(servicefee ?? raw['service_fee']),
    created_at: iso(createdAt),
    paid_on: iso(paidOn),
    ...dateTexts(paidOn ?? createdAt),
    user_id: text(raw['user_id']),
  };
  return withExtras(entry, raw);
}
