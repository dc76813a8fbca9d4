import type { ApiAnswer } from '../wire/api-call.ts';

/** A row of either list as it travels, spoiled ones included. */
export type WireRow = Readonly<Record<string, unknown>>;

/** What a request asks of a list, without what it filters by that a server may ignore. */
export interface ListRequest {
  readonly page: number;
  readonly limit: number;
  /** How many rows lie before the page; a server may count them by another limit than it gives. */
  readonly skip: number;
  /** Filters by their names in the API, such as pay_id. */
  readonly filters: Readonly<Record<string, unknown>>;
}

/**
 * One way in which a server is not as documented: pure functions over what is asked, what is there and what is
 * answered. What a deviation leaves out stays as documented.
 */
export interface Deviation {
  /** What the server makes of a request for a list. */
  readonly request?: (request: ListRequest) => ListRequest;
  /** The whole list as the server holds it, before filters and pages. */
  readonly rows?: (rows: readonly WireRow[]) => readonly WireRow[];
  /** Which page is given, and of how many. Both count from 1. */
  readonly page?: (asked: number, last: number) => number;
  /** How a row is written. */
  readonly row?: (row: WireRow) => WireRow;
  /** How an answer in an envelope is written. */
  readonly answer?: (answer: ApiAnswer) => ApiAnswer;
}
