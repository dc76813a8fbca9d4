import { PAY_IN_FIELDS, findPayIns, INPUTS, type Listed, type PayIn, PAY_IN_SAMPLE } from '@secpaid/core';
import { defineInputFields, defineSearch, type SearchPerform } from 'zapier-platform-core';
import { clientOf, deadlineOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { formOf, oneOf, zapierChoices, zapierField } from '../input.ts';
import { outputFieldsOf } from '../output.ts';

const inputFields = defineInputFields([
  oneOf(zapierField('pay_id', INPUTS.payId)),
  oneOf(zapierField('search', INPUTS.search)),
  oneOf(zapierField('date', INPUTS.date)),
  oneOf(zapierField('last_days', INPUTS.lastDays)),
  oneOf(zapierChoices('kinds', INPUTS.kinds)),
  oneOf(zapierField('min_amount', INPUTS.minAmount)),
  oneOf(zapierField('max_amount', INPUTS.maxAmount)),
]);

/** The entries that fit all filled fields, newest first; none is an empty list, not an error. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<Listed<PayIn>[]> => {
    const { payIns } = clientOf(z, { authData });
    const form = formOf(inputData);
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
