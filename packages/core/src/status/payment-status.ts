import type { PaymentLink } from '../entries/payment-link.ts';
import { flipped, flipsIn } from '../entries/flips.ts';
import type { PayIn, PayInKind } from '../entries/pay-in.ts';
import { type Decimal, decimalOf, minus, numberFrom, plus, ZERO } from '../summary/decimal.ts';

/** What became of a payment link. */
export type PaymentState =
  'unpaid' | 'paid' | 'partly_refunded' | 'refunded' | 'disputed' | 'dispute_won' | 'cancelled';

/** The state of a payment link and its money: amounts in euros, added exactly, 0 or more; null where unknown. */
export interface PaymentStatus {
  readonly pay_id: string;
  readonly status: PaymentState;
  readonly paid_amount: number | null;
  readonly refunded_amount: number | null;
  /** What disputes took and did not bring back. */
  readonly disputed_amount: number | null;
  /** The net amounts of all entries together; negative where fees outlast a refund. */
  readonly net_amount: number | null;
  readonly currency: 'EUR';
  readonly payment_count: number;
  readonly recipient_note: string | null;
  readonly paid_at: string | null;
  readonly refunded_at: string | null;
  readonly disputed_at: string | null;
}

const sumOf = (amounts: readonly number[]): Decimal => amounts.map(decimalOf).reduce(plus, ZERO);

/** Signs vary with the age of the documentation; the kind says which way the money went. */
const sizesOf = (entries: readonly PayIn[], kind: PayInKind): number[] =>
  entries.filter((entry) => entry.kind === kind).map(({ amount }) => Math.abs(amount));

function netOf(entries: readonly PayIn[]): number | null {
  const nets = entries.map(({ net_amount: net }) => net);
  return nets.every((net) => net !== null) ? numberFrom(sumOf(nets)) : null;
}

interface Money {
  readonly paid: number;
  readonly refunded: number;
  readonly disputed: number;
  readonly wasDisputed: boolean;
}

/** An open dispute weighs most, then a refund. Where nothing is left of the money, it is refunded. */
function stateOf({ paid, refunded, disputed, wasDisputed }: Money): PaymentState {
  if (disputed > 0) return 'disputed';
  if (refunded > 0) return refunded >= paid ? 'refunded' : 'partly_refunded';
  return wasDisputed ? 'dispute_won' : 'paid';
}

/**
 * The status of a link that has entries.
 * @param entries all of the link, final ones alone, newest first; at least one
 */
export function statusOfEntries(payId: string, entries: readonly PayIn[]): PaymentStatus {
  // A payment that turned refunded or disputed in place has no entry that says so, how much, or when.
  const all = [...entries, ...flipsIn(entries).map(({ payment, flip }) => flipped(payment, flip))];
  const payments = sizesOf(all, 'payment');
  const disputes = sizesOf(all, 'dispute');
  const won = sizesOf(all, 'dispute_refund');
  const money = {
    paid: numberFrom(sumOf(payments)),
    refunded: numberFrom(sumOf(sizesOf(all, 'refund'))),
    disputed: Math.max(0, numberFrom(plus(sumOf(disputes), minus(sumOf(won))))),
    wasDisputed: disputes.length + won.length > 0,
  };
  const newest = (kind: PayInKind): PayIn | undefined => entries.find((entry) => entry.kind === kind);
  return {
    pay_id: payId,
    status: stateOf(money),
    paid_amount: money.paid,
    refunded_amount: money.refunded,
    disputed_amount: money.disputed,
    net_amount: netOf(all),
    currency: 'EUR',
    payment_count: payments.length,
    recipient_note: (newest('payment') ?? entries[0])?.recipient_note ?? null,
    paid_at: newest('payment')?.created_at ?? null,
    refunded_at: newest('refund')?.created_at ?? null,
    disputed_at: newest('dispute')?.created_at ?? null,
  };
}

/** The status of a link without entries that SecPaid lists among the unused ones. */
export const statusOfUnused = (payId: string, link: PaymentLink): PaymentStatus => ({
  pay_id: payId,
  status: link.is_cancelled ? 'cancelled' : 'unpaid',
  paid_amount: 0,
  refunded_amount: 0,
  disputed_amount: 0,
  net_amount: 0,
  currency: 'EUR',
  payment_count: 0,
  recipient_note: link.recipient_note,
  paid_at: null,
  refunded_at: null,
  disputed_at: null,
});

/** The status of a link without entries that SecPaid lists among the used ones: of its money nothing is known. */
export const statusOfUsed = (payId: string, link: PaymentLink): PaymentStatus => ({
  ...statusOfUnused(payId, link),
  status: 'paid',
  paid_amount: null,
  refunded_amount: null,
  disputed_amount: null,
  net_amount: null,
  payment_count: 1,
  paid_at: link.paid_on,
});
