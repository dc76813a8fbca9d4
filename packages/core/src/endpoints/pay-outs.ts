import type { Caller } from '../http/call.ts';
import { type Listed, toListed } from '../entries/listed.ts';
import { pagesOf } from '../paging/all-pages.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import { newestFirst } from '../paging/order.ts';
import type { Answer } from '../paging/pages.ts';
import { type PayOut, type PayOutRow, readPayOuts, toPayOut } from '../entries/pay-out.ts';
import { numberRows } from '../entries/row.ts';
import {
  checkLimit,
  checkPayOutQuery,
  type PayOutQuery,
  type PayOutRequest,
  payOutRequestBody,
} from './requests.ts';

/** getPayOutTransactions. */
export interface PayOuts {
  /** One request: the rows of one page, newest first. Throws `validation` before, and any kind after it. */
  answer(request: PayOutRequest): Promise<Answer<PayOutRow>>;
  /** One request: the rows of one page as SecPaid sorts them, which is unstated. */
  unsorted(request: PayOutRequest): Promise<Answer<PayOutRow>>;
  /** One page as pay-outs, newest first; those that cannot be read are marked. */
  page(request: PayOutRequest): Promise<Listed<PayOut>[]>;
  /** All pay-outs that match, newest first, a page of 1000 at a time; those that cannot be read are marked. */
  pages(query?: PayOutQuery): AsyncGenerator<Listed<PayOut>[], void>;
  /** The newest pay-outs that match, at most `most` (1 to 1000) where told; newest first. */
  list(query: PayOutQuery, choice?: { readonly most?: number | undefined }): Promise<Listed<PayOut>[]>;
}

export function payOutsOf(caller: Caller): PayOuts {
  async function unsorted(request: PayOutRequest): Promise<Answer<PayOutRow>> {
    const { page, limit } = request;
    const body = payOutRequestBody(request);
    const detail = `page ${page}, limit ${limit}`;
    const { data, where, redact } = await caller.list({ endpoint: 'getPayOutTransactions', body, detail });
    return { slice: { page, limit }, rows: readPayOuts(data, where, redact), where };
  }

  const answer = async (request: PayOutRequest): Promise<Answer<PayOutRow>> =>
    newestFirst(await unsorted(request));

  async function* pages(query: PayOutQuery = {}): AsyncGenerator<Listed<PayOut>[], void> {
    checkPayOutQuery(query);
    for await (const page of pagesOf((slice) => unsorted({ ...query, ...slice }), MAX_LIMIT)) {
      yield page.map((one) => toListed(one, toPayOut));
    }
  }

  return {
    answer,
    unsorted,
    page: async (request) => numberRows((await answer(request)).rows).map((one) => toListed(one, toPayOut)),
    pages,
    async list(query, { most } = {}) {
      if (most !== undefined) checkLimit(most);
      const found: Listed<PayOut>[] = [];
      for await (const page of pages(query)) {
        found.push(...page);
        if (most !== undefined && found.length >= most) break;
      }
      return found.slice(0, most);
    },
  };
}
