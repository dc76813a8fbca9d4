import {
  PAY_IN_FIELDS,
  findPayIns,
  INPUTS,
  KIND_LABELS,
  type Listed,
  type PayIn,
  PAY_IN_SAMPLE,
} from '@secpaid/core';
import { defineInputFields, defineSearch, type SearchPerform } from 'zapier-platform-core';
import { clientOf, deadlineOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { choicesOf, formOf, oneOf } from '../input.ts';
import { outputFieldsOf } from '../output.ts';

const inputFields = defineInputFields([
  { ...oneOf(INPUTS.payId), key: 'pay_id', type: 'string', required: false },
  { ...oneOf(INPUTS.search), key: 'search', type: 'string', required: false },
  // Not a `datetime`: Zapier would turn a day into an instant, in a time zone that is not SecPaid's.
  { ...oneOf(INPUTS.date), key: 'date', type: 'string', required: false },
  // Not an `integer`: Zapier would make 0 of an empty field, which is a choice of its own here.
  { ...oneOf(INPUTS.lastDays), key: 'last_days', type: 'string', required: false },
  {
    ...oneOf(INPUTS.kinds),
    key: 'kinds',
    type: 'string',
    list: true,
    required: false,
    choices: choicesOf(KIND_LABELS),
  },
  // Not a `number`: of "49,99" Zapier would make 49; core says what is wrong instead.
  { ...oneOf(INPUTS.minAmount), key: 'min_amount', type: 'string', required: false },
  { ...oneOf(INPUTS.maxAmount), key: 'max_amount', type: 'string', required: false },
]);

const CORE_NAMES = {
  pay_id: 'payId',
  last_days: 'lastDays',
  min_amount: 'minAmount',
  max_amount: 'maxAmount',
};

/** The entries that fit all filled fields, newest first; none is an empty list, not an error. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<Listed<PayIn>[]> => {
    const { payIns } = clientOf(z, { authData });
    const form = formOf(inputData, CORE_NAMES);
    const bounds = { clock: () => Date.now(), deadline: deadlineOf(Date.now()) };
    return await findPayIns(payIns, form, bounds);
  })) satisfies SearchPerform<typeof inputFields>;

/** Finds entries that are there already. */
export const findPayIn = defineSearch({
  key: 'find_pay_in',
  noun: 'Pay-In',
  display: {
    label: 'Find Pay-In',
    description:
      'Finds payments, refunds and disputes by pay ID, note, date, kind or amount, the newest first.',
  },
  operation: {
    inputFields,
    perform,
    outputFields: outputFieldsOf(PAY_IN_FIELDS),
    sample: { ...PAY_IN_SAMPLE },
  },
});
