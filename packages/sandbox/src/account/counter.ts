import { InputError } from '../values/input-error.ts';
import type { Ledger } from './ledger.ts';
import { noFees, refundFees, toCents, toPositiveCents, toWire, type Money } from '../values/money.ts';
import { isDispute, isDisputedPayment, isPayment } from './payment.ts';
import { buildRow, type PayInRow } from './row.ts';
import { selects } from './selector.ts';
import type { Held } from './timeline.ts';

/** A row that takes money back, or brings it back again; without an amount, all of it. */
export interface CounterInput {
  readonly amount?: Money | undefined;
  readonly at?: string | undefined;
  /** Which payment (or dispute) of the link, by its date and amount; without it, the newest. */
  readonly of?: { readonly at?: string | undefined; readonly amount?: Money | undefined } | undefined;
  /** Whether it is a separate row, or changes the payment's in place, or both. Default row. */
  readonly as?: CounterForm | undefined;
}

export const counterForms = ['row', 'in-place', 'both'] as const;

/** How the list reports a refund or dispute. The documentation has both. */
type CounterForm = (typeof counterForms)[number];

/** A payment's row after a refund or dispute in place. */
const inPlace = {
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

/**
 * Enters a refund, dispute or dispute refund of the newest payment (or dispute) of a link, at a checked wall clock.
 * Gives the separate row, or the changed one if there is no other.
 */
export function enterCounter(
  ledger: Ledger,
  kind: CounterKind,
  payId: string,
  input: CounterInput,
  at: string,
): PayInRow {
  const { amount, as = 'row' } = input;
  const held = answered(ledger, kind, payId, input);
  const original = held.row;
  const change = (): PayInRow[] =>
    ledger.replace(
      (row) => row === original,
      (row) => ({ ...row, ...inPlace[kind] }),
    );
  if (as === 'in-place') {
    if ((input.at ?? amount) === undefined) return change()[0] ?? original;
    throw new InputError('a payment that changes in place keeps its date and amount: expected neither');
  }
  // The row comes first: if its input does not fit, nothing has changed.
  const row = counterRow(kind, original, at, amount);
  if (as === 'both') change();
  return ledger.add(row, held.answers ?? held);
}

/** The row that is answered: a payment, or for money that comes back a dispute, be it a row or a payment's flag. */
function answered(ledger: Ledger, kind: CounterKind, payId: string, { as = 'row', of }: CounterInput): Held {
  const won = kind === 'disputeRefund';
  const isMeant = of ? selects({ payId, ...of }) : () => true;
  const isOfKind = !won ? isPayment : as === 'row' ? isDispute : isDisputedPayment;
  // Of several payments alike, one that nothing has answered yet.
  const found =
    (of &&
      !won &&
      ledger.newest(payId, (row, one) => isOfKind(row) && isMeant(row) && !ledger.isAnswered(one))) ??
    ledger.newest(payId, (row) => isOfKind(row) && isMeant(row));
  if (found) return found;
  const what = won ? 'dispute' : 'payment';
  throw new InputError(`there is no ${what} with pay_id "${payId}": expected the pay_id of one in the list`);
}

/** The row of a refund, dispute or dispute refund, under the pay_id of the row that it answers. */
function counterRow(kind: CounterKind, original: PayInRow, at: string, amount?: Money): PayInRow {
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
