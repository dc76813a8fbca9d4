import type { Connection } from './connection.ts';
import { readData, readList } from './envelope.ts';
import { isSecPaidError, SecPaidError } from './errors.ts';
import { retrying, type Waiting } from './retry.ts';
import type { HttpResponse, Transport } from './transport.ts';
import { type Change, writeOnce } from './write.ts';

/** One request: the endpoint's name, its JSON body, and what to call it for people who debug. */
interface Call {
  readonly endpoint: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What tells this request from others, such as its page; must not hold the token. */
  readonly detail?: string;
}

/** A list that SecPaid sent. */
interface ListAnswer {
  readonly data: readonly unknown[];
  /** Where it came from, for errors. */
  readonly where: string;
  /** Takes the token out of what an error shows of it. */
  readonly redact: (text: string) => string;
}

/** How the endpoints reach SecPaid. */
export interface Caller {
  /** The list of a reading call; repeated where that can help. */
  list(call: Call): Promise<ListAnswer>;
  /** Makes a changing call and takes what it answers; repeated only where it surely did nothing. */
  write<T>(call: Call, change: Change, take: (data: unknown, where: string) => T): Promise<T>;
}

/** These come about before a connection stands, so nothing was sent. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** What an HTTP client says where its time is up. */
const TIMED_OUT = ['ETIMEDOUT', 'ECONNABORTED', 'ERR_CANCELED', 'ABORT_ERR'];

/** The network's code; n8n and others put the fault into an error of their own, as its cause. */
function codeOf(error: unknown, left = 3): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code)) return code;
  return left > 0 && 'cause' in error ? codeOf(error.cause, left - 1) : undefined;
}

/** A code such as ECONNREFUSED tells enough; a whole message may hold the request, and with it the token. */
function unreachable(error: unknown, where: string): SecPaidError {
  const code = codeOf(error);
  const hint = code === undefined ? '' : ` (${TIMED_OUT.includes(code) ? 'no answer in time' : code})`;
  const what = `SecPaid could not be reached${hint}.`;
  const next = 'Check the network and the environment; nothing is lost, so try again later.';
  const neverSent = code !== undefined && NEVER_SENT.includes(code);
  return new SecPaidError('network', { what, next, where }, { retryable: true, neverSent });
}

/**
 * Sends requests to the connection's own base. The token goes into the header `token` (Dashboard & Settings) and
 * nowhere else. Calls are repeated (retry.ts) where `waiting` is given; a poll gives none, its next turn comes.
 */
export function createCaller(
  { baseUrl, token }: Connection,
  transport: Transport,
  waiting: Waiting | undefined,
): Caller {
  const redact = (text: string): string => text.replaceAll(token, '•••');
  const repeating = <T>(call: () => Promise<T>): Promise<T> => (waiting ? retrying(call, waiting) : call());
  const placeOf = ({ endpoint, detail }: Call): string =>
    `POST ${baseUrl}/${endpoint}${detail === undefined ? '' : `, ${detail}`}`;

  async function send({ endpoint, body }: Call, where: string): Promise<HttpResponse> {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json', token };
    try {
      return await transport({
        method: 'POST',
        url: `${baseUrl}/${endpoint}`,
        headers,
        body: JSON.stringify(body),
      });
    } catch (error) {
      throw isSecPaidError(error) ? error : unreachable(error, where);
    }
  }

  return {
    async list(call) {
      const where = placeOf(call);
      const read = async (): Promise<unknown[]> => readList(await send(call, where), where, redact);
      return { data: await repeating(read), where, redact };
    },
    write(call, change, take) {
      const where = placeOf(call);
      const write = async (): Promise<ReturnType<typeof take>> =>
        take(readData(await send(call, where), where, redact), where);
      return repeating(() => writeOnce(write, change));
    },
  };
}
