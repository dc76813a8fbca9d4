export { type Client, createClient } from './client.ts';
export {
  BASE_URLS,
  connect,
  type Connection,
  type ConnectionInput,
  isUnderBase,
  TOKEN_PLACE,
} from './http/connection.ts';
export type { Links } from './endpoints/links.ts';
export type { ListChoice } from './endpoints/collect.ts';
export type { PayIns } from './endpoints/pay-ins.ts';
export type { PayOuts } from './endpoints/pay-outs.ts';
export { type ErrorKind, isSecPaidError, SecPaidError } from './errors.ts';
export { isReadable, type Listed, type UnreadableEntry } from './entries/listed.ts';
export { NOT_SECPAID, REFUSED_TOKEN, statusFault } from './http/status-errors.ts';
export { amountFilter, ENTRY_FILTERS, entryFilter } from './forms/entry-filter.ts';
export { EVENTS, type PayInEvent } from './forms/events.ts';
export type { FeedKind } from './feed/feed-kind.ts';
export {
  isOvertaken,
  poll,
  pollApprovals,
  pollFeeInvoices,
  type PollInput,
  type PollOutcome,
  pollPayOuts,
} from './feed/poll.ts';
export { recentFeeInvoices, type RecentInput, recentPayIns, recentPayOuts } from './feed/recent.ts';
export { type FeedState, readState } from './feed/state.ts';
export type { Field } from './entries/field.ts';
export {
  DISPUTE_SAMPLE,
  PAY_IN_FIELDS,
  PAY_IN_SAMPLE,
  REFUND_SAMPLE,
  simplify,
} from './entries/pay-in-fields.ts';
export { type Find, findPayIns, listPayIns, readFindInput, readPayOutForm, sortOf } from './find/find.ts';
export type { FindBounds } from './find/bounds.ts';
export { findLinks, listLinks } from './find/find-links.ts';
export { type MadeLink, makeLink } from './find/find-or-create.ts';
export { getLink } from './find/one-link.ts';
export { type Form, renamed, withoutBlanks } from './forms/form.ts';
export { DASHBOARDS } from './forms/account-inputs.ts';
export { type ChoiceInput, hasManySpellings, type Input, INPUTS_DOCUMENTATION } from './forms/input.ts';
export { INPUTS } from './forms/inputs.ts';
export { readLinkForm } from './endpoints/link-form.ts';
export type { LinkInput, LinkQuery } from './endpoints/link-requests.ts';
export type { Answer, Slice } from './paging/pages.ts';
export { type NumberedRow, type PayIn, type PayInKind, toPayIn } from './entries/pay-in.ts';
export { choiceOf, choicesOf, valueOf } from './forms/read-value.ts';
export { PAY_OUT_APPROVED_SAMPLE, PAY_OUT_FIELDS, PAY_OUT_SAMPLE } from './entries/pay-out-fields.ts';
export { FEE_INVOICE_FIELDS, FEE_INVOICE_SAMPLE } from './entries/fee-invoice-fields.ts';
export { type FeeInvoice, toFeeInvoice } from './entries/fee-invoice.ts';
export { findFeeInvoices, readFeeInvoiceForm } from './find/find-fee-invoices.ts';
export { approvalsIn } from './entries/approvals.ts';
export { type PayOut, type PayOutRow, toPayOut } from './entries/pay-out.ts';
export { LINK_FIELDS, LINK_SAMPLE } from './entries/payment-link-fields.ts';
export type { PaymentLink } from './entries/payment-link.ts';
export { entriesOf, type Numbered, toRaw as toRawPayIn, toRaw as toRawPayOut } from './entries/row.ts';
export type { QrFormat } from './forms/labels.ts';
export { qrCodeOf, type QrCodeFile } from './qr/qr-code.ts';
export type { Waiting } from './http/retry.ts';
export { findPayOut, getPayOutPayments, type PayOutPayments } from './summary/pay-out-payments.ts';
export {
  PAY_OUT_CHECK_FIELDS,
  PAY_OUT_PAYMENTS_FIELDS,
  PAY_OUT_PAYMENTS_SAMPLE,
} from './summary/pay-out-payments-fields.ts';
export { type Export, EXPORT_HEADINGS, exportPayIns } from './export/export.ts';
export { type Summary, summaryOf } from './summary/summary.ts';
export { findStatus } from './status/find-status.ts';
export type { PaymentState, PaymentStatus } from './status/payment-status.ts';
export { STATUS_FIELDS, STATUS_SAMPLE } from './status/status-fields.ts';
export { SUMMARY_FIELDS, SUMMARY_SAMPLE, type SummaryField } from './summary/summary-fields.ts';
export {
  answerTooLarge,
  type HttpRequest,
  type HttpResponse,
  MAX_ANSWER_BYTES,
  readText,
  type Transport,
} from './http/transport.ts';
export type { PayInQuery, PayOutQuery } from './endpoints/requests.ts';
