import type { PayOutRow } from './pay-out.ts';
import { text } from './wire.ts';

/** Whether the money of a pay-out is on its way to the bank account. */
const isApproved = ({ raw }: PayOutRow): boolean =>
  text(raw['payout_status'])?.trim().toLowerCase() === 'approved';

/**
 * The approval of a pay-out as a separate row. SecPaid changes the status in place and does not say when. So the
 * approval has the date of its pay-out, and before it is there it waits, as a payment does that is not final.
 */
function approvalOf(row: PayOutRow): PayOutRow {
  if (row.fault) return row;
  const approval = {
    ...row,
    key: `${row.key}_approved`,
    match: `${row.match}_approved`,
    isApproval: true as const,
  };
  return isApproved(row) ? approval : { ...approval, standing: 'pending' };
}

/** The pay-outs of an answer as their approvals. */
export const approvalsIn = <A extends { readonly rows: readonly PayOutRow[] }>(answer: A): A => ({
  ...answer,
  rows: answer.rows.map(approvalOf),
});
