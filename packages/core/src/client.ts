import { createCaller } from './http/call.ts';
import { type Connection, fingerprint } from './http/connection.ts';
import { type FeeInvoices, feeInvoicesOf } from './endpoints/fee-invoices.ts';
import { type Links, linksOf } from './endpoints/links.ts';
import { type PayIns, payInsOf } from './endpoints/pay-ins.ts';
import { type PayOuts, payOutsOf } from './endpoints/pay-outs.ts';
import type { Waiting } from './http/retry.ts';
import type { Transport } from './http/transport.ts';

/** Nothing that moves money out is here (refundPayment): a workflow's mistake must not pay anyone. */
export interface Client {
  readonly payIns: PayIns;
  readonly payOuts: PayOuts;
  readonly feeInvoices: FeeInvoices;
  readonly links: Links;
  /** Tells this connection from another account's, by a hash with a salt. */
  readonly fingerprint: (salt: string) => string;
}

/** The SecPaid API. Calls are repeated (retry.ts) where `waiting` is given; a poll gives none, its next turn comes. */
export function createClient(connection: Connection, transport: Transport, waiting?: Waiting): Client {
  const caller = createCaller(connection, transport, waiting);
  return {
    payIns: payInsOf(caller),
    payOuts: payOutsOf(caller),
    feeInvoices: feeInvoicesOf(caller),
    links: linksOf(caller),
    fingerprint: (salt) => fingerprint(connection, salt),
  };
}
