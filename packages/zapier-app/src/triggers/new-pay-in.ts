import {
  EVENT_LABELS,
  entryFilter,
  type Form,
  PAY_IN_FIELDS,
  INPUTS,
  isReadable,
  type PayIn,
  PAYMENT_METHOD_LABELS,
  recentPayIns,
  PAY_IN_SAMPLE,
  TRANSACTION_TYPES,
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
import { choicesOf, formOf, wordsOf } from '../input.ts';
import { outputFieldsOf } from '../output.ts';
import { metaOf, SAMPLES } from './meta.ts';

const LOOKED_THROUGH = 1000;

/** The filters that fit every kind of entry. */
export const filterFields = defineInputFields([
  // Not a `number`: of "49,99" Zapier would make 49, and of "about 50" 50; core says what is wrong instead.
  { ...wordsOf(INPUTS.minAmount), key: 'min_amount', type: 'string', required: false },
  { ...wordsOf(INPUTS.maxAmount), key: 'max_amount', type: 'string', required: false },
  { ...wordsOf(INPUTS.noteContains), key: 'note_contains', type: 'string', required: false },
]);

const inputFields = defineInputFields([
  {
    ...wordsOf(INPUTS.events),
    key: 'events',
    type: 'string',
    list: true,
    required: true,
    default: 'payment',
    choices: choicesOf(EVENT_LABELS),
  },
  ...filterFields,
  {
    ...wordsOf(INPUTS.paymentMethod),
    key: 'payment_method',
    type: 'string',
    required: false,
    choices: { ...PAYMENT_METHOD_LABELS },
  },
  {
    ...wordsOf(INPUTS.transactionType),
    key: 'transaction_type',
    type: 'string',
    required: false,
    choices: [...TRANSACTION_TYPES],
  },
]);

const CORE_NAMES = {
  min_amount: 'minAmount',
  max_amount: 'maxAmount',
  note_contains: 'noteContains',
  payment_method: 'paymentMethod',
  transaction_type: 'transactionType',
};

/**
 * One poll: recent entries, newest first. Zapier keeps the ids it has seen and starts the Zap for the others; on
 * turning a Zap on it asks once with `isPopulatingDedupe`, and what that returns starts nothing.
 * @param form which entries are wanted
 */
export const pollPayIns = async (z: ZObject, bundle: Bundle, form: Form): Promise<PayIn[]> =>
  await withZapierErrors(z, async () => {
    const { payIns } = clientOf(z, bundle);
    const isWanted = entryFilter(formOf(form, CORE_NAMES));
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
