import { InputError } from '../values/input-error.ts';
import { maxLimit, type ListQuery } from '../account/list-query.ts';
import { isDay, isMonth } from '../values/wall-clock.ts';

/**
 * Reads the documented body of getPayInTransactions. How SecPaid words a refusal, and whether it refuses a
 * limit above the maximum or quietly lowers it, is not stated; here it refuses, so that nobody comes to
 * depend on either.
 */
export function readQuery(fields: Readonly<Record<string, unknown>>): ListQuery {
  return {
    page: whole(fields, 'page', 1),
    limit: whole(fields, 'limit', 1, maxLimit),
    since: whole(fields, 'since', 0),
    pay_id: whole(fields, 'pay_id', 0),
    search: text(fields, 'search'),
    date: day(fields, 'date'),
  };
}

/** The page a request asks for, for faults and hooks that wait for one; 1 if it cannot be read. */
export function pageOf(fields: Readonly<Record<string, unknown>>): number {
  return Number(fields['page'] ?? 1) || 1;
}

/** A text, or nothing if a form leaves it open. */
export function text(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = fields[name];
  // A form sends what is left open as nothing.
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new InputError(`The ${name} field must be a text`);
}

/** A whole number within bounds, in digits or as a number. */
export function whole(
  fields: Readonly<Record<string, unknown>>,
  name: string,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const value = text(fields, name);
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (number >= min && number <= max) return number;
  const most = max === Number.MAX_SAFE_INTEGER ? 'or more' : `to ${max}`;
  throw new InputError(`The ${name} field must be an integer of ${min} ${most}`);
}

/** A day that exists, YYYY-MM-DD. */
export function day(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = text(fields, name);
  if (value === undefined || isDay(value)) return value;
  throw new InputError(`The ${name} field must be a day in the format YYYY-MM-DD`);
}

/** A month, YYYY-MM. */
export function month(fields: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = text(fields, name);
  if (value === undefined || isMonth(value)) return value;
  throw new InputError(`The ${name} field must be a month in the format YYYY-MM`);
}
