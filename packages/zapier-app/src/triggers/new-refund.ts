import { REFUND_SAMPLE, PAY_IN_FIELDS } from '@secpaid/core';
import { defineTrigger, type PollingTriggerPerform } from 'zapier-platform-core';
import { outputFieldsOf } from '../output.ts';
import { filterFields, pollPayIns } from './new-pay-in.ts';

/** One poll of New Pay-In for refunds alone. */
export const perform = (async (z, bundle) =>
  await pollPayIns(z, bundle, { ...bundle.inputData, events: ['refund'] })) satisfies PollingTriggerPerform<
  typeof filterFields
>;

/** Starts a Zap with every refund that SecPaid newly lists. */
export const newRefund = defineTrigger({
  key: 'new_refund',
  noun: 'Refund',
  display: {
    label: 'New Refund',
    description: 'Triggers when money goes back to a payer.',
  },
  operation: {
    type: 'polling',
    inputFields: filterFields,
    perform,
    outputFields: outputFieldsOf(PAY_IN_FIELDS),
    sample: { ...REFUND_SAMPLE },
  },
});
