import { invalidInput, SecPaidError } from './errors.ts';
import { INPUTS } from './inputs.ts';
import { isRealDay } from './server-time.ts';

/** SecPaid's own maximum (getPayInTransactions, Body Parameters). */
export const MAX_LIMIT = 1000;

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

/** The documented fields of a request's body. */
export interface PayInRequest extends PayInQuery {
  readonly page: number;
  readonly limit: number;
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

/** The documented fields of a request for pay-outs. */
export interface PayOutRequest extends PayOutQuery {
  readonly page: number;
  readonly limit: number;
}

function checkWhole(field: string, value: number, min: number, max: number, expected: string): void {
  if (!Number.isSafeInteger(value) || value < min || value > max) throw invalidInput(field, value, expected);
}

/** Throws a `validation` error unless the day is left out or a real one, YYYY-MM-DD. */
export function checkDay(field: string, day: string | undefined): void {
  if (day !== undefined && !isRealDay(day)) {
    throw invalidInput(field, day, 'a real day written YYYY-MM-DD, such as 2026-05-20');
  }
}

/** Throws a `validation` error that names the first wrong filter. */
export function checkQuery({ date, since, payId }: PayInQuery): void {
  checkDay(INPUTS.date.label, date);
  if (since !== undefined) {
    checkWhole(INPUTS.lastDays.label, since, 0, 100_000, 'a whole number of days, 0 or more');
  }
  if (payId !== undefined) checkPayId(payId);
}

/** Throws a `validation` error unless the pay ID is made of digits. */
export function checkPayId(payId: string): void {
  if (!/^\d{1,15}$/.test(payId)) {
    const expected = 'digits only, such as 99296, as SecPaid shows it beside each payment';
    throw invalidInput(INPUTS.payId.label, payId, expected);
  }
}

/** Throws a `validation` error unless the limit is what SecPaid takes. */
export function checkLimit(limit: number): void {
  checkWhole('Limit', limit, 1, MAX_LIMIT, `a whole number from 1 to ${MAX_LIMIT}`);
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
export function checkPayOutQuery({ startDate, endDate }: PayOutQuery): void {
  checkDay(INPUTS.startDate.label, startDate);
  checkDay(INPUTS.endDate.label, endDate);
  if (startDate !== undefined && endDate !== undefined) checkOrder(startDate, endDate);
}

function checkSlice(page: number, limit: number): void {
  checkWhole('Page', page, 1, Number.MAX_SAFE_INTEGER, 'a whole number, 1 or more');
  checkLimit(limit);
}

/** A field of a body, left out where it is not set. */
export const filled = (name: string, text: string | undefined): Record<string, string> =>
  text === undefined || text === '' ? {} : { [name]: text };

/** The JSON body of a request, checked: fields that are not set are left out. */
export function requestBody({ page, limit, ...query }: PayInRequest): Record<string, string | number> {
  checkSlice(page, limit);
  checkQuery(query);
  return {
    page,
    limit,
    ...filled('search', query.search),
    ...filled('date', query.date),
    ...(query.since === undefined ? {} : { since: query.since }),
    ...(query.payId === undefined ? {} : { pay_id: Number(query.payId) }),
  };
}

/** The JSON body of a request for pay-outs, checked: fields that are not set are left out. */
export function payOutRequestBody({ page, limit, ...query }: PayOutRequest): Record<string, string | number> {
  checkSlice(page, limit);
  checkPayOutQuery(query);
  return {
    page,
    limit,
    ...filled('search', query.search),
    ...filled('start_date', query.startDate),
    ...filled('end_date', query.endDate),
  };
}
