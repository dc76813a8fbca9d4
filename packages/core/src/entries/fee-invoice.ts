import { dateTexts } from './mail-texts.ts';
import { type ListRow, type Numbered, type Redact, readRows, unreadable } from './row.ts';
import { isoWithOffset, parseWallClock, type WallClock } from './server-time.ts';
import { decimal, fitForItems, idOf, isRecord, text, withExtras } from './wire.ts';

/** One of SecPaid's monthly invoices of its fees (getTaxInvoiceList), as the adapters emit it. Null where unknown. */
export interface FeeInvoice {
  readonly id: string;
  readonly sf_id: string;
  /** Tells it from the entries of other lists where several start one workflow. */
  readonly kind: 'fee_invoice';
  readonly invoice_id: string | null;
  /** YYYY-MM-DD. */
  readonly invoice_date: string | null;
  /** In words: "April 2026". */
  readonly service_month: string | null;
  readonly total_secpaid_fee: number | null;
  readonly total_psp_fee: number | null;
  /** 0 is reverse charge. */
  readonly vat: number | null;
  readonly currency: string;
  readonly company: string | null;
  readonly name: string | null;
  readonly street: string | null;
  readonly house_no: string | null;
  readonly zipcode: string | null;
  readonly city: string | null;
  readonly country: string | null;
  readonly created_at: string;
  readonly date_text: string | null;
  readonly date_text_de: string | null;
  readonly user_id: string | null;
}

const EXPECTED = {
  sf_id: 'the ID of an invoice, such as "178"',
  created_at: 'a date and time, such as "2026-05-01 02:00:00"',
};

/** When the invoice was made; its date alone where SecPaid does not say a time. */
const madeAt = (fields: Readonly<Record<string, unknown>>): WallClock | undefined =>
  parseWallClock(fields['created_at']) ?? parseWallClock(`${text(fields['invoice_date']) ?? ''} 00:00:00`);

/**
 * Reads one row of `data`; its key is the sf_id.
 * @throws SecPaidError `unexpected-answer` where sf_id or both dates are not of their form
 */
export function parseFeeInvoice(raw: unknown, where: string): ListRow {
  const fields = isRecord(raw) ? raw : {};
  const key = idOf(fields['sf_id']);
  const createdAt = madeAt(fields);
  if (key === null || createdAt === undefined) {
    const field = key === null ? 'sf_id' : 'created_at';
    const fault = { noun: 'a fee invoice', field, expected: EXPECTED[field], where };
    throw unreadable(fields, { ...fault, shown: ['sf_id', 'invoice_id', 'created_at'] });
  }
  return { createdAt, key, match: key, raw: fitForItems(fields) };
}

/** Reads the rows of an answer; one that cannot be read keeps its place and carries its fault. */
export const readFeeInvoices = (data: readonly unknown[], where: string, redact: Redact): ListRow[] =>
  readRows(
    data,
    (raw) => parseFeeInvoice(raw, where),
    (row) => row,
    redact,
  );

/** The invoice of a row: numbers and offset put right, unknown extra keys passed through. */
export function toFeeInvoice({ id, row }: Numbered): FeeInvoice {
  const { raw } = row;
  const entry = {
    id,
    sf_id: row.match,
    kind: 'fee_invoice' as const,
    invoice_id: text(raw['invoice_id']),
    invoice_date: text(raw['invoice_date']),
    service_month: text(raw['service_month']),
    total_secpaid_fee: decimal(raw['total_secpaid_fee']),
    total_psp_fee: decimal(raw['total_psp_fee']),
    vat: decimal(raw['vat']),
    currency: text(raw['currency']) ?? 'EUR',
    company: text(raw['company']),
    name: text(raw['name']),
    street: text(raw['street']),
    house_no: text(raw['house_no']),
    zipcode: text(raw['zipcode']),
    city: text(raw['city']),
    country: text(raw['country']),
    created_at: isoWithOffset(row.createdAt),
    ...dateTexts(row.createdAt),
    user_id: text(raw['user_id']),
  };
  return withExtras(entry, raw);
}
