import { InputError } from '../values/input-error.ts';
import type { Ledger } from './ledger.ts';
import { toCents } from '../values/money.ts';
import { isFinal } from './payment.ts';
import { payoutRow, type PayoutRow } from './payout.ts';
import type { PayInRow } from './row.ts';

/** The payouts of an account: each pays out the entries of one day, as documented. */
export class Payouts {
  readonly #ledger: Ledger;
  #rows: PayoutRow[] = [];
  #next = 21_500;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Every payout, newest first. */
  rows(): PayoutRow[] {
    return this.#rows.toReversed();
  }

  /**
   * Pays out what is pending, a payout a day, or only a given day's; its entries are then InProgress.
   * A day on which refunds outweigh the payments is left for later. `at` is the wall clock now.
   */
  payOut(day: string | undefined, at: string): PayoutRow[] {
    const days = [...new Set(this.#pending().map(dayOf))].filter((one) => day === undefined || one === day);
    const made = days.sort().flatMap((one) => this.payOutDay(one, at));
    if (made.length === 0) throw new InputError('nothing is pending: expected entries to be paid out');
    return made;
  }

  /** Pays out what is pending of a day; none if nothing is, or if refunds outweigh the payments. */
  payOutDay(day: string, at: string): PayoutRow[] {
    const entries = this.#pending().filter((row) => dayOf(row) === day);
    if (entries.reduce((cents, row) => cents + toCents(row.net_amount), 0) <= 0) return [];
    this.#move(new Set(entries), 'InProgress');
    const made = payoutRow(String(this.#next++), day, entries, at);
    this.#rows.push(made);
    return [made];
  }

  /** The bank has paid: every payout under way, or those of one payout's day. Gives the changed ones. */
  approve(payoutId: string | undefined): PayoutRow[] {
    const day = this.#rows.find((row) => row.payout_id === payoutId)?.request_date;
    const meant = (row: PayoutRow): boolean =>
      row.payout_status === 'InProgress' && (payoutId === undefined || row.request_date === day);
    const days = new Set(this.#rows.filter(meant).map((row) => row.request_date));
    if (days.size === 0) throw new InputError('no such payout is under way: expected the payout_id of one');
    this.#rows = this.#rows.map((row) => (meant(row) ? { ...row, payout_status: 'Approved' } : row));
    const entries = this.#ledger.rows().filter((row) => row.payout_status === 'InProgress');
    this.#move(new Set(entries.filter((row) => days.has(dayOf(row)))), 'Approved');
    return this.#rows.filter((row) => row.payout_status === 'Approved' && days.has(row.request_date));
  }

  /** Forgets every payout. Ids are not given out again. */
  clear(): void {
    this.#rows = [];
  }

  #pending(): PayInRow[] {
    return this.#ledger.rows().filter((row) => row.payout_status === 'Pending' && isFinal(row));
  }

  #move(entries: ReadonlySet<PayInRow>, status: 'InProgress' | 'Approved'): void {
    this.#ledger.replace(
      (row) => entries.has(row),
      (row) => ({ ...row, payout_status: status }),
    );
  }
}

function dayOf(row: PayInRow): string {
  return row.created_at.slice(0, 10);
}
