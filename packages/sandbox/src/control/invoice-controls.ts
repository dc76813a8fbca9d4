import type { ControlActions } from './control-action.ts';
import { Fields } from '../values/fields.ts';
import { InputError } from '../values/input-error.ts';
import { isMonth, wallClock } from '../values/wall-clock.ts';

/** SecPaid invoices its fees. */
export const invoiceControls: ControlActions = {
  'issue-invoice': ({ account }, values) => {
    const now = wallClock(account.now());
    const month = new Fields(values, ['month']).text('month') ?? now.slice(0, 7);
    if (!isMonth(month)) throw new InputError('"month": expected a month as YYYY-MM');
    return { invoice: account.invoices.issue(month, now) };
  },
};
