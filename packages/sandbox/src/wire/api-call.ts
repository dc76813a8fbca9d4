import { InputError } from '../values/input-error.ts';

/** A request as any transport sends it. Header names may be in any case. */
export interface ApiRequest {
  readonly method: string;
  /** Absolute or from the root on, such as "/api/v2/getPayInTransactions". */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
}

/** The answer to it. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer in JSON. */
export function jsonAnswer(status: number, value: unknown, headers: Record<string, string> = {}): ApiAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** A header's value, or nothing if it is missing. */
export function headerOf(request: ApiRequest, name: string): string {
  const key = Object.keys(request.headers).find((one) => one.toLowerCase() === name);
  return (key === undefined ? undefined : request.headers[key]) ?? '';
}

/** The fields of a body in JSON, or form-encoded if the content type says so. No body has no fields. */
export function fieldsOf(request: ApiRequest): Record<string, unknown> {
  const text = request.body ?? '';
  if (headerOf(request, 'content-type').startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  return text === '' ? {} : objectOf(text);
}

/** The fields of a JSON object. */
export function objectOf(text: string): Record<string, unknown> {
  const value = parsed(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new InputError('the body is not a JSON object');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InputError('the body is not JSON');
  }
}
