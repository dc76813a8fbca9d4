import { parseFeeInvoice, type FeeInvoice, toFeeInvoice } from './fee-invoice.ts';
import { type Field, type FieldTable, fieldsOf } from './field.ts';
import { dateTextFields } from './mail-texts.ts';

/** An invoice in the form of the documentation's own (getTaxInvoiceList, Response). */
const SAMPLE_ROW = {
  sf_id: '178',
  invoice_id: '202604-sf-QRxbbs7z9n',
  invoice_date: '2026-05-01',
  service_month: 'April 2026',
  total_secpaid_fee: 41.35,
  total_psp_fee: 28.9,
  vat: 0,
  company: 'Example Shop GmbH',
  name: 'Erika Mustermann',
  street: 'Musterstraße',
  house_no: '1',
  city: 'Berlin',
  country: 'Germany',
  zipcode: '10115',
  user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
  created_at: '2026-05-01 02:00:00',
};

function sample(): FeeInvoice {
  const row = parseFeeInvoice(SAMPLE_ROW, 'the sample');
  return toFeeInvoice({ id: row.key, row });
}

/** A fee invoice to show before there is a real one. Every key of `FEE_INVOICE_FIELDS` is in it, and filled. */
export const FEE_INVOICE_SAMPLE: FeeInvoice = /* @__PURE__ */ sample();

const TABLE: FieldTable = [
  ['id', 'ID', 'string', 'Unique for each invoice and the same for ever'],
  ['sf_id', 'SF ID', 'string', 'SecPaid’s own ID of the invoice'],
  ['kind', 'Kind', 'string', 'fee_invoice'],
  ['invoice_id', 'Invoice ID', 'string', 'The number on the invoice'],
  ['invoice_date', 'Invoice Date', 'string', 'The date on the invoice, YYYY-MM-DD'],
  ['service_month', 'Service Month', 'string', 'The month whose fees are invoiced, such as April 2026'],
  ['total_secpaid_fee', 'Total SecPaid Fee', 'number', 'What SecPaid kept, in euros'],
  ['total_psp_fee', 'Total Payment Provider Fee', 'number', 'What the payment provider kept, in euros'],
  ['vat', 'VAT', 'number', 'As SecPaid gives it; 0 is reverse charge: you owe the VAT yourself'],
  ['currency', 'Currency', 'string', 'EUR'],
  ['company', 'Company', 'string', 'Your company, as the invoice names it'],
  ['name', 'Name', 'string', 'Your name, as the invoice names it'],
  ['street', 'Street', 'string', 'Your street'],
  ['house_no', 'House Number', 'string', 'Your house number'],
  ['zipcode', 'Postal Code', 'string', 'Your postal code'],
  ['city', 'City', 'string', 'Your city'],
  ['country', 'Country', 'string', 'Your country'],
  ['created_at', 'Created At', 'datetime', 'When SecPaid made the invoice, with the offset from UTC'],
  ...dateTextFields('When SecPaid made the invoice'),
  ['user_id', 'User ID', 'string', 'Your account’s ID; tells several accounts apart'],
];

/** The table of a fee invoice's fields, as `PAY_IN_FIELDS` is that of a pay-in's. */
export const FEE_INVOICE_FIELDS: readonly Field[] = /* @__PURE__ */ fieldsOf(TABLE, FEE_INVOICE_SAMPLE);
