import { createHash } from 'node:crypto';
import type { Ledger } from './ledger.ts';
import { InputError } from '../values/input-error.ts';
import { toCents } from '../values/money.ts';
import { isFinal } from './payment.ts';
import { owner } from './row.ts';

/** One row of the list of fee invoices exactly as it travels. */
export interface InvoiceRow {
  readonly sf_id: string;
  readonly invoice_id: string;
  readonly invoice_date: string;
  readonly service_month: string;
  readonly total_secpaid_fee: number;
  readonly total_psp_fee: number;
  readonly vat: number;
  readonly company: string;
  readonly name: string;
  readonly street: string;
  readonly house_no: string;
  readonly city: string;
  readonly country: string;
  readonly zipcode: string;
  readonly user_id: string;
  readonly created_at: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** Whom the invoices are made out to. */
const OWNER = {
  company: 'Example Shop GmbH',
  name: 'Erika Mustermann',
  street: 'Musterstraße',
  house_no: '1',
  city: 'Berlin',
  country: 'Germany',
  zipcode: '10115',
} as const;

/** The invoices of SecPaid's fees, one a month. */
export class Invoices {
  readonly #ledger: Ledger;
  #rows: InvoiceRow[] = [];
  #next = 178;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Every invoice, newest first. */
  rows(): InvoiceRow[] {
    return this.#rows.toReversed();
  }

  /**
   * Invoices the fees of a month, YYYY-MM. `at` is the wall clock now.
   * @throws InputError for a month that is invoiced already, or of which there is nothing to invoice
   */
  issue(month: string, at: string): InvoiceRow {
    const id = String(this.#next);
    const prefix = `${month.replace('-', '')}-sf-`;
    if (this.#rows.some(({ invoice_id }) => invoice_id.startsWith(prefix))) {
      throw new InputError(`the fees of ${month} are invoiced already: expected another month`);
    }
    const entries = this.#ledger
      .rows()
      .filter((row) => row.created_at.startsWith(`${month}-`) && isFinal(row));
    if (entries.length === 0)
      throw new InputError(`there are no fees of ${month}: expected a month with entries`);
    const total = (field: 'service_fee' | 'service_fee_psp'): number =>
      entries.reduce((cents, row) => cents + toCents(row[field]), 0) / 100;
    const row: InvoiceRow = {
      sf_id: id,
      invoice_id: `${prefix}${letters(id)}`,
      invoice_date: at.slice(0, 10),
      service_month: `${MONTHS[Number(month.slice(5)) - 1] ?? ''} ${month.slice(0, 4)}`,
      total_secpaid_fee: total('service_fee'),
      total_psp_fee: total('service_fee_psp'),
      vat: 0,
      ...OWNER,
      user_id: owner.user,
      created_at: at,
    };
    this.#next++;
    this.#rows.push(row);
    return row;
  }

  /** Forgets every invoice. Ids are not given out again. */
  clear(): void {
    this.#rows = [];
  }
}

/** Ten letters and digits, the same for the same id, so that a run can be repeated. */
function letters(id: string): string {
  const text = createHash('sha256').update(`invoice ${id}`).digest('base64');
  return text.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 10);
}
