import { SecPaidError } from '../errors.ts';
import { ELSEWHERE, type Fault, LATER, REFUSED_TOKEN, statusFault } from './status-errors.ts';
import { answerTooLarge, type HttpResponse, MAX_ANSWER_BYTES } from './transport.ts';
import { isRecord, text } from '../entries/wire.ts';

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
  const next = isPage ? ELSEWHERE : `${LATER} If this keeps happening, tell SecPaid’s support.`;
  return new SecPaidError('unexpected-answer', { what, next, where });
}

function faultError(
  { kind, retryable, neverSent, ...sentences }: Fault,
  response: HttpResponse,
  where: string,
) {
  const retry = retryable ? { retryable, retryAfterMs: retryAfterMs(response) } : {};
  return new SecPaidError(kind, { ...sentences, where }, { ...retry, neverSent });
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

type Envelope = Readonly<Record<string, unknown>>;

/** The envelope of an answer, which may begin with a byte order mark; undefined where there is none. */
function envelopeIn({ body }: HttpResponse): Envelope | undefined {
  if (body.length > MAX_ANSWER_BYTES) return undefined;
  const envelope = parseJson(body.replace(/^\uFEFF/, ''));
  return isRecord(envelope) && 'ResponseCode' in envelope ? envelope : undefined;
}

/** The documented yes is ResponseCode 1 with Result "True", the no 0 with "False"; numbers and booleans vary in type. */
function verdictOf({ ResponseCode, Result }: Envelope): 'yes' | 'no' | 'unclear' {
  const verdict = `${text(ResponseCode)?.trim()} ${text(Result)?.trim().toLowerCase()}`;
  return verdict === '1 true' ? 'yes' : verdict === '0 false' ? 'no' : 'unclear';
}

/** Whether a refusal is about someone with whom a payment is split, who has a token of another kind. */
const isAboutRecipient = (said: unknown): boolean => typeof said === 'string' && /recipient/i.test(said);

/**
 * Whether a refusal is about the API token ("Incorrect token or missing token", "Please enter token"), and not about
 * another one ("Invalid recipient token at index 0").
 */
const isAboutApiToken = (said: string): boolean =>
  !isAboutRecipient(said) &&
  /(?:^|\b(?:api|access|incorrect|invalid|missing|wrong|expired|unknown|enter|or|no|the|your)[ _-])token\b(?! (?:at|of|for)\b)/i.test(
    said,
  );

type Redact = (text: string) => string;

/** A part of an envelope as an error shows it. */
const shown = (name: string, value: unknown, redact: Redact): string =>
  value === undefined ? `no ${name}` : `${name} ${redact(JSON.stringify(value)).slice(0, 30)}`;

/**
 * What a success envelope carries as `data`. ResponseMsg is never matched for it, since it may be localised. Which HTTP
 * status an error envelope has is unstated, so 200 and 4xx are read; 403 without one comes from a firewall.
 *
 * @param place where the request went, for the error's `where`; must not hold the token
 * @param redact takes the token out of what the server says
 * @throws SecPaidError for everything that is not a success; `unexpected-answer` for what is neither yes nor no
 */
export function readData(response: HttpResponse, place: string, redact: Redact): unknown {
  const where = `${place}, HTTP ${response.status}`;
  const envelope = envelopeIn(response);
  const fault = statusFault(response.status);
  const isRead =
    (response.status === 403 && envelope !== undefined) ||
    (response.status === 401 && isAboutRecipient(envelope?.['ResponseMsg']));
  if (fault && !isRead) throw faultError(fault, response, where);
  if (response.body.length > MAX_ANSWER_BYTES) throw answerTooLarge(where);
  if (!envelope) throw notAnEnvelope(response, where);
  const verdict = verdictOf(envelope);
  if (verdict === 'yes' && response.status < 400) return envelope['data'];
  const { ResponseCode, Result, ResponseMsg } = envelope;
  const message = typeof ResponseMsg === 'string' ? oneLine(redact(ResponseMsg)).slice(0, 200) : '';
  const said = message === '' ? '.' : `: “${message}”.`;
  if (verdict === 'no') {
    if (isAboutApiToken(message)) throw refusedToken(where);
    const next = 'Check the input; if it is right, try again later.';
    throw new SecPaidError('server', { what: `SecPaid refused the request${said}`, next, where });
  }
  const parts = [shown('ResponseCode', ResponseCode, redact), shown('Result', Result, redact)].join(', ');
  throw new SecPaidError('unexpected-answer', {
    what: `SecPaid’s answer says neither success nor failure (${parts}, HTTP ${response.status})${said}`,
    next: `${LATER} If this keeps happening, tell SecPaid’s support.`,
    where,
  });
}

/**
 * The list in a success envelope, parameters as `readData`.
 * @throws SecPaidError for everything that is not a success with a list: it never reads as an empty page
 */
export function readList(response: HttpResponse, place: string, redact: Redact): unknown[] {
  const data = readData(response, place, redact);
  if (Array.isArray(data)) return data;
  const what = 'SecPaid answered, but sent no list.';
  throw new SecPaidError('unexpected-answer', {
    what,
    next: LATER,
    where: `${place}, HTTP ${response.status}`,
  });
}
