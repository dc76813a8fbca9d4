import {
  FEE_INVOICE_FIELDS,
  FEE_INVOICE_SAMPLE,
  type FeeInvoice,
  findFeeInvoices,
  INPUTS,
  type Listed,
} from '@secpaid/core';
import { defineInputFields, defineSearch, type SearchPerform } from 'zapier-platform-core';
import { clientOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { formOf, oneOf, zapierField } from '../input.ts';
import { outputFieldsOf } from '../output.ts';

const inputFields = defineInputFields([
  oneOf(zapierField('month', INPUTS.month)),
  oneOf(zapierField('search', INPUTS.feeInvoiceSearch)),
]);

/** The fee invoices that fit, newest first; none is an empty list, not an error. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(
    z,
    async (): Promise<Listed<FeeInvoice>[]> =>
      await findFeeInvoices(clientOf(z, { authData }).feeInvoices, formOf(inputData)),
  )) satisfies SearchPerform<typeof inputFields>;

/** Finds SecPaid's invoices of its fees. */
export const findFeeInvoice = defineSearch({
  key: 'find_fee_invoice',
  noun: 'Fee Invoice',
  display: {
    label: 'Find Fee Invoice',
    description: 'Finds invoices of fees by month or number, the newest first; VAT 0 is reverse charge.',
  },
  operation: {
    inputFields,
    perform,
    outputFields: outputFieldsOf(FEE_INVOICE_FIELDS),
    sample: { ...FEE_INVOICE_SAMPLE },
  },
});
