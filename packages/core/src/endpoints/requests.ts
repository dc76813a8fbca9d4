import { invalidInput, SecPaidError } from '../errors.ts';
import type { TypedInput } from '../forms/input.ts';
import { INPUTS } from '../forms/inputs.ts';
import { isRealDay } from '../entries/server-time.ts';
import { MAX_LIMIT, type Slice } from '../paging/pages.ts';

/** What getPayInTransactions can be asked for; all of it is combined with AND (getPayInTransactions, Filtering). */
export interface PayInQuery {
  /** Partial text; the note, and by one place of the documentation also amount, transaction_id and payment_method. */
  readonly search?: string | undefined;
  /** One day, YYYY-MM-DD, on SecPaid's wall clock. */
  readonly date?: string | undefined;
  /** The last N days, 0 for no bound. Whether today counts from midnight is unstated. */
  readonly since?: number | undefined;
  /** The id of a payment link: digits. */
  readonly payId?: string | undefined;
}

/** What getPayOutTransactions can be asked for. Which of a pay-out's dates the days bound is unstated. */
export interface PayOutQuery {
  /** Text in the transaction_id. */
  readonly search?: string | undefined;
  /** The first day, YYYY-MM-DD. */
  readonly startDate?: string | undefined;
  /** The last day, YYYY-MM-DD. */
  readonly endDate?: string | undefined;
}

type Bounded = Pick<TypedInput, 'label' | 'expected'>;

/** Throws a `validation` error unless the number is whole and from `min` to `max`. */
function checkWhole({ label, expected }: Bounded, value: number, min: number, max: number): void {
  if (!Number.isSafeInteger(value) || value < min || value > max) throw invalidInput(label, value, expected);
}

/** Throws a `validation` error unless the day is left out or a real one, YYYY-MM-DD. */
function checkDay({ label, expected }: Bounded, day: string | undefined): void {
  if (day !== undefined && !isRealDay(day)) throw invalidInput(label, day, expected);
}

/** Throws a `validation` error that names the first wrong filter. */
export function checkQuery({ date, since, payId }: PayInQuery): void {
  checkDay(INPUTS.date, date);
  if (since !== undefined) checkWhole(INPUTS.lastDays, since, 0, 100_000);
  if (payId !== undefined) checkId(INPUTS.payId, payId);
}

/** Throws a `validation` error unless the ID is made of digits. */
export function checkId({ label, expected }: Bounded, id: string): void {
  if (!/^\d{1,15}$/.test(id)) throw invalidInput(label, id, expected);
}

/** Throws a `validation` error unless the limit is what SecPaid takes. */
export function checkLimit(limit: number): void {
  checkWhole(INPUTS.limit, limit, 1, MAX_LIMIT);
}

/** Throws a `validation` error where the start is after the end, both YYYY-MM-DD. */
export function checkOrder(start: string, end: string): void {
  if (start <= end) return;
  throw new SecPaidError('validation', {
    what: `${INPUTS.startDate.label} (${start}) is after ${INPUTS.endDate.label} (${end}).`,
    next: 'Swap the two and try again. Nothing was sent to SecPaid.',
  });
}

/** Throws a `validation` error that names the first wrong filter. */
function checkPayOutQuery({ startDate, endDate }: PayOutQuery): void {
  checkDay(INPUTS.startDate, startDate);
  checkDay(INPUTS.endDate, endDate);
  if (startDate !== undefined && endDate !== undefined) checkOrder(startDate, endDate);
}

/** Throws a `validation` error unless SecPaid can give such a page. */
export function checkSlice({ page, limit }: Slice): void {
  checkWhole({ label: 'Page', expected: 'a whole number, 1 or more' }, page, 1, Number.MAX_SAFE_INTEGER);
  checkLimit(limit);
}

/** A field of a body, left out where it is not set. */
export const filled = (name: string, text: string | undefined): Record<string, string> =>
  text === undefined || text === '' ? {} : { [name]: text };

/** The filters of a list as a request's body has them. */
export type Filters = Readonly<Record<string, string | number>>;

/** The filters of pay-ins, checked; those that are not set are left out. */
export function payInFilters(query: PayInQuery): Filters {
  checkQuery(query);
  return {
    ...filled('search', query.search),
    ...filled('date', query.date),
    ...(query.since === undefined ? {} : { since: query.since }),
    ...(query.payId === undefined ? {} : { pay_id: Number(query.payId) }),
  };
}

/** The filters of pay-outs, checked; those that are not set are left out. */
export function payOutFilters(query: PayOutQuery): Filters {
  checkPayOutQuery(query);
  return {
    ...filled('search', query.search),
    ...filled('start_date', query.startDate),
    ...filled('end_date', query.endDate),
  };
}
