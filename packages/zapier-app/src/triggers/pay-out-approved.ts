import { approvalsIn, PAY_OUT_APPROVED_SAMPLE, PAY_OUT_FIELDS } from '@secpaid/core';
import { defineTrigger, type PollingTriggerPerform } from 'zapier-platform-core';
import { outputFieldsOf } from '../output.ts';
import { pollPayOuts } from './new-pay-out.ts';

/** One poll: recent pay-outs that are approved, newest first, under ids of their own. */
export const perform = (async (z, bundle) =>
  await pollPayOuts(z, bundle, approvalsIn)) satisfies PollingTriggerPerform;

/** Starts a Zap with every pay-out whose money is on its way. */
export const payOutApproved = defineTrigger({
  key: 'pay_out_approved',
  noun: 'Pay-Out',
  display: {
    label: 'Pay-Out Approved',
    description: 'Triggers when the money of a pay-out is on its way to your bank account.',
  },
  operation: {
    type: 'polling',
    perform,
    outputFields: outputFieldsOf(PAY_OUT_FIELDS),
    sample: { ...PAY_OUT_APPROVED_SAMPLE },
  },
});
