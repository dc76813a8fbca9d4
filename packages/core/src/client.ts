import type { Connection } from './connection.ts';
import { readList } from './envelope.ts';
import { isSecPaidError, SecPaidError } from './errors.ts';
import { Frontier } from './frontier.ts';
import { type Answer, endOf, isBottom, seamBelowHolds, sliceBelow } from './pages.ts';
import type { Sort } from './inputs.ts';
import { numberTwins, parseRow, type PayIn, toPayIn } from './pay-in.ts';
import { retrying, type Waiting } from './retry.ts';
import { sorted } from './sort.ts';
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
  /** Which entries to keep; all unless told. For what SecPaid itself cannot filter by, so whole pages are read. */
  readonly isWanted?: ((payIn: PayIn) => boolean) | undefined;
  /** Newest first unless told. Any other order is known only once all that match are read. */
  readonly sort?: Sort | undefined;
  /** Called after each page with the number of entries read so far. */
  readonly onRead?: ((entries: number) => void) | undefined;
}

export interface Client {
  readonly payIns: {
    /** One request: the rows of one page, newest first. Throws `validation` before, and any kind after it. */
    answer(request: PayInRequest): Promise<Answer>;
    /** One page as entries, newest first. */
    page(request: PayInRequest): Promise<PayIn[]>;
    /** All entries that match, newest first, a page at a time; `pageSize` is what the caller expects to need. */
    pages(query?: PayInQuery, pageSize?: number): AsyncGenerator<PayIn[], void>;
    /** The first entries that match and are wanted, in the order wanted, at most `most` of them where told. */
    list(query: PayInQuery, choice?: ListChoice): Promise<PayIn[]>;
    /** Every entry of a payment link: its payments, refunds and disputes, newest first. Empty where there is none. */
    get(payId: string): Promise<PayIn[]>;
  };
}

const SEAM_TRIES = 5;

/** A code such as ECONNREFUSED tells enough; a whole message may hold the request, and with it the token. */
function unreachable(error: unknown, where: string): SecPaidError {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const shown = typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code) ? ` (${code})` : '';
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
      const slice = sliceBelow(upper, 2 ** attempt);
      // Close to a million rows no page size is left that reaches further down.
      if (endOf(slice) <= endOf(upper.slice) && upper.slice.limit === MAX_LIMIT) break;
      const lower = await answer({ ...query, ...slice });
      if (seamBelowHolds(upper, lower)) return lower;
    }
    throw new SecPaidError('unexpected-answer', {
      what: 'SecPaid’s list is too long, or changes too fast, to be read to its end.',
      next: 'Try again, or narrow the list by a date.',
    });
  }

  async function* pages(query: PayInQuery = {}, pageSize = MAX_LIMIT): AsyncGenerator<PayIn[], void> {
    checkQuery(query);
    let current = await answer({ ...query, page: 1, limit: pageSize });
    const given = new Frontier();
    for (;;) {
      yield given.extend(numberTwins(current.rows)).map(toPayIn);
      if (isBottom(current)) return;
      current = await below(current, query);
    }
  }

  async function list(query: PayInQuery, choice: ListChoice = {}): Promise<PayIn[]> {
    const { most, isWanted = () => true, sort = 'newest', onRead } = choice;
    if (most !== undefined) checkLimit(most);
    const enough = (sort === 'newest' ? most : undefined) ?? Infinity;
    const pageSize = choice.isWanted ? MAX_LIMIT : Math.min(enough, MAX_LIMIT);
    const found: PayIn[] = [];
    let read = 0;
    for await (const page of pages(query, pageSize)) {
      read += page.length;
      found.push(...page.filter(isWanted));
      onRead?.(read);
      if (found.length >= enough) break;
    }
    return sorted(found, sort).slice(0, most);
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
