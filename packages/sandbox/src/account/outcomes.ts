import { isDispute, isFinal, isPayment } from './payment.ts';
import type { PayInRow } from './row.ts';

/** What may be done to an entry: names of the control API's actions. */
export type RowAction = 'refund' | 'dispute' | 'dispute-refund' | 'approve-payout';

/** What became of each entry, and what may still become of it. */
export interface Outcomes {
  /** The dashboard's word for what became of it, or the row's own while it is not final. */
  readonly statusOf: (row: PayInRow) => string;
  readonly actionsOf: (row: PayInRow) => readonly RowAction[];
}

/**
 * Reads the dashboard's "Refunded" and "Disputed" from the entries. A refund or dispute is taken to answer
 * the newest payment of its link at that time, since the API names no other tie between the two.
 * `rows` are all entries of the account, newest first.
 */
export function outcomesOf(rows: readonly PayInRow[]): Outcomes {
  const answers = new Map<PayInRow, string>();
  const newest = new Map<string, PayInRow>();
  for (const row of rows.toReversed()) {
    const payment = newest.get(row.pay_id);
    if (isPayment(row)) newest.set(row.pay_id, row);
    // Oldest first, so that a dispute that is won makes good the dispute before it.
    else if (payment) answers.set(payment, ownStatus(row));
  }
  const statusOf = (row: PayInRow): string => answers.get(row) ?? ownStatus(row);
  return {
    statusOf,
    actionsOf: (row) => {
      const payment = newest.get(row.pay_id);
      if (!payment) return [];
      // The control API refunds and disputes the newest payment of a link, so no older one is offered.
      if (row === payment) return statusOf(payment) === 'Success' ? ['refund', 'dispute'] : [];
      return isDispute(row) && statusOf(payment) === 'Disputed' ? ['dispute-refund'] : [];
    },
  };
}

function ownStatus(row: PayInRow): string {
  if (!isFinal(row)) return row.status;
  if (row.is_refund === 'true') return 'Refunded';
  return row.is_dispute === 'true' && (isPayment(row) || isDispute(row)) ? 'Disputed' : 'Success';
}
