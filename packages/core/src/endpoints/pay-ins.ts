import type { Caller } from '../http/call.ts';
import { exactNoteFirst } from '../forms/exact-note.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { Sort } from '../forms/labels.ts';
import { fits, foreignPages } from './foreign.ts';
import { isReadable, type Listed, toListed } from '../entries/listed.ts';
import { pagesOf } from '../paging/all-pages.ts';
import { type Answer, MAX_LIMIT, type Slice } from '../paging/pages.ts';
import { type PayIn, readPayIns, type Row, toPayIn } from '../entries/pay-in.ts';
import { numberRows } from '../entries/row.ts';
import { sorted } from './sort.ts';
import { type ListKind, readingOf } from './list.ts';
import { checkId, checkLimit, checkQuery, payInFilters, type PayInQuery } from './requests.ts';

export interface ListChoice {
  /** 1 to 1000; all that match unless told. */
  readonly most?: number | undefined;
  /** Which entries to keep; all unless told, and those that cannot be read in any case. For what SecPaid itself cannot filter by, so whole pages are read. */
  readonly isWanted?: ((payIn: PayIn) => boolean) | undefined;
  /** By default newest first, a search after those whose whole note it is. Any other order is known only once all that match are read. */
  readonly sort?: Sort | undefined;
  /** Called after each page with the number of entries read so far. */
  readonly onRead?: ((entries: number) => void) | undefined;
}

/** getPayInTransactions. */
export interface PayIns {
  /** One request: the rows of one page, newest first. Throws `validation` before, and any kind after it. */
  answer(request: PayInQuery & Slice): Promise<Answer>;
  /** One page as entries, newest first; those that cannot be read are marked. */
  page(request: PayInQuery & Slice): Promise<Listed<PayIn>[]>;
  /**
   * All entries that match, newest first, a page at a time; `pageSize` is what the caller expects to need. Rows that
   * SecPaid lists against the filters are left out; those that cannot be read stand in their place, marked.
   */
  pages(query?: PayInQuery, pageSize?: number): AsyncGenerator<Listed<PayIn>[], void>;
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

  async function* pages(query: PayInQuery = {}, pageSize = MAX_LIMIT): AsyncGenerator<Listed<PayIn>[], void> {
    checkQuery(query);
    const countForeign = foreignPages(query);
    for await (const page of pagesOf((slice) => answer({ ...query, ...slice }), pageSize)) {
      yield page.filter(({ row }) => fits(row, query)).map((one) => toListed(one, toPayIn));
      countForeign(page.map(({ row }) => row));
    }
  }

  async function list(query: PayInQuery, choice: ListChoice = {}): Promise<Listed<PayIn>[]> {
    const { most, isWanted = () => true, sort = 'newest', onRead } = choice;
    if (most !== undefined) checkLimit(most);
    const enough = (sort === 'newest' ? most : undefined) ?? Infinity;
    const exact = choice.sort === undefined ? query.search : undefined;
    const pageSize = choice.isWanted || exact ? MAX_LIMIT : Math.min(enough, MAX_LIMIT);
    const found: Listed<PayIn>[] = [];
    let read = 0;
    for await (const page of pages(query, pageSize)) {
      read += page.length;
      found.push(...page.filter((entry) => !isReadable(entry) || isWanted(entry)));
      onRead?.(read);
      if (found.length >= enough) break;
    }
    const ordered = exact ? exactNoteFirst(found, exact) : sorted(found, sort);
    return ordered.slice(0, most);
  }

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
