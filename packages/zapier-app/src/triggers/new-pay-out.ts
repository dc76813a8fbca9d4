import {
  type Answer,
  entriesOf,
  PAY_OUT_FIELDS,
  PAY_OUT_SAMPLE,
  type PayOut,
  type PayOutRow,
  recentPayOuts,
  toPayOut,
} from '@secpaid/core';
import { type Bundle, defineTrigger, type PollingTriggerPerform, type ZObject } from 'zapier-platform-core';
import { clientOf, deadlineOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { outputFieldsOf } from '../output.ts';
import { metaOf, SAMPLES } from './meta.ts';

const LOOKED_THROUGH = 1000;

/**
 * One poll: recent pay-outs, newest first. What starts the Zap is told as for New Pay-In.
 * @param view what of the list is an entry
 */
export const pollPayOuts = async (
  z: ZObject,
  bundle: Bundle,
  view: (answer: Answer<PayOutRow>) => Answer<PayOutRow>,
): Promise<PayOut[]> =>
  await withZapierErrors(z, async () => {
    const { payOuts } = clientOf(z, bundle);
    const meta = metaOf(bundle);
    if (meta.isLoadingSample) {
      const { rows } = view(await payOuts.answer({ page: 1, limit: LOOKED_THROUGH }));
      return entriesOf(rows).slice(0, SAMPLES).map(toPayOut);
    }
    return await recentPayOuts({
      ask: async (slice) => view(await payOuts.unsorted(slice)),
      clock: () => Date.now(),
      deadline: deadlineOf(Date.now()),
      thorough: meta.isPopulatingDedupe ?? false,
    });
  });

export const perform = (async (z, bundle) =>
  await pollPayOuts(z, bundle, (answer) => answer)) satisfies PollingTriggerPerform;

/** Starts a Zap with every pay-out that SecPaid newly lists. */
export const newPayOut = defineTrigger({
  key: 'new_pay_out',
  noun: 'Pay-Out',
  display: {
    label: 'New Pay-Out',
    description: 'Triggers when a pay-out to your bank account is made.',
  },
  operation: {
    type: 'polling',
    perform,
    outputFields: outputFieldsOf(PAY_OUT_FIELDS),
    sample: { ...PAY_OUT_SAMPLE },
  },
});
