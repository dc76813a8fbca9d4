import type { Connection } from './connection.ts';
import { readList } from './envelope.ts';
import { isSecPaidError, SecPaidError } from './errors.ts';
import { type Answer, isBottom, seamBelowHolds, sliceBelow } from './pages.ts';
import { numberTwins, type NumberedRow, parseRow, type PayIn, type PayInKind, toPayIn } from './pay-in.ts';
import { retrying, type Waiting } from './retry.ts';
import type { HttpResponse, Transport } from './transport.ts';
import {
  checkLimit,
  checkPayId,
  checkQuery,
  MAX_LIMIT,
  type PayInQuery,
  type PayInRequest,
  requestBody,
} from './validation.ts';

export interface ListChoice {
  /** 1 to 1000; all that match unless told. */
  readonly most?: number | undefined;
  /** The kinds to keep; all unless told, and where the list is empty. SecPaid cannot filter by it, so pages are read. */
  readonly kinds?: readonly PayInKind[] | undefined;
}

export interface Client {
  readonly payIns: {
    /** One request: the rows of one page, newest first. Throws `validation` before, and any kind after it. */
    answer(request: PayInRequest): Promise<Answer>;
    /** One page as entries, newest first. */
    page(request: PayInRequest): Promise<PayIn[]>;
    /** All entries that match, newest first, a page at a time; `pageSize` is what the caller expects to need. */
    pages(query?: PayInQuery, pageSize?: number): AsyncGenerator<PayIn[], void>;
    /** The newest entries that match, at most `most` of them where told, of certain kinds where told; newest first. */
    list(query: PayInQuery, choice?: ListChoice): Promise<PayIn[]>;
    /** Every entry of a payment link: its payments, refunds and disputes, newest first. Empty where there is none. */
    get(payId: string): Promise<PayIn[]>;
  };
}

const SEAM_TRIES = 5;

/** A code such as ECONNREFUSED tells enough; a whole message may hold the request, and with it the token. */
function unreachable(error: unknown, where: string): SecPaidError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const shown = /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : '';
  const what = `SecPaid could not be reached${shown}.`;
  const next =
    'Check the network and the environment of the credential; nothing is lost, so try again later.';
  return new SecPaidError('network', { what, next, where }, { retryable: true });
}

/**
 * The SecPaid API. Reads are repeated (retry.ts) where `waiting` is given; a poll gives none, its next turn comes.
 * The token goes into the header `token` (Dashboard & Settings) of requests to the connection's own base, nowhere else.
 */
export function createClient(
  { baseUrl, token }: Connection,
  transport: Transport,
  waiting?: Waiting,
): Client {
  const redact = (text: string): string => text.replaceAll(token, '•••');

  async function send(endpoint: string, body: Record<string, unknown>, where: string): Promise<HttpResponse> {
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

  async function answer(request: PayInRequest): Promise<Answer> {
    const { page, limit } = request;
    const body = requestBody(request);
    const where = `POST ${baseUrl}/getPayInTransactions, page ${page}, limit ${limit}`;
    const read = async (): Promise<unknown[]> =>
      readList(await send('getPayInTransactions', body, where), where, redact);
    const data = await (waiting ? retrying(read, waiting) : read());
    return { slice: { page, limit }, rows: data.map((raw) => parseRow(raw, where)) };
  }

  async function below(upper: Answer, query: PayInQuery): Promise<Answer> {
    for (let attempt = 0; attempt < SEAM_TRIES; attempt++) {
      const lower = await answer({ ...query, ...sliceBelow(upper, 2 ** attempt) });
      if (seamBelowHolds(upper, lower)) return lower;
    }
    throw new SecPaidError('unexpected-answer', {
      what: 'SecPaid’s list changed faster than it could be read.',
      next: 'Try again, or narrow the list by a date.',
    });
  }

  async function* pages(query: PayInQuery = {}, pageSize = MAX_LIMIT): AsyncGenerator<PayIn[], void> {
    checkQuery(query);
    let current = await answer({ ...query, page: 1, limit: pageSize });
    let given: NumberedRow[][] = [];
    for (;;) {
      const numbered = numberTwins(current.rows);
      yield notYetGiven(numbered, given).map(toPayIn);
      if (isBottom(current)) return;
      // Two pages back is as far as a shifted row can matter, so the memory stays flat.
      given = [...given.slice(-1), numbered];
      current = await below(current, query);
    }
  }

  async function list(query: PayInQuery, { most, kinds = [] }: ListChoice = {}): Promise<PayIn[]> {
    if (most !== undefined) checkLimit(most);
    const found: PayIn[] = [];
    for await (const page of pages(query, kinds.length === 0 ? most : MAX_LIMIT)) {
      found.push(...page.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)));
      if (most !== undefined && found.length >= most) break;
    }
    return found.slice(0, most);
  }

  return {
    payIns: {
      answer,
      page: async (request) => numberTwins((await answer(request)).rows).map(toPayIn),
      pages,
      list,
      async get(payId) {
        checkPayId(payId);
        return list({ payId });
      },
    },
  };
}

/** The rows of a page that the pages before it did not show: neither the overlap nor what a new payment pushed down. */
function notYetGiven(rows: NumberedRow[], given: readonly NumberedRow[][]): NumberedRow[] {
  const ids = new Set(given.flatMap((page) => page.map(({ id }) => id)));
  const top = given.at(-1)?.[0]?.row.createdAt;
  return rows.filter(({ id, row }) => !ids.has(id) && (top === undefined || row.createdAt <= top));
}
