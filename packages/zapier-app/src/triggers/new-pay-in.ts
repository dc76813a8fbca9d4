import {
  ENTRY_FILTERS,
  entryFilter,
  type Form,
  PAY_IN_FIELDS,
  INPUTS,
  isReadable,
  type PayIn,
  recentPayIns,
  PAY_IN_SAMPLE,
} from '@secpaid/core';
import {
  type Bundle,
  defineInputFields,
  defineTrigger,
  type PollingTriggerPerform,
  type ZObject,
} from 'zapier-platform-core';
import { clientOf, deadlineOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { formOf, keyOf, zapierChoice, zapierChoices, zapierField } from '../input.ts';
import { outputFieldsOf } from '../output.ts';
import { metaOf, SAMPLES } from './meta.ts';

const LOOKED_THROUGH = 1000;

/** Refunds and disputes name no method, and their types are fixed. */
const OF_PAYMENTS: readonly string[] = ['paymentMethod', 'transactionType'];

function filterField(name: (typeof ENTRY_FILTERS)[number]) {
  const input = INPUTS[name];
  return 'choices' in input ? zapierChoice(keyOf(name), input) : zapierField(keyOf(name), input);
}

/** The filters that fit every kind of entry. */
export const filterFields = defineInputFields(
  ENTRY_FILTERS.filter((name) => !OF_PAYMENTS.includes(name)).map(filterField),
);

const inputFields = defineInputFields([
  { ...zapierChoices('events', INPUTS.events), required: true, default: 'payment' },
  ...ENTRY_FILTERS.map(filterField),
]);

/**
 * One poll: recent entries, newest first. Zapier keeps the ids it has seen and starts the Zap for the others; on
 * turning a Zap on it asks once with `isPopulatingDedupe`, and what that returns starts nothing.
 * @param form which entries are wanted
 */
export const pollPayIns = async (z: ZObject, bundle: Bundle, form: Form): Promise<PayIn[]> =>
  await withZapierErrors(z, async () => {
    const { payIns } = clientOf(z, bundle);
    const isWanted = entryFilter(formOf(form));
    const meta = metaOf(bundle);
    if (meta.isLoadingSample) {
      const newest = await payIns.page({ page: 1, limit: LOOKED_THROUGH });
      return newest.filter(isReadable).filter(isWanted).slice(0, SAMPLES);
    }
    const recent = await recentPayIns({
      ask: async (slice) => await payIns.answer(slice),
      clock: () => Date.now(),
      deadline: deadlineOf(Date.now()),
      thorough: meta.isPopulatingDedupe ?? false,
    });
    return recent.filter(isWanted);
  });

export const perform = (async (z, bundle) =>
  await pollPayIns(z, bundle, bundle.inputData)) satisfies PollingTriggerPerform<typeof inputFields>;

/** Starts a Zap with every entry that SecPaid newly lists. */
export const newPayIn = defineTrigger({
  key: 'new_pay_in',
  noun: 'Pay-In',
  display: {
    label: 'New Pay-In',
    description: 'Triggers when a payment arrives, or is refunded or disputed.',
  },
  operation: {
    type: 'polling',
    inputFields,
    perform,
    outputFields: outputFieldsOf(PAY_IN_FIELDS),
    sample: { ...PAY_IN_SAMPLE },
  },
});
