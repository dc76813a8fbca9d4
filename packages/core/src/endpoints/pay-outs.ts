import type { Caller } from '../call.ts';
import { SecPaidError } from '../errors.ts';
import { pagesOf } from '../lister.ts';
import { type Answer, isBottom, isTop, type Slice } from '../pages.ts';
import { parsePayOutRow, type PayOut, type PayOutRow, toPayOut } from '../pay-out.ts';
import { numberTwins } from '../row.ts';
import {
  checkLimit,
  checkPayOutQuery,
  MAX_LIMIT,
  type PayOutQuery,
  type PayOutRequest,
  payOutRequestBody,
} from '../validation.ts';

/** getPayOutTransactions. */
export interface PayOuts {
  /** One request: the rows of one page, newest first. Throws `validation` before, and any kind after it. */
  answer(request: PayOutRequest): Promise<Answer<PayOutRow>>;
  /** One page as pay-outs, newest first. */
  page(request: PayOutRequest): Promise<PayOut[]>;
  /** All pay-outs that match, newest first, a page of 1000 at a time. */
  pages(query?: PayOutQuery): AsyncGenerator<PayOut[], void>;
  /** The newest pay-outs that match, at most `most` (1 to 1000) where told; newest first. */
  list(query: PayOutQuery, choice?: { readonly most?: number | undefined }): Promise<PayOut[]>;
}

const byNewest = (a: PayOutRow, b: PayOutRow): number =>
  a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0;

/**
 * The order of pay-outs is unstated. A list that is whole in one answer is put in order here; there are a few pay-outs
 * a day at most, so a page of 1000 holds years of them. A longer list has to come newest first, as pay-ins do: in any
 * other order its newest rows could stand on any page, and reading the first ones would miss them.
 */
function newestFirst(slice: Slice, rows: readonly PayOutRow[], where: string): Answer<PayOutRow> {
  const answer = { slice, rows };
  if (isTop(answer) && isBottom(answer)) return { slice, rows: rows.toSorted(byNewest) };
  if (rows.every((row, index) => index === 0 || row.createdAt <= (rows[index - 1]?.createdAt ?? ''))) {
    return answer;
  }
  throw new SecPaidError('unexpected-answer', {
    what: 'SecPaid’s list of pay-outs does not fit one page and is not sorted by date, so the newest cannot be told.',
    next: 'Narrow the list by dates. A trigger cannot: tell the makers of this connector.',
    where,
  });
}

export function payOutsOf(caller: Caller): PayOuts {
  async function answer(request: PayOutRequest): Promise<Answer<PayOutRow>> {
    const { page, limit } = request;
    const body = payOutRequestBody(request);
    const detail = `page ${page}, limit ${limit}`;
    const { data, where } = await caller.list({ endpoint: 'getPayOutTransactions', body, detail });
    return newestFirst(
      { page, limit },
      data.map((raw) => parsePayOutRow(raw, where)),
      where,
    );
  }

  async function* pages(query: PayOutQuery = {}): AsyncGenerator<PayOut[], void> {
    checkPayOutQuery(query);
    for await (const page of pagesOf((slice) => answer({ ...query, ...slice }), MAX_LIMIT)) {
      yield page.map(toPayOut);
    }
  }

  return {
    answer,
    page: async (request) => numberTwins((await answer(request)).rows).map(toPayOut),
    pages,
    async list(query, { most } = {}) {
      if (most !== undefined) checkLimit(most);
      const found: PayOut[] = [];
      for await (const page of pages(query)) {
        found.push(...page);
        if (most !== undefined && found.length >= most) break;
      }
      return found.slice(0, most);
    },
  };
}
