import { DISPUTE_SAMPLE, PAY_IN_FIELDS } from '@secpaid/core';
import { defineTrigger, type PollingTriggerPerform } from 'zapier-platform-core';
import { outputFieldsOf } from '../output.ts';
import { filterFields, pollPayIns } from './new-pay-in.ts';

/** One poll of New Pay-In for disputes alone. */
export const perform = (async (z, bundle) =>
  await pollPayIns(z, bundle, { ...bundle.inputData, events: ['dispute'] })) satisfies PollingTriggerPerform<
  typeof filterFields
>;

/** Starts a Zap with every dispute that SecPaid newly lists. */
export const newDispute = defineTrigger({
  key: 'new_dispute',
  noun: 'Dispute',
  display: {
    label: 'New Dispute',
    description: 'Triggers when a payer disputes a payment, or a dispute is paid back.',
  },
  operation: {
    type: 'polling',
    inputFields: filterFields,
    perform,
    outputFields: outputFieldsOf(PAY_IN_FIELDS),
    sample: { ...DISPUTE_SAMPLE },
  },
});
