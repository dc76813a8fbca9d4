import { centsEach, type Decimal, decimalOf, minus, numberFrom, plus, ZERO } from './decimal.ts';
import { fold } from '../forms/fold.ts';
import type { PayIn, PayInKind } from '../entries/pay-in.ts';

/**
 * The figures of payments alone. Money is in euros, added exactly; null where SecPaid left a value out that belongs
 * into it (older documentation shows such rows), since a sum without it would be wrong, and look right.
 */
export interface PaymentFigures {
  /** "Cumulative revenue across all transactions" (Dashboard): what payers paid, before fees and refunds. */
  readonly total_revenue: number | null;
  /** What is left of the payments after the fees: their net_amount. */
  readonly net_revenue: number | null;
  /** Both fees of the payments: total_revenue − payment_fees + net_difference = net_revenue. */
  readonly payment_fees: number | null;
  /** 0 as a rule; a documented sample row's net_amount is not its amount minus its fees. */
  readonly net_difference: number | null;
  /** "Number of completed transactions": the payments; a refund or dispute is none. */
  readonly total_transactions: number;
  /** Revenue by transaction, in whole cents; null where there is none. */
  readonly average_transaction: number | null;
  /** "Funds awaiting payout or processing": the net amount of what is Pending or InProgress when read. */
  readonly pending_amount: number | null;
  /** "Scheduled for payout": unstated how an entry shows it, so the net amount of what is InProgress when read. */
  readonly expected_payout: number | null;
  /** What SecPaid keeps: its fees minus those that came back. */
  readonly service_fees: number | null;
  /** What the payment provider keeps: its fees minus those that came back. */
  readonly service_fees_psp: number | null;
}

/** The figures of all entries; payouts and fees are those of refunds and disputes, too. */
export interface Figures extends PaymentFigures {
  readonly refund_count: number;
  /** Negative, as the entries are. */
  readonly refund_amount: number | null;
  readonly dispute_count: number;
  /** Negative, as the entries are. */
  readonly dispute_amount: number | null;
  readonly dispute_refund_count: number;
  /** Disputes that were paid back; positive. */
  readonly dispute_refund_amount: number | null;
  /** Fees that came back with refunds and disputes; negative where those cost more. */
  readonly fees_returned: number | null;
  /** payment_fees − fees_returned, and service_fees + service_fees_psp. */
  readonly fees_kept: number | null;
  /** The net amounts of all entries together. */
  readonly balance: number | null;
  /** 0 as a rule: revenue, refunds, disputes and what was paid back − fees_kept + balance_difference = balance. */
  readonly balance_difference: number | null;
}

type Value = number | null;
type Total = Decimal | null;

const valueOf = (total: Total): Value => (total === null ? null : numberFrom(total));
const sumOf = (...totals: readonly Total[]): Total =>
  totals.reduce((sum, total) => (sum === null || total === null ? null : plus(sum, total)), ZERO);
const negative = (total: Total): Total => (total === null ? null : minus(total));

class Sum {
  total: Total = ZERO;

  add(value: Value): void {
    this.total = sumOf(this.total, value === null ? null : decimalOf(value));
  }

  get value(): Value {
    return valueOf(this.total);
  }

  each(count: number): Value {
    return this.total === null || count === 0 ? null : numberFrom(centsEach(this.total, count));
  }
}

/** What is left to explain of a net amount, after amounts and fees. */
const difference = (net: Sum, amounts: readonly Sum[], fees: readonly Sum[]): Total =>
  sumOf(net.total, ...amounts.map(({ total }) => negative(total)), ...fees.map(({ total }) => total));

const sums = () => ({ count: 0, amount: new Sum(), net: new Sum(), fees: new Sum() });

/** Adds entries up, one by one, and keeps none of them. */
export class Tally {
  readonly #kinds: Record<PayInKind, ReturnType<typeof sums>> = {
    payment: sums(),
    refund: sums(),
    dispute: sums(),
    dispute_refund: sums(),
  };
  readonly #net = new Sum();
  readonly #pending = new Sum();
  readonly #scheduled = new Sum();
  readonly #fees = new Sum();
  readonly #feesPsp = new Sum();

  add({ kind, amount, net_amount, service_fee, service_fee_psp, payout_status }: PayIn): void {
    const ofKind = this.#kinds[kind];
    ofKind.count++;
    ofKind.amount.add(amount);
    ofKind.net.add(net_amount);
    ofKind.fees.add(service_fee);
    ofKind.fees.add(service_fee_psp);
    this.#net.add(net_amount);
    this.#fees.add(service_fee);
    this.#feesPsp.add(service_fee_psp);
    const payout = fold(payout_status ?? '');
    if (payout === 'pending' || payout === 'inprogress') this.#pending.add(net_amount);
    if (payout === 'inprogress') this.#scheduled.add(net_amount);
  }

  get paymentFigures(): PaymentFigures {
    const { count, amount, net, fees } = this.#kinds.payment;
    return {
      total_revenue: amount.value,
      net_revenue: net.value,
      payment_fees: fees.value,
      net_difference: valueOf(difference(net, [amount], [fees])),
      total_transactions: count,
      average_transaction: amount.each(count),
      pending_amount: this.#pending.value,
      expected_payout: this.#scheduled.value,
      service_fees: this.#fees.value,
      service_fees_psp: this.#feesPsp.value,
    };
  }

  get figures(): Figures {
    const { payment, refund, dispute, dispute_refund: back } = this.#kinds;
    const amounts = [payment.amount, refund.amount, dispute.amount, back.amount];
    return {
      ...this.paymentFigures,
      refund_count: refund.count,
      refund_amount: refund.amount.value,
      dispute_count: dispute.count,
      dispute_amount: dispute.amount.value,
      dispute_refund_count: back.count,
      dispute_refund_amount: back.amount.value,
      fees_returned: valueOf(negative(sumOf(refund.fees.total, dispute.fees.total, back.fees.total))),
      fees_kept: valueOf(sumOf(this.#fees.total, this.#feesPsp.total)),
      balance: this.#net.value,
      balance_difference: valueOf(difference(this.#net, amounts, [this.#fees, this.#feesPsp])),
    };
  }
}
