import { enterCounter, type CounterInput, type CounterKind } from './counter.ts';
import { Invoices } from './invoices.ts';
import { Ledger } from './ledger.ts';
import { Links } from './links.ts';
import { sliceOf, type ListQuery } from './list-query.ts';
import { isFinal, isPayment, paymentRow, type PaymentInput } from './payment.ts';
import type { PaymentLink } from './payment-link.ts';
import { Payouts } from './payouts.ts';
import type { PayInRow, PayoutStatus, RowChange } from './row.ts';
import { samples } from './samples.ts';
import { selects, type Selector } from './selector.ts';
import { shuffledTies, steadyTies } from './ties.ts';
import { checkedWallClock, wallClock } from '../values/wall-clock.ts';

/** What an account starts from. */
export interface AccountOptions {
  /** The instant in milliseconds; the account never looks at another clock. */
  readonly clock: () => number;
  /** Decides the order of ties; the same seed gives the same answers. Default 1. */
  readonly seed?: number | undefined;
  /** Default true: each request lists the rows of one second in a different order. */
  readonly shuffleTies?: boolean | undefined;
  /** The number of the first payment link. Default 99300. */
  readonly firstPayId?: number | undefined;
}

/** Learns of a payment, and of the link that it used up, if that was one of `account.links`. */
type PaymentListener = (row: PayInRow, link: PaymentLink | undefined) => void;

/** A SecPaid account: what happens to its pay-ins, the list that the API shows of them, its links and payouts. */
export class Account {
  readonly now: () => number;
  readonly #seed: number;
  readonly #shuffleTies: boolean;
  readonly links: Links;
  readonly payouts: Payouts;
  readonly invoices: Invoices;
  readonly #ledger = new Ledger();
  readonly #listeners: PaymentListener[] = [];
  #lists = 0;

  constructor(options: AccountOptions) {
    this.now = options.clock;
    this.#seed = options.seed ?? 1;
    this.#shuffleTies = options.shuffleTies ?? true;
    this.links = new Links(options.firstPayId ?? 99_300);
    this.payouts = new Payouts(this.#ledger);
    this.invoices = new Invoices(this.#ledger);
  }

  /** Calls back with every payment from now on, except those of addMany. */
  onPaid(listener: PaymentListener): void {
    this.#listeners.push(listener);
  }

  /** Gives out a link's pay_id, which may be paid later, after younger ones. */
  createLink(): string {
    return this.links.create();
  }

  /** A link is paid; if it is one of `links`, it is then used. */
  pay(input: PaymentInput): PayInRow {
    return this.#paid(this.#payment(input));
  }

  /** The permanent Personal QR link is paid, once more under the same pay_id (or that of another such link). */
  payPersonalQr(input: PaymentInput): PayInRow {
    const { payId = this.links.personalQr(), transactionType = 'Personal QR' } = input;
    return this.pay({ ...input, payId, transactionType });
  }

  /** The same link is paid with the same amount in the same second. */
  payTwin(row: PayInRow): PayInRow {
    return this.#paid({ ...row });
  }

  /** A bank transfer is entered late, under its day of payment. */
  lateBankTransfer(input: PaymentInput & { readonly at: string }): PayInRow {
    return this.pay({ ...input, paymentMethod: input.paymentMethod ?? 'Bank Transfer' });
  }

  /**
   * The newest payment of a link is refunded: a separate row, negative, under the same pay_id, unless `as`
   * says otherwise. Gives that row, or the payment's if there is no other.
   */
  refund(payId: number | string, input: CounterInput = {}): PayInRow {
    return this.#counter('refund', payId, input);
  }

  /** The newest payment of a link is disputed; as refund. */
  dispute(payId: number | string, input: CounterInput = {}): PayInRow {
    return this.#counter('dispute', payId, input);
  }

  /** The newest dispute of a link is won, and its money comes back; as refund. */
  disputeRefund(payId: number | string, input: CounterInput = {}): PayInRow {
    return this.#counter('disputeRefund', payId, input);
  }

  /** Rows get another status. A payment that becomes successful is reported. Gives the changed rows. */
  setStatus(selector: Selector, status: string): PayInRow[] {
    const isMeant = selects(selector);
    const changed = this.change((row) => isMeant(row) && row.status !== status, { status });
    if (status !== 'Success') return changed;
    for (const row of changed.filter(isPayment)) {
      const link = this.links.find(row.pay_id);
      this.links.remove(row.pay_id);
      this.#tell(row, link);
    }
    return changed;
  }

  /** A pay-out gets its next status. Gives the changed rows. */
  setPayoutStatus(selector: Selector, status: PayoutStatus): PayInRow[] {
    return this.change(selector, { payout_status: status });
  }

  /** Changes the fields of rows that may change. Gives the changed rows. */
  change(selector: Selector, change: RowChange): PayInRow[] {
    return this.#ledger.replace(selects(selector), (row) => ({ ...row, ...change }));
  }

  /** Removes rows, newest first, up to a limit. Gives the removed rows. */
  remove(selector: Selector, atMost = Infinity): PayInRow[] {
    return this.#ledger.remove(selects(selector), atMost);
  }

  /** Adds the documentation's sample rows. */
  seedSamples(): readonly PayInRow[] {
    this.#ledger.addAll(samples);
    return samples;
  }

  /** Adds many payments at once, far faster than one by one. */
  addMany(count: number, generator: (index: number) => PaymentInput): PayInRow[] {
    const rows = Array.from({ length: count }, (_, index) => this.#payment(generator(index)));
    this.#ledger.addAll(rows);
    return rows;
  }

  /** Empties the account. Link ids are not given out again. */
  clear(): void {
    this.#ledger.clear();
    this.links.clear();
    this.payouts.clear();
    this.invoices.clear();
  }

  /** What the API lists for a query, newest first. Each call is a request and may order ties differently. */
  list(query: ListQuery = {}): PayInRow[] {
    const ties = this.#shuffleTies ? shuffledTies(this.#seed, this.#lists++) : steadyTies;
    return this.#ledger.page(sliceOf(query, wallClock(this.now()).slice(0, 10), ties));
  }

  /** Every row, newest first, ties by entry. */
  rows(): PayInRow[] {
    return this.#ledger.rows();
  }

  /** Each refund and dispute with the payment that it answers, if it was entered so. */
  answered(): ReadonlyMap<PayInRow, PayInRow> {
    return this.#ledger.answered();
  }

  #paid(row: PayInRow): PayInRow {
    const link = this.links.find(row.pay_id);
    if (isFinal(row)) this.links.remove(row.pay_id);
    this.#ledger.add(row);
    if (row.status === 'Success') this.#tell(row, link);
    return row;
  }

  #tell(row: PayInRow, link: PaymentLink | undefined): void {
    for (const listener of this.#listeners) listener(row, link);
  }

  #payment(input: PaymentInput): PayInRow {
    const payId = input.payId === undefined ? this.createLink() : this.links.known(input.payId);
    return paymentRow({ ...input, payId, at: this.#at(input.at) });
  }

  #counter(kind: CounterKind, payId: number | string, input: CounterInput): PayInRow {
    return enterCounter(this.#ledger, kind, String(payId), input, this.#at(input.at));
  }

  #at(at: string | undefined): string {
    return at === undefined ? wallClock(this.now()) : checkedWallClock(at);
  }
}
