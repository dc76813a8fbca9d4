import { isDispute, isFinal, isPayment } from './payment.ts';
import type { PayInRow } from './row.ts';

/** Possible actions on an entry: names of the control API's actions. */
export type RowAction = 'refund' | 'dispute' | 'dispute-refund' | 'approve-payout';

/** What happened to each entry, and what can still happen. */
export interface Outcomes {
  /** The dashboard's word for its state, or the row's own while it is not final. */
  readonly statusOf: (row: PayInRow) => string;
  readonly actionsOf: (row: PayInRow) => readonly RowAction[];
}

/**
 * Reads the dashboard's "Refunded" and "Disputed" from the entries. `rows` are all entries of the account, newest first;
 * `answered` says which payment a refund or dispute is of. Where it does not, it is taken to be of the newest payment of
 * its link at that time, since the API names no other tie between the two.
 */
export function outcomesOf(
  rows: readonly PayInRow[],
  answered: ReadonlyMap<PayInRow, PayInRow> = new Map(),
): Outcomes {
  const answers = new Map<PayInRow, string>();
  const payments = new Map<PayInRow, PayInRow>();
  const newest = new Map<string, PayInRow>();
  for (const row of rows.toReversed()) {
    if (isPayment(row)) newest.set(row.pay_id, row);
    const payment = isPayment(row) ? undefined : (answered.get(row) ?? newest.get(row.pay_id));
    if (!payment) continue;
    payments.set(row, payment);
    // Oldest first, so that a won dispute cancels the dispute before it.
    answers.set(payment, ownStatus(row));
  }
  const statusOf = (row: PayInRow): string => answers.get(row) ?? ownStatus(row);
  return {
    statusOf,
    actionsOf: (row) => {
      if (isPayment(row)) return statusOf(row) === 'Success' ? ['refund', 'dispute'] : [];
      const payment = payments.get(row);
      return payment && isDispute(row) && statusOf(payment) === 'Disputed' ? ['dispute-refund'] : [];
    },
  };
}

function ownStatus(row: PayInRow): string {
  if (!isFinal(row)) return row.status;
  if (row.is_refund === 'true') return 'Refunded';
  return row.is_dispute === 'true' && (isPayment(row) || isDispute(row)) ? 'Disputed' : 'Success';
}
