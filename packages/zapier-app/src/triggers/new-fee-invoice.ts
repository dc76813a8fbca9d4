import {
  FEE_INVOICE_FIELDS,
  FEE_INVOICE_SAMPLE,
  type FeeInvoice,
  isReadable,
  recentFeeInvoices,
} from '@secpaid/core';
import { defineTrigger, type PollingTriggerPerform } from 'zapier-platform-core';
import { clientOf, deadlineOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { outputFieldsOf } from '../output.ts';
import { metaOf, SAMPLES } from './meta.ts';

/** One poll: recent fee invoices, newest first. What starts the Zap is told as for New Pay-In. */
export const perform = (async (z, bundle) =>
  await withZapierErrors(z, async (): Promise<FeeInvoice[]> => {
    const { feeInvoices } = clientOf(z, bundle);
    const meta = metaOf(bundle);
    if (meta.isLoadingSample) return (await feeInvoices.list({}, { most: SAMPLES })).filter(isReadable);
    return await recentFeeInvoices({
      ask: async (slice) => await feeInvoices.unsorted(slice),
      clock: () => Date.now(),
      deadline: deadlineOf(Date.now()),
      thorough: meta.isPopulatingDedupe ?? false,
    });
  })) satisfies PollingTriggerPerform;

/** Starts a Zap with every fee invoice that SecPaid newly lists. */
export const newFeeInvoice = defineTrigger({
  key: 'new_fee_invoice',
  noun: 'Fee Invoice',
  display: {
    label: 'New Fee Invoice',
    description: 'Triggers when the fees of a month are invoiced; VAT 0 is reverse charge.',
  },
  operation: {
    type: 'polling',
    perform,
    outputFields: outputFieldsOf(FEE_INVOICE_FIELDS),
    sample: { ...FEE_INVOICE_SAMPLE },
  },
});
