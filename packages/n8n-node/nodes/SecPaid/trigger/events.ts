import { choicesOf, type FeedKind, INPUTS, type PayInEvent } from '@secpaid/core';
import type { IPollFunctions } from 'n8n-workflow';

/** The events of lists other than that of pay-ins: each has a feed of its own. */
const FEED_OF = {
  payout: 'pay-out',
  payOutApproved: 'pay-out-approved',
  feeInvoice: 'fee-invoice',
} as const satisfies Record<string, FeedKind>;

/** All that starts a workflow. */
export const TRIGGER_EVENT_LABELS = {
  ...INPUTS.events.choices,
  payout: 'Pay-Out Created: SecPaid makes a pay-out to your bank account; its kind is payout',
  payOutApproved:
    'Pay-Out Approved: the money of a pay-out is on its way to your bank account; its kind is payout_approved',
  feeInvoice:
    'Fee Invoice: SecPaid invoices its fees of a month, VAT 0 is reverse charge; its kind is fee_invoice',
} as const;

/** What n8n's list of nodes calls the events: to choose one there adds the trigger with it. */
export const TRIGGER_ACTIONS: Readonly<Record<string, string>> = {
  payment: 'New pay-in',
  refund: 'New refund',
  dispute: 'New dispute',
  payout: 'New pay-out',
  payOutApproved: 'Pay-out approved',
  feeInvoice: 'New fee invoice',
} satisfies Record<keyof typeof TRIGGER_EVENT_LABELS, string>;

/** What starts the workflow. */
export interface ChosenEvents {
  readonly ofPayIns: readonly PayInEvent[];
  readonly kinds: readonly FeedKind[];
}

const isOther = (event: string): event is keyof typeof FEED_OF => Object.hasOwn(FEED_OF, event);

/**
 * What the trigger's user chose, payments where nothing is; `kinds` are the lists to look at. Pay-ins come last: what
 * is in the other lists is little, so they leave time and room.
 * @throws SecPaidError `validation` for an event that there is not
 */
export function chosenEvents(context: IPollFunctions): ChosenEvents {
  const { label } = INPUTS.events;
  const chosen = choicesOf({ events: context.getNodeParameter('events') }, 'events', {
    label,
    choices: TRIGGER_EVENT_LABELS,
  });
  const ofPayIns = chosen.filter((event) => !isOther(event));
  const others = chosen.filter(isOther).map((event) => FEED_OF[event]);
  return { ofPayIns, kinds: ofPayIns.length > 0 || others.length === 0 ? [...others, 'pay-in'] : others };
}
