import type { ControlActions } from './control-action.ts';
import { Fields } from '../values/fields.ts';
import { InputError } from '../values/input-error.ts';
import { isDay, wallClock } from '../values/wall-clock.ts';

/** What SecPaid and the bank do with what was paid in. */
export const payoutControls: ControlActions = {
  'pay-out': ({ account }, values) => {
    const day = new Fields(values, ['date']).text('date');
    if (day !== undefined && !isDay(day)) throw new InputError('"date": expected a day as YYYY-MM-DD');
    return { payouts: account.payouts.payOut(day, wallClock(account.now())) };
  },

  'approve-payout': ({ account }, values) => {
    const id = new Fields(values, ['payoutId']).figure('payoutId');
    return { payouts: account.payouts.approve(id === undefined ? undefined : String(id)) };
  },
};
