import type { Account } from '../account/account.ts';
import { maxLimit } from '../account/list-query.ts';
import type { WireRow } from '../deviations/deviation.ts';
import type { Deviations } from '../deviations/deviations.ts';
import { month, text, whole } from './query.ts';

/** What getTaxInvoiceList filters by. */
interface InvoiceFilters {
  readonly search?: string | undefined;
  readonly date?: string | undefined;
}

/**
 * getTaxInvoiceList: its rows, and how many there are. Its order, its largest limit, and whether `date` is the month of
 * the service or of the invoice, is not stated; here it is that of the service, newest first.
 */
export function invoiceList(
  account: Account,
  deviations: Deviations,
  values: Readonly<Record<string, unknown>>,
): { readonly rows: readonly WireRow[]; readonly total: number } {
  const page = whole(values, 'page', 1) ?? 1;
  const limit = whole(values, 'limit', 1, maxLimit) ?? 10;
  const filters = { search: text(values, 'search')?.toLowerCase(), date: month(values, 'date') };
  const all = (): WireRow[] => account.invoices.rows().map((row) => ({ ...row }));
  const rows = deviations.list(
    { page, limit, skip: (page - 1) * limit, filters },
    { rows: all, matches: admits },
  );
  return { rows, total: all().filter(admits(filters)).length };
}

function admits({ search = '', date = '' }: InvoiceFilters): (row: WireRow) => boolean {
  return ({ invoice_id }) =>
    String(invoice_id).toLowerCase().includes(search) && String(invoice_id).startsWith(date.replace('-', ''));
}
