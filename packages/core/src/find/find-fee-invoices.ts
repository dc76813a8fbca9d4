import type { FeeInvoiceQuery, FeeInvoices } from '../endpoints/fee-invoices.ts';
import type { FeeInvoice } from '../entries/fee-invoice.ts';
import type { Listed } from '../entries/listed.ts';
import { SecPaidError } from '../errors.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import { valueOf } from '../forms/read-value.ts';

const MOST_FOUND = 100;

/** Which fee invoices a form asks for; throws `validation` for what cannot be read. */
export const readFeeInvoiceForm = (form: Form): FeeInvoiceQuery => ({
  search: valueOf(form, 'search', INPUTS.feeInvoiceSearch),
  month: valueOf(form, 'month', INPUTS.month),
});

/**
 * Finds fee invoices, newest first, at most 100.
 * @throws SecPaidError `validation` where there is nothing to find by: any invoice would be the wrong one
 */
export async function findFeeInvoices(feeInvoices: FeeInvoices, form: Form): Promise<Listed<FeeInvoice>[]> {
  const query = readFeeInvoiceForm(form);
  if (query.search !== undefined || query.month !== undefined) {
    return await feeInvoices.list(query, { most: MOST_FOUND });
  }
  const { feeInvoiceSearch: search, month } = INPUTS;
  throw new SecPaidError('validation', {
    what: 'There is nothing to find by: every field is empty.',
    next: `Fill in ${search.label} or ${month.label}. Nothing was sent to SecPaid.`,
  });
}
