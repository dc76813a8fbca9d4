import type { Caller } from '../http/call.ts';
import { INPUTS } from '../forms/inputs.ts';
import { collect, type ListChoice } from './collect.ts';
import { fits, foreignPages } from './foreign.ts';
import { type Listed, toListed } from '../entries/listed.ts';
import { pagesOf } from '../paging/all-pages.ts';
import { type Answer, MAX_LIMIT, type Slice } from '../paging/pages.ts';
import { type PayIn, readPayIns, type Row, toPayIn } from '../entries/pay-in.ts';
import { numberRows } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import { type ListKind, readingOf } from './list.ts';
import { checkId, checkQuery, payInFilters, type PayInQuery } from './requests.ts';

type NeedsProof = (last: WallClock) => boolean;

/** getPayInTransactions. */
export interface PayIns {
  /** One request: the rows of one page, newest first. Throws `validation` before, and any kind after it. */
  answer(request: PayInQuery & Slice): Promise<Answer>;
  /** One page as entries, newest first; those that cannot be read are marked. */
  page(request: PayInQuery & Slice): Promise<Listed<PayIn>[]>;
  /**
   * All entries that match, newest first, a page at a time; `pageSize` is what the caller expects to need. Rows that
   * SecPaid lists against the filters are left out; those that cannot be read stand in their place, marked.
   * `needsProof` says of the date of a last row whether it matters that nothing stands below; always by default.
   */
  pages(
    query?: PayInQuery,
    pageSize?: number,
    needsProof?: NeedsProof,
  ): AsyncGenerator<Listed<PayIn>[], void>;
  /** The first entries that match and are wanted, in the order wanted, at most `most` of them where told. */
  list(query: PayInQuery, choice?: ListChoice): Promise<Listed<PayIn>[]>;
  /** Every entry of a payment link: its payments, refunds and disputes, newest first. Empty where there is none. */
  get(payId: string): Promise<Listed<PayIn>[]>;
}

const PAY_INS: ListKind<PayInQuery, Row, PayIn> = {
  endpoint: 'getPayInTransactions',
  filters: payInFilters,
  read: readPayIns,
  toEntry: toPayIn,
};

export function payInsOf(caller: Caller): PayIns {
  const answer = readingOf(caller, PAY_INS);

  async function* pages(
    query: PayInQuery = {},
    pageSize = MAX_LIMIT,
    needsProof: NeedsProof = () => true,
  ): AsyncGenerator<Listed<PayIn>[], void> {
    checkQuery(query);
    const countForeign = foreignPages(query);
    for await (const page of pagesOf((slice) => answer({ ...query, ...slice }), pageSize, { needsProof })) {
      yield page.filter(({ row }) => fits(row, query)).map((one) => toListed(one, toPayIn));
      countForeign(page.map(({ row }) => row));
    }
  }

  const list = (query: PayInQuery, choice?: ListChoice): Promise<Listed<PayIn>[]> =>
    collect((pageSize) => pages(query, pageSize), choice, query.search);

  return {
    answer,
    page: async (request) => numberRows((await answer(request)).rows).map((one) => toListed(one, toPayIn)),
    pages,
    list,
    async get(payId) {
      checkId(INPUTS.payId, payId);
      return list({ payId });
    },
  };
}
