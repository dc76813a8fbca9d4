import { invalidInput } from './errors.ts';
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

function checkWhole(field: string, value: number, min: number, max: number, expected: string): void {
  if (!Number.isSafeInteger(value) || value < min || value > max) throw invalidInput(field, value, expected);
}

/** Throws a `validation` error that names the first wrong filter. */
export function checkQuery({ date, since, payId }: PayInQuery): void {
  if (date !== undefined && !isRealDay(date)) {
    throw invalidInput('Date', date, 'a real day written YYYY-MM-DD, such as 2026-05-20');
  }
  if (since !== undefined) {
    checkWhole('Last days', since, 0, 100_000, 'a whole number of days, 0 or more');
  }
  if (payId !== undefined) checkPayId(payId);
}

/** Throws a `validation` error unless the pay ID is made of digits. */
export function checkPayId(payId: string): void {
  if (!/^\d{1,15}$/.test(payId)) {
    throw invalidInput('Pay ID', payId, 'digits only, such as 99296, as SecPaid shows it beside the payment');
  }
}

/** Throws a `validation` error unless the limit is what SecPaid takes. */
export function checkLimit(limit: number): void {
  checkWhole('Limit', limit, 1, MAX_LIMIT, `a whole number from 1 to ${MAX_LIMIT}`);
}

/** The JSON body of a request, checked: fields that are not set are left out. */
export function requestBody({ page, limit, ...query }: PayInRequest): Record<string, string | number> {
  checkWhole('Page', page, 1, Number.MAX_SAFE_INTEGER, 'a whole number, 1 or more');
  checkLimit(limit);
  checkQuery(query);
  return {
    page,
    limit,
    ...(query.search === undefined || query.search === '' ? {} : { search: query.search }),
    ...(query.date === undefined ? {} : { date: query.date }),
    ...(query.since === undefined ? {} : { since: query.since }),
    ...(query.payId === undefined ? {} : { pay_id: Number(query.payId) }),
  };
}
