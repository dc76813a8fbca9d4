import { isReadable, type Listed, toListed } from '../entries/listed.ts';
import { type ListRow, type Numbered, numberRows, type Redact } from '../entries/row.ts';
import type { Caller } from '../http/call.ts';
import { pagesOf } from '../paging/all-pages.ts';
import { newestFirst } from '../paging/order.ts';
import { type Answer, MAX_LIMIT, type Slice } from '../paging/pages.ts';
import { checkLimit, checkSlice, type Filters } from './requests.ts';

/** What tells one of SecPaid's lists from the others. */
export interface ListKind<Query, Row extends ListRow, Entry extends object> {
  readonly endpoint: string;
  /** The filters as the body has them, without those that are not set. Throws `validation` for the first wrong one. */
  readonly filters: (query: Query) => Filters;
  readonly read: (data: readonly unknown[], where: string, redact: Redact) => Row[];
  readonly toEntry: (numbered: Numbered<Row>) => Entry;
}

interface Choice<Entry> {
  readonly most?: number | undefined;
  /** All by default; those that cannot be read in any case. */
  readonly isWanted?: ((entry: Entry) => boolean) | undefined;
}

/** One of SecPaid's lists. */
export interface List<Query, Row extends ListRow, Entry extends object> {
  /** One request: the rows of one page as SecPaid sorts them. Throws `validation` before, and any kind after it. */
  unsorted(request: Query & Slice): Promise<Answer<Row>>;
  /** As `unsorted`, newest first; throws `unexpected-answer` too where that cannot be told. */
  answer(request: Query & Slice): Promise<Answer<Row>>;
  /** One page as entries, newest first; those that cannot be read are marked. */
  page(request: Query & Slice): Promise<Listed<Entry>[]>;
  /** All that match, newest first, a page of 1000 at a time; those that cannot be read are marked. */
  pages(query: Query): AsyncGenerator<Listed<Entry>[], void>;
  /** The newest that match and are wanted, at most `most` (1 to 1000) where it is given; newest first. */
  list(query: Query, choice?: Choice<Entry>): Promise<Listed<Entry>[]>;
}

/** One request for a page of a list: its rows as SecPaid sorts them. */
export function readingOf<Query extends object, Row extends ListRow, Entry extends object>(
  caller: Caller,
  { endpoint, filters, read }: ListKind<Query, Row, Entry>,
): (request: Query & Slice) => Promise<Answer<Row>> {
  return async (request) => {
    checkSlice(request);
    const { page, limit } = request;
    const body = { page, limit, ...filters(request) };
    const { data, where, redact } = await caller.list({
      endpoint,
      body,
      detail: `page ${page}, limit ${limit}`,
    });
    return { slice: { page, limit }, rows: read(data, where, redact), where };
  };
}

/** A list whose order is unstated and whose filters SecPaid keeps. */
export function listOf<Query extends object, Row extends ListRow, Entry extends object>(
  caller: Caller,
  kind: ListKind<Query, Row, Entry>,
): List<Query, Row, Entry> {
  const unsorted = readingOf(caller, kind);
  const answer: typeof unsorted = async (request) => newestFirst(await unsorted(request));

  async function* pages(query: Query): AsyncGenerator<Listed<Entry>[], void> {
    for await (const page of pagesOf((slice) => unsorted({ ...query, ...slice }), MAX_LIMIT)) {
      yield page.map((one) => toListed(one, kind.toEntry));
    }
  }

  return {
    unsorted,
    answer,
    page: async (request) =>
      numberRows((await answer(request)).rows).map((one) => toListed(one, kind.toEntry)),
    pages,
    async list(query, { most, isWanted = () => true } = {}) {
      if (most !== undefined) checkLimit(most);
      const found: Listed<Entry>[] = [];
      for await (const page of pages(query)) {
        found.push(...page.filter((one) => !isReadable(one) || isWanted(one)));
        if (most !== undefined && found.length >= most) break;
      }
      return found.slice(0, most);
    },
  };
}
