import { isReadable, PAY_OUT_FIELDS, PAY_OUT_SAMPLE, type PayOut, recentPayOuts } from '@secpaid/core';
import { defineTrigger, type PollingTriggerPerform } from 'zapier-platform-core';
import { clientOf, deadlineOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { outputFieldsOf } from '../output.ts';
import { metaOf, SAMPLES } from './meta.ts';

/** One poll: recent pay-outs, newest first. What starts the Zap is told as for New Pay-In. */
export const perform = (async (z, bundle) =>
  await withZapierErrors(z, async (): Promise<PayOut[]> => {
    const { payOuts } = clientOf(z, bundle);
    const meta = metaOf(bundle);
    if (meta.isLoadingSample) return (await payOuts.list({}, { most: SAMPLES })).filter(isReadable);
    return await recentPayOuts({
      ask: async (slice) => await payOuts.unsorted(slice),
      clock: () => Date.now(),
      deadline: deadlineOf(Date.now()),
      thorough: meta.isPopulatingDedupe ?? false,
    });
  })) satisfies PollingTriggerPerform;

/** Starts a Zap with every pay-out that SecPaid newly lists. */
export const newPayOut = defineTrigger({
  key: 'new_pay_out',
  noun: 'Pay-Out',
  display: {
    label: 'New Pay-Out',
    description: 'Triggers when SecPaid makes a pay-out to your bank account.',
  },
  operation: {
    type: 'polling',
    perform,
    outputFields: outputFieldsOf(PAY_OUT_FIELDS),
    sample: { ...PAY_OUT_SAMPLE },
  },
});
