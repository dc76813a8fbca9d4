import { toCents, toWire } from '../values/money.ts';
import { isFinal, isPayment } from '../account/payment.ts';
import type { PayInRow } from '../account/row.ts';

/** The dashboard's overview, amounts in EUR as the API writes them ("88.19"). */
export interface Figures {
  /** Net of the entries whose payout is under way. */
  readonly expectedPayout: string;
  /** Gross of the payments; refunds and disputes take nothing off it. */
  readonly totalRevenue: string;
  /** How many payments there are. */
  readonly transactions: number;
  /** Gross of a payment on average, to the cent, half a cent up; null if there is none. */
  readonly average: string | null;
  /** Net of the entries that are not paid out yet: those that wait and those under way. */
  readonly pending: string;
}

/**
 * The figures over rows. The documentation names them ("Dashboard Overview") without saying how they are
 * computed; these are the definitions of this project's Get Summary too.
 */
export function figuresOf(all: readonly PayInRow[]): Figures {
  const rows = all.filter(isFinal);
  const payments = rows.filter(isPayment);
  const revenue = sum(payments, 'amount');
  const underWay = rows.filter((row) => row.payout_status === 'InProgress');
  const waiting = rows.filter((row) => row.payout_status === 'Pending');
  const expected = sum(underWay, 'net_amount');
  return {
    expectedPayout: toWire(expected),
    totalRevenue: toWire(revenue),
    transactions: payments.length,
    average: payments.length === 0 ? null : toWire(Math.round(revenue / payments.length)),
    pending: toWire(expected + sum(waiting, 'net_amount')),
  };
}

function sum(rows: readonly PayInRow[], field: 'amount' | 'net_amount'): number {
  return rows.reduce((cents, row) => cents + toCents(row[field]), 0);
}
