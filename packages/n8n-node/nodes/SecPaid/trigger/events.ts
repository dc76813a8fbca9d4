import { choicesOf, EVENT_LABELS, type FeedKind, INPUTS, type PayInEvent } from '@secpaid/core';
import type { IPollFunctions } from 'n8n-workflow';

/** The event of the pay-out list; all others are of the pay-in list. */
const PAY_OUT_EVENT = 'payout';

/** All that starts a workflow. */
export const TRIGGER_EVENT_LABELS = {
  ...EVENT_LABELS,
  [PAY_OUT_EVENT]: 'Pay-Out: SecPaid makes a pay-out to your bank account; its kind is payout',
} as const;

/** What starts the workflow. */
export interface ChosenEvents {
  readonly ofPayIns: readonly PayInEvent[];
  readonly kinds: readonly FeedKind[];
}

/**
 * What the trigger's user chose, payments where nothing is; `kinds` are the lists to look at, in the order to do it:
 * pay-outs are few, so they leave time and room for pay-ins.
 * @throws SecPaidError `validation` for an event that there is not
 */
export function chosenEvents(context: IPollFunctions): ChosenEvents {
  const { label } = INPUTS.events;
  const chosen = choicesOf({ events: context.getNodeParameter('events') }, 'events', {
    label,
    choices: TRIGGER_EVENT_LABELS,
  });
  const ofPayIns = chosen.filter((event) => event !== PAY_OUT_EVENT);
  if (!chosen.includes(PAY_OUT_EVENT)) return { ofPayIns, kinds: ['pay-in'] };
  return { ofPayIns, kinds: ofPayIns.length === 0 ? ['pay-out'] : ['pay-out', 'pay-in'] };
}
