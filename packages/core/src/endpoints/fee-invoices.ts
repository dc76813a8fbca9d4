import { type FeeInvoice, readFeeInvoices, toFeeInvoice } from '../entries/fee-invoice.ts';
import type { ListRow } from '../entries/row.ts';
import { invalidInput } from '../errors.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { Caller } from '../http/call.ts';
import { type List, listOf } from './list.ts';
import { filled, type Filters } from './requests.ts';

/** What getTaxInvoiceList can be asked for. */
export interface FeeInvoiceQuery {
  /** What it is compared with is unstated. */
  readonly search?: string | undefined;
  /** One month, YYYY-MM. Whether of the service or of the invoice is unstated. */
  readonly month?: string | undefined;
}

/** getTaxInvoiceList. Its order and its largest limit are unstated. */
export type FeeInvoices = List<FeeInvoiceQuery, ListRow, FeeInvoice>;

/** The filters, checked; those that are not set are left out. */
function filters({ search, month }: FeeInvoiceQuery): Filters {
  const { label, expected } = INPUTS.month;
  if (month !== undefined && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw invalidInput(label, month, expected);
  return { ...filled('search', search), ...filled('date', month) };
}

export const feeInvoicesOf = (caller: Caller): FeeInvoices =>
  listOf(caller, { endpoint: 'getTaxInvoiceList', filters, read: readFeeInvoices, toEntry: toFeeInvoice });
