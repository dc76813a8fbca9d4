export { type Client, createClient } from './client.ts';
export {
  BASE_URLS,
  connect,
  type Connection,
  type ConnectionInput,
  isUnderBase,
  TOKEN_PLACE,
} from './connection.ts';
export type { Links } from './endpoints/links.ts';
export type { ListChoice, PayIns } from './endpoints/pay-ins.ts';
export type { PayOuts } from './endpoints/pay-outs.ts';
export { type ErrorKind, isSecPaidError, SecPaidError } from './errors.ts';
export { isReadable, type Listed, type UnreadableEntry } from './listed.ts';
export { NOT_SECPAID, REFUSED_TOKEN, statusFault } from './faults.ts';
export { amountFilter, entryFilter } from './feed/entry-filter.ts';
export { EVENTS, type PayInEvent } from './feed/filter.ts';
export type { FeedKind } from './feed/feed-kind.ts';
export { isOvertaken, poll, type PollInput, type PollOutcome, pollPayOuts } from './feed/poll.ts';
export { type RecentInput, recentPayIns, recentPayOuts } from './feed/recent.ts';
export { type FeedState, readState } from './feed/state.ts';
export type { Field } from './field.ts';
export { FIELDS, SAMPLE, simplify } from './fields.ts';
export { type Find, type FindBounds, findPayIns, readFindInput, readPayOutForm, sortOf } from './find.ts';
export { findLinks, listLinks } from './find-links.ts';
export { type Form, renamed, withoutBlanks } from './form.ts';
export {
  DASHBOARDS,
  hasManySpellings,
  type Input,
  INPUTS,
  INPUTS_DOCUMENTATION,
  PAYMENT_METHODS,
  TRANSACTION_TYPES,
} from './inputs.ts';
export {
  BREAKDOWN_LABELS,
  EVENT_LABELS,
  KIND_LABELS,
  LINK_STATE_LABELS,
  type LinkState,
  SORT_LABELS,
  START_LABELS,
  TIME_RANGE_LABELS,
} from './labels.ts';
export { readLinkForm } from './link-form.ts';
export type { LinkInput, LinkQuery } from './link-input.ts';
export type { Answer, Slice } from './pages.ts';
export { type NumberedRow, type PayIn, type PayInKind, toPayIn } from './pay-in.ts';
export { choiceOf, choicesOf, valueOf } from './read-value.ts';
export { PAY_OUT_FIELDS, PAY_OUT_SAMPLE } from './pay-out-fields.ts';
export { type PayOut, type PayOutRow, toPayOut } from './pay-out.ts';
export { LINK_FIELDS, LINK_SAMPLE } from './payment-link-fields.ts';
export type { PaymentLink } from './payment-link.ts';
export { entriesOf, type Numbered, toRaw as toRawPayIn, toRaw as toRawPayOut } from './row.ts';
export type { Waiting } from './retry.ts';
export { type Summary, summaryOf } from './summary.ts';
export { SUMMARY_FIELDS, type SummaryField } from './summary-fields.ts';
export {
  answerTooLarge,
  type HttpRequest,
  type HttpResponse,
  MAX_ANSWER_BYTES,
  readText,
  type Transport,
} from './transport.ts';
export type { PayInQuery, PayInRequest, PayOutQuery, PayOutRequest } from './validation.ts';
