import type { Connection } from './connection.ts';
import { isRecord } from '../entries/wire.ts';
import { readData, readList } from './envelope.ts';
import { isSecPaidError } from '../errors.ts';
import { networkFault } from './network-fault.ts';
import { orNotThere } from './not-there.ts';
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

/** A shorter one is no secret, and would take words apart. */
const SHORTEST_SECRET = 6;

/** What a body holds that no error may show: the encryption key, and the tokens of recipients, the longest first. */
function secretsIn({ encryption_key: key, recipients }: Call['body']): string[] {
  const tokens = Array.isArray(recipients)
    ? recipients.map((one: unknown) => (isRecord(one) ? one['token'] : undefined))
    : [];
  const isSecret = (text: unknown): text is string =>
    typeof text === 'string' && text.length >= SHORTEST_SECRET;
  return [key, ...tokens].filter(isSecret).sort((one, other) => other.length - one.length);
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
      throw isSecPaidError(error) ? error : networkFault(error, where);
    }
  }

  /** Secrets are taken out of what the server says: it may quote what it was sent. */
  const redacting = ({ body }: Call): ((text: string) => string) => {
    const secrets = [token, ...secretsIn(body)];
    return (text) => secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
  };

  async function ask<T>(
    call: Call,
    where: string,
    read: (response: HttpResponse, where: string, redact: (text: string) => string) => T,
  ): Promise<T> {
    const response = await send(call, where);
    try {
      return read(response, where, redacting(call));
    } catch (error) {
      throw orNotThere(error, response, baseUrl);
    }
  }

  return {
    async list(call) {
      const where = placeOf(call);
      return { data: await repeating(() => ask(call, where, readList)), where, redact: redacting(call) };
    },
    write(call, change, take) {
      const where = placeOf(call);
      const write = async (): Promise<ReturnType<typeof take>> =>
        take(await ask(call, where, readData), where);
      return repeating(() => writeOnce(write, change));
    },
  };
}
