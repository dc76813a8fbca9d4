import { SecPaidError } from './errors.ts';
import { ELSEWHERE, LATER, REFUSED_TOKEN, statusFault } from './faults.ts';
import { answerTooLarge, type HttpResponse, MAX_ANSWER_BYTES } from './transport.ts';
import { isRecord } from './wire.ts';

/** "Retry-After: 30" as milliseconds. The API promises no such header; its HTTP-date form is left to the back-off. */
function retryAfterMs(response: HttpResponse): number | undefined {
  const header = response.headers['retry-after'] ?? '';
  return /^\d{1,5}$/.test(header) ? Number(header) * 1000 : undefined;
}

const refusedToken = (where: string): SecPaidError =>
  new SecPaidError('authentication', { ...REFUSED_TOKEN, where });

function notAnEnvelope(response: HttpResponse, where: string): SecPaidError {
  const isPage = /^\s*</.test(response.body);
  const what = isPage
    ? 'SecPaid answered with a web page instead of data.'
    : 'SecPaid’s answer was cut off or is not the documented one.';
  const next = isPage ? ELSEWHERE : `${LATER} If it stays, tell SecPaid’s support.`;
  return new SecPaidError('unexpected-answer', { what, next, where });
}

/** The faults that the HTTP status alone tells; undefined where the body has to be read. */
function faultOf(response: HttpResponse, where: string): SecPaidError | undefined {
  const fault = statusFault(response.status);
  if (!fault) return undefined;
  const { kind, ...sentences } = fault;
  const retryable = kind === 'rate-limit' || kind === 'server';
  return new SecPaidError(
    kind,
    { ...sentences, where },
    retryable ? { retryable, retryAfterMs: retryAfterMs(response) } : {},
  );
}

/** Line breaks and control characters could forge lines of a log. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * What a success envelope carries as `data`. Success is ResponseCode 1 and Result "True"; ResponseMsg is never matched
 * for it, since it may be localised. Which HTTP status an error envelope has is unstated, so both 200 and 4xx are read.
 *
 * @param place where the request went, for the error's `where`; must not hold the token
 * @param redact takes the token out of what the server says
 * @throws SecPaidError for everything that is not a success
 */
export function readData(response: HttpResponse, place: string, redact: (text: string) => string): unknown {
  const where = `${place}, HTTP ${response.status}`;
  const fault = faultOf(response, where);
  if (fault) throw fault;
  if (response.body.length > MAX_ANSWER_BYTES) throw answerTooLarge(where);
  const envelope = parseJson(response.body);
  if (!isRecord(envelope) || !('ResponseCode' in envelope)) throw notAnEnvelope(response, where);
  const { ResponseCode, Result, ResponseMsg, data } = envelope;
  if (ResponseCode === 1 && Result === 'True' && response.status < 400) return data;
  const said = typeof ResponseMsg === 'string' ? oneLine(redact(ResponseMsg)).slice(0, 200) : '';
  if (/token/i.test(said)) throw refusedToken(where);
  const what = said === '' ? 'SecPaid refused the request.' : `SecPaid refused the request: “${said}”.`;
  throw new SecPaidError('server', {
    what,
    next: 'Check the input; if it is right, try again later.',
    where,
  });
}

/**
 * The list in a success envelope, parameters as `readData`.
 * @throws SecPaidError for everything that is not a success with a list: it never reads as an empty page
 */
export function readList(response: HttpResponse, place: string, redact: (text: string) => string): unknown[] {
  const data = readData(response, place, redact);
  if (Array.isArray(data)) return data;
  const what = 'SecPaid answered, but sent no list.';
  throw new SecPaidError('unexpected-answer', {
    what,
    next: LATER,
    where: `${place}, HTTP ${response.status}`,
  });
}
