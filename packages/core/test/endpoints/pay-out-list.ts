import { type Client, createClient } from '../../src/client.ts';
import type { HttpRequest, HttpResponse } from '../../src/http/transport.ts';
import { connectionWith, payOutRow, success, TOKEN } from '../support.ts';

type Row = Readonly<Record<string, unknown>> & { readonly payout_id: string; readonly created_at: string };

/** How the list comes; the documentation does not say. */
export type Order = 'newest first' | 'oldest first' | 'by number' | 'shuffled';

const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A list of pay-outs behind a client, for what the sandbox's would not do: other orders, and odd answers. */
export class PayOutList {
  rows: Row[] = [];
  order: Order = 'newest first';
  readonly requests: unknown[] = [];
  /** Answers for the next requests, instead of the list. */
  readonly answers: (Partial<HttpResponse> | Error)[] = [];
  /** Runs before an answer. */
  before: (() => void) | undefined;
  readonly client: Client = createClient(connectionWith(TOKEN), (request) => this.#answer(request));
  #next = 21_503;

  /** Adds one pay-out of a wall clock. */
  add(created_at: string, change: Readonly<Record<string, unknown>> = {}): Row {
    const payout_id = String(this.#next++);
    const row: Row = { ...payOutRow(change), payout_id, created_at };
    this.rows.push(row);
    return row;
  }

  #answer({ body }: HttpRequest): Promise<HttpResponse> {
    const fields = JSON.parse(body) as { page: number; limit: number; search?: string };
    this.requests.push(fields);
    const odd = this.answers.shift();
    if (odd instanceof Error) return Promise.reject(odd);
    this.before?.();
    const { page, limit, search = '' } = fields;
    const found = this.#sorted().filter((row) => String(row['transaction_id']).includes(search));
    const data = found.slice((page - 1) * limit, page * limit);
    return Promise.resolve({ status: 200, headers: {}, body: success(data), ...odd });
  }

  #sorted(): Row[] {
    switch (this.order) {
      case 'newest first':
        return this.rows.toSorted((a, b) => ascending(b.created_at, a.created_at));
      case 'oldest first':
        return this.rows.toSorted((a, b) => ascending(a.created_at, b.created_at));
      case 'by number':
        return this.rows;
      case 'shuffled':
        return this.rows.toSorted((a, b) => ascending(a.payout_id.slice(-1), b.payout_id.slice(-1)));
    }
  }
}
