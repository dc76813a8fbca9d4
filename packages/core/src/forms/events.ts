import type { PayIn, PayInKind } from '../entries/pay-in.ts';

/** What a person can subscribe to; both sides of a dispute are one event. */
export const EVENTS = ['payment', 'refund', 'dispute'] as const;
export type PayInEvent = (typeof EVENTS)[number];

const EVENT_OF: Record<PayInKind, PayInEvent> = {
  payment: 'payment',
  refund: 'refund',
  dispute: 'dispute',
  dispute_refund: 'dispute',
};

/** Whether an entry is one of the chosen events. A filter decides what is emitted, never what is remembered. */
export function isOneOf(events: readonly string[], { kind }: PayIn): boolean {
  return events.includes(EVENT_OF[kind]);
}
