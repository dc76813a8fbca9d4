import { choicesOf, EVENTS, type FeedKind, INPUTS, type PayInEvent } from '@secpaid/core';
import type { IPollFunctions } from 'n8n-workflow';

/** The event of the pay-out list; all others are of the pay-in list. */
export const PAY_OUT_EVENT = 'payout';

const ALL = [...EVENTS, PAY_OUT_EVENT] as const;

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
  const chosen = choicesOf(INPUTS.events.label, context.getNodeParameter('events'), ALL);
  const ofPayIns = chosen.filter((event) => event !== PAY_OUT_EVENT);
  if (!chosen.includes(PAY_OUT_EVENT)) return { ofPayIns, kinds: ['pay-in'] };
  return { ofPayIns, kinds: ofPayIns.length === 0 ? ['pay-out'] : ['pay-out', 'pay-in'] };
}
