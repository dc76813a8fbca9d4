import { centsEach, type Decimal, decimalOf, numberFrom, plus, ZERO } from './decimal.ts';
import type { PayIn, PayInKind } from './pay-in.ts';

/**
 * The figures of payments alone. Money is in euros, added exactly; null where SecPaid left a value out that belongs
 * into it (older documentation shows such rows), since a sum without it would be wrong, and look right.
 */
export interface PaymentFigures {
  /** "Cumulative revenue across all transactions" (Dashboard): what payers paid, before fees and refunds. */
  readonly total_revenue: number | null;
  /** What is left of the payments after the fees. */
  readonly net_revenue: number | null;
  /** "Number of completed transactions": the payments; a refund or dispute is none. */
  readonly total_transactions: number;
  /** Revenue by transaction, in whole cents; null where there is none. */
  readonly average_transaction: number | null;
  /** "Funds awaiting payout or processing": the net amount of what is Pending or InProgress when read. */
  readonly pending_amount: number | null;
  /** "Scheduled for payout": unstated how an entry shows it, so the net amount of what is InProgress when read. */
  readonly expected_payout: number | null;
  /** What SecPaid keeps. */
  readonly service_fees: number | null;
  /** What the payment provider keeps. */
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
  /** The net amounts of all entries together. */
  readonly balance: number | null;
}

type Value = number | null;

class Sum {
  #sum: Decimal | null = ZERO;

  add(value: Value): void {
    this.#sum = value === null || this.#sum === null ? null : plus(this.#sum, decimalOf(value));
  }

  get value(): Value {
    return this.#sum === null ? null : numberFrom(this.#sum);
  }

  each(count: number): Value {
    return this.#sum === null || count === 0 ? null : numberFrom(centsEach(this.#sum, count));
  }
}

const sums = () => ({ count: 0, amount: new Sum(), net: new Sum() });

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
    this.#net.add(net_amount);
    this.#fees.add(service_fee);
    this.#feesPsp.add(service_fee_psp);
    if (payout_status === 'Pending' || payout_status === 'InProgress') this.#pending.add(net_amount);
    if (payout_status === 'InProgress') this.#scheduled.add(net_amount);
  }

  get paymentFigures(): PaymentFigures {
    const { count, amount, net } = this.#kinds.payment;
    return {
      total_revenue: amount.value,
      net_revenue: net.value,
      total_transactions: count,
      average_transaction: amount.each(count),
      pending_amount: this.#pending.value,
      expected_payout: this.#scheduled.value,
      service_fees: this.#fees.value,
      service_fees_psp: this.#feesPsp.value,
    };
  }

  get figures(): Figures {
    const { refund, dispute, dispute_refund: back } = this.#kinds;
    return {
      ...this.paymentFigures,
      refund_count: refund.count,
      refund_amount: refund.amount.value,
      dispute_count: dispute.count,
      dispute_amount: dispute.amount.value,
      dispute_refund_count: back.count,
      dispute_refund_amount: back.amount.value,
      balance: this.#net.value,
    };
  }
}
