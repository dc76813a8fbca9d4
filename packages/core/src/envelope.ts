import { TOKEN_PLACE } from './connection.ts';
import { SecPaidError } from './errors.ts';
import type { HttpResponse } from './transport.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const LATER = 'Nothing is lost: try again later.';

/** "Retry-After: 30" as milliseconds. The API promises no such header; its HTTP-date form is left to the back-off. */
function retryAfterMs(response: HttpResponse): number | undefined {
  const header = response.headers['retry-after'] ?? '';
  return /^\d{1,5}$/.test(header) ? Number(header) * 1000 : undefined;
}

function refusedToken(where: string): SecPaidError {
  return new SecPaidError('authentication', {
    what: 'SecPaid refused the API token.',
    next: `Copy it again from ${TOKEN_PLACE}, and check that it belongs to the environment chosen here.`,
    where,
  });
}

function notAnEnvelope(response: HttpResponse, where: string): SecPaidError {
  const isPage = /^\s*</.test(response.body);
  const what = isPage
    ? 'SecPaid answered with a web page instead of data.'
    : 'SecPaid’s answer was cut off or is not the documented one.';
  const next = isPage
    ? 'SecPaid may be under maintenance, or the base URL points elsewhere: check the environment, then try again later.'
    : `${LATER} If it stays, tell SecPaid’s support.`;
  return new SecPaidError('unexpected-answer', { what, next, where });
}

/** The faults that the HTTP status alone tells; undefined where the body has to be read. */
function statusFault(response: HttpResponse, where: string): SecPaidError | undefined {
  const { status } = response;
  if (status === 401 || status === 403) return refusedToken(where);
  if (status === 429) {
    const what = 'SecPaid’s limit of 60 requests a minute is used up.';
    const next = 'Wait a minute, or poll less often: all workflows of one account share the limit.';
    const retry = { retryable: true, retryAfterMs: retryAfterMs(response) };
    return new SecPaidError('rate-limit', { what, next, where }, retry);
  }
  if (status >= 500) {
    const what = `SecPaid cannot answer at the moment (HTTP ${status}).`;
    const retry = { retryable: true, retryAfterMs: retryAfterMs(response) };
    return new SecPaidError('server', { what, next: LATER, where }, retry);
  }
  if (status >= 300 && status < 400) {
    const what =
      'SecPaid’s address answered with a redirect, which is not followed because the token would go along.';
    const next = 'Check the environment or base URL of the credential.';
    return new SecPaidError('unexpected-answer', { what, next, where });
  }
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The list in a success envelope. Success is ResponseCode 1 and Result "True"; ResponseMsg is never matched for it,
 * since it may be localised. Which HTTP status an error envelope has is unstated, so both 200 and 4xx are read.
 *
 * @param place where the request went, for the error's `where`; must not hold the token
 * @param redact takes the token out of what the server says
 * @throws SecPaidError for everything that is not a success with a list: it never reads as an empty page
 */
export function readList(response: HttpResponse, place: string, redact: (text: string) => string): unknown[] {
  const where = `${place}, HTTP ${response.status}`;
  const fault = statusFault(response, where);
  if (fault) throw fault;
  const envelope = parseJson(response.body);
  if (!isRecord(envelope) || !('ResponseCode' in envelope)) throw notAnEnvelope(response, where);
  const { ResponseCode, Result, ResponseMsg, data } = envelope;
  if (ResponseCode === 1 && Result === 'True' && response.status < 400) {
    if (Array.isArray(data)) return data;
    const what = 'SecPaid said yes but sent no list.';
    throw new SecPaidError('unexpected-answer', { what, next: LATER, where });
  }
  const said = typeof ResponseMsg === 'string' ? redact(ResponseMsg).slice(0, 200) : '';
  if (/token/i.test(said)) throw refusedToken(where);
  const what = said === '' ? 'SecPaid refused the request.' : `SecPaid refused the request: “${said}”.`;
  throw new SecPaidError('server', {
    what,
    next: 'Check the input; if it is right, try again later.',
    where,
  });
}
