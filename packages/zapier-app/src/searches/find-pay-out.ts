import {
  findPayOut as find,
  INPUTS,
  PAY_OUT_PAYMENTS_FIELDS,
  PAY_OUT_PAYMENTS_SAMPLE,
  type PayOutPayments,
} from '@secpaid/core';
import { defineInputFields, defineSearch, type SearchPerform } from 'zapier-platform-core';
import { clientOf, deadlineOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { formOf, zapierField } from '../input.ts';
import { outputFieldsOf } from '../output.ts';

const inputFields = defineInputFields([{ ...zapierField('pay_out_id', INPUTS.payOutId), required: true }]);

/** The pay-out with its payments as line items; none is an empty list, not an error. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<PayOutPayments[]> => {
    const form = formOf(inputData);
    const bounds = { clock: () => Date.now(), deadline: deadlineOf(Date.now()) };
    return await find(clientOf(z, { authData }), form, bounds);
  })) satisfies SearchPerform<typeof inputFields>;

/** Finds a pay-out and the payments in it. */
export const findPayOut = defineSearch({
  key: 'find_pay_out',
  noun: 'Pay-Out',
  display: {
    label: 'Find Pay-Out',
    description: 'Finds a pay-out with its payments as line items, and says whether they add up.',
  },
  operation: {
    inputFields,
    perform,
    outputFields: outputFieldsOf(PAY_OUT_PAYMENTS_FIELDS),
    sample: { ...PAY_OUT_PAYMENTS_SAMPLE },
  },
});
