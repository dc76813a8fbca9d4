import { InputError } from './input-error.ts';
import { noFees, paymentFees, refundFees, toCents, toPositiveCents, toWire, type Money } from './money.ts';
import { buildRow, type PayInRow, type RowOverrides } from './row.ts';

/** A payment; wire fields that are not named here may be given as they should travel. */
export interface PaymentInput extends RowOverrides {
  readonly amount: Money;
  readonly note?: string | undefined;
  /** An old link's id; without one a new link is made. */
  readonly payId?: number | string | undefined;
  /** Berlin's wall clock, "YYYY-MM-DD HH:MM:SS"; without one, now. */
  readonly at?: string | undefined;
  readonly paymentMethod?: string | null | undefined;
  readonly transactionType?: string | undefined;
  /** Fields that the documentation does not know. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined;
}

/** A row that takes money back, or brings it back again; without an amount, all of it. */
export interface CounterInput {
  readonly amount?: Money | undefined;
  readonly at?: string | undefined;
  /** Whether it is a row of its own, or changes the payment's in place, or both. Default row. */
  readonly as?: CounterForm | undefined;
}

export const counterForms = ['row', 'in-place', 'both'] as const;

/** How the list tells of a refund or dispute. The documentation knows both. */
export type CounterForm = (typeof counterForms)[number];

/** What a payment's row becomes where it tells of what happened to it. */
export const inPlace = {
  refund: { is_refund: 'true', status: 'Refunded' },
  dispute: { is_dispute: 'true', status: 'Disputed' },
  disputeRefund: { is_dispute: 'false', status: 'Success' },
} as const;

/** The rows that answer an earlier one: what each is called, its sign and what it costs. */
const counterKinds = {
  refund: { transactionType: 'Refund', sign: -1, fees: refundFees },
  dispute: { transactionType: 'Dispute', sign: -1, fees: noFees },
  disputeRefund: { transactionType: 'Dispute Refund', sign: 1, fees: noFees },
} as const;

/** The name of a row that answers an earlier one. */
export type CounterKind = keyof typeof counterKinds;

/** Whether money came in with a row, other than back from a dispute. */
export function isPayment(row: PayInRow): boolean {
  return !row.amount.startsWith('-') && row.transaction_type !== counterKinds.disputeRefund.transactionType;
}

/** Whether a payment is disputed in its own row. */
export function isDisputedPayment(row: PayInRow): boolean {
  return isPayment(row) && row.is_dispute === 'true';
}

/** Whether a row's money is or was there: not so while it is pending, or once it failed. */
export function isFinal(row: PayInRow): boolean {
  return !['Pending', 'Failed', 'Cancelled'].includes(row.status);
}

/** Whether a row is a dispute that may still be won. */
export function isDispute(row: PayInRow): boolean {
  return row.transaction_type === counterKinds.dispute.transactionType;
}

/** The row of a payment whose link and time are settled. */
export function paymentRow(input: PaymentInput & { readonly payId: string; readonly at: string }): PayInRow {
  const {
    payId,
    at,
    amount,
    note,
    paymentMethod = null,
    transactionType = 'Basic',
    extra,
    ...overrides
  } = input;
  const cents = toPositiveCents(amount);
  const facts = {
    payId,
    at,
    amount: cents,
    fees: paymentFees(cents, paymentMethod),
    note: note ?? `Order ${payId}`,
    paymentMethod,
    transactionType,
  };
  const row = buildRow(facts, overrides);
  return extra ? { ...extra, ...row } : row;
}

/** The row of a refund, dispute or dispute refund, under the pay_id of the row that it answers. */
export function counterRow(kind: CounterKind, original: PayInRow, at: string, amount?: Money): PayInRow {
  const { transactionType, sign, fees } = counterKinds[kind];
  const whole = Math.abs(toCents(original.amount));
  const cents = amount === undefined ? whole : toPositiveCents(amount);
  if (cents > whole) {
    throw new InputError(`"${amount ?? ''}" is more than there is: expected at most ${toWire(whole)}`);
  }
  const facts = {
    payId: original.pay_id,
    at,
    amount: sign * cents,
    fees: fees(cents),
    note: original.recipient_note,
    // The dashboard shows N/A here.
    paymentMethod: null,
    transactionType,
  };
  return buildRow(facts, { is_split_link: original.is_split_link });
}
