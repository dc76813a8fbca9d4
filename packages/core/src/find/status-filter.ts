import type { PayIn } from '../entries/pay-in.ts';
import { standingOf } from '../entries/status.ts';
import { fold } from '../forms/fold.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { EntryStatus } from '../forms/labels.ts';
import { choicesOf } from '../forms/read-value.ts';

/** The dashboard's Status by the entry alone; undefined while the entry is not final. */
function statusOf({ kind, status, is_refund, is_dispute }: PayIn): EntryStatus | undefined {
  if (standingOf(status) !== undefined) return undefined;
  const word = fold(status ?? '');
  if (kind.startsWith('dispute') || is_dispute || word === 'disputed') return 'disputed';
  if (kind === 'refund' || is_refund || word === 'refunded') return 'refunded';
  return 'success';
}

/**
 * Whether an entry has one of the `status` and of the `payoutStatus` that a form wants; any where none is chosen. Both
 * change after an entry appeared, so a trigger does not offer them.
 * @throws SecPaidError `validation` for one that there is not
 */
export function statusFilter(form: Form): (payIn: PayIn) => boolean {
  const statuses: readonly (string | undefined)[] = choicesOf(form, 'status', INPUTS.entryStatus);
  const payouts = choicesOf(form, 'payoutStatus', INPUTS.payoutStatus).map(fold);
  return (payIn) =>
    (statuses.length === 0 || statuses.includes(statusOf(payIn))) &&
    (payouts.length === 0 || payouts.includes(fold(payIn.payout_status ?? '').replace(/\s/g, '')));
}
