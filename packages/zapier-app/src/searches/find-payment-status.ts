import { findStatus, INPUTS, type PaymentStatus, STATUS_FIELDS, STATUS_SAMPLE } from '@secpaid/core';
import { defineInputFields, defineSearch, type SearchPerform } from 'zapier-platform-core';
import { clientOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { formOf, zapierField } from '../input.ts';
import { outputFieldsOf } from '../output.ts';

const inputFields = defineInputFields([{ ...zapierField('pay_id', INPUTS.payId), required: true }]);

/** One status. An ID that SecPaid does not know is an error: "nothing found" would read as unpaid. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<PaymentStatus[]> => {
    const form = { payId: '', ...formOf(inputData) };
    return [await findStatus(clientOf(z, { authData }), form)];
  })) satisfies SearchPerform<typeof inputFields>;

/** Finds out what became of a payment link. */
export const findPaymentStatus = defineSearch({
  key: 'find_payment_status',
  noun: 'Payment Status',
  display: {
    label: 'Find Payment Status',
    description:
      'Finds whether a payment link is unpaid, paid, refunded, disputed or cancelled, with the amounts.',
  },
  operation: {
    inputFields,
    perform,
    outputFields: outputFieldsOf(STATUS_FIELDS, 'pay_id'),
    sample: { ...STATUS_SAMPLE },
  },
});
