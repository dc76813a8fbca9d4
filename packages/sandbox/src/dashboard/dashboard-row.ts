import type { Tab } from './dashboard-query.ts';
import { toCents, toWire } from '../values/money.ts';
import type { Outcomes, RowAction } from '../account/outcomes.ts';
import { isPayment } from '../account/payment.ts';
import type { PayoutRow } from '../account/payout.ts';
import type { PayInRow } from '../account/row.ts';

/** A line of the dashboard's Payments section: the documented columns, and what the page may do to it. */
export interface DashboardRow {
  /** Berlin's wall clock, "YYYY-MM-DD HH:MM:SS". */
  readonly date: string;
  /** Gross, in EUR, negative for refunds, disputes and payouts. */
  readonly amount: string;
  readonly note: string;
  /** "card" if the API says null; "N/A" if no payer paid. */
  readonly method: string;
  readonly status: string;
  readonly payoutStatus: string;
  readonly payId: string;
  readonly actions: readonly RowAction[];
}

/** The tab under which an entry stands. */
export function tabOf(row: PayInRow): Tab {
  if (isPayment(row)) return 'pay-in';
  return row.is_refund === 'true' ? 'refunds' : 'disputes';
}

/** An entry as a line. */
export function dashboardRow(row: PayInRow, outcomes: Outcomes): DashboardRow {
  return {
    date: row.created_at,
    amount: row.amount,
    note: row.recipient_note,
    method: isPayment(row) ? (row.payment_method ?? 'card') : 'N/A',
    status: outcomes.statusOf(row),
    payoutStatus: row.payout_status,
    payId: row.pay_id,
    actions: outcomes.actionsOf(row),
  };
}

/** A payout as a line. Its Pay ID is the payout's own. */
export function payoutLine(payout: PayoutRow): DashboardRow {
  return {
    date: payout.created_at,
    amount: toWire(-toCents(payout.payout_amount)),
    note: `Payout of ${payout.request_date}, ${payout.transaction_id}`,
    method: 'N/A',
    status: 'Success',
    payoutStatus: payout.payout_status,
    payId: payout.payout_id,
    actions: payout.payout_status === 'InProgress' ? ['approve-payout'] : [],
  };
}
