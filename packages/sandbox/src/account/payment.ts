import { paymentFees, toPositiveCents, type Money } from '../values/money.ts';
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

/** Whether money came in with a row, other than back from a dispute. */
export function isPayment(row: PayInRow): boolean {
  return !row.amount.startsWith('-') && row.transaction_type !== 'Dispute Refund';
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
  return row.transaction_type === 'Dispute';
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
