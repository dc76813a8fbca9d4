import { setTimeout } from 'node:timers/promises';
import { Account } from './account/account.ts';
import type { Accounts } from './api/accounts.ts';
import type { Deliveries } from './notifications/deliveries.ts';
import type { Deviations } from './deviations/deviations.ts';
import type { FaultQueue } from './api/fault-queue.ts';
import type { RequestRecord } from './api/request-log.ts';
import { listen } from './server.ts';
import { apiPath, createService, type Service } from './api/service.ts';
import type { ServiceOptions } from './api/service-options.ts';

export { Account, type AccountOptions } from './account/account.ts';
export type { ApiAnswer, ApiRequest } from './wire/api-call.ts';
export { Deviations, type ActiveDeviation } from './deviations/deviations.ts';
export { deviationKinds, type DeviationName } from './deviations/table.ts';
export { FaultQueue } from './api/fault-queue.ts';
export { ConnectionDropped, faultKinds, type Fault, type FaultKind } from './api/fault.ts';
export { InputError } from './values/input-error.ts';
export { defaultLimit, maxLimit, type ListQuery } from './account/list-query.ts';
export type { Money } from './values/money.ts';
export type { CounterInput } from './account/counter.ts';
export type { PaymentInput } from './account/payment.ts';
export type { RequestRecord } from './api/request-log.ts';
export {
  payoutStatuses,
  type PayInRow,
  type PayoutStatus,
  type RowChange,
  type RowOverrides,
} from './account/row.ts';
export { samples } from './account/samples.ts';
export type { Selector } from './account/selector.ts';
export { createService, Service } from './api/service.ts';
export type { ComingRequest, ServiceOptions } from './api/service-options.ts';
export type { DeliveryFault, DeliveryRecord } from './notifications/deliveries.ts';
export { cancelLink, deleteLink, payLink } from './account/link-actions.ts';
export type { PaymentEndpointSettings } from './notifications/payment-endpoint.ts';
export type { AnswerForm, LinkInput, PaymentLink } from './account/payment-link.ts';
export type { InvoiceRow } from './account/invoices.ts';
export type { PayoutRow } from './account/payout.ts';
export { daysBefore, wallClock, zoneOf } from './values/wall-clock.ts';

/** How a sandbox starts. */
export interface SandboxOptions extends ServiceOptions {
  /** Default: any free one. */
  readonly port?: number | undefined;
  /** Default 127.0.0.1: a sandbox is for this machine. */
  readonly host?: string | undefined;
  /** Default: an empty account on `clock` with `seed`. An account that is passed in brings both. */
  readonly account?: Account | undefined;
  readonly clock?: (() => number) | undefined;
  readonly seed?: number | undefined;
}

/** A running sandbox. */
export interface Sandbox {
  readonly url: string;
  /** The API's base, as a connector wants it: `${url}/api/v2`. */
  readonly apiUrl: string;
  /** The token that is accepted at this moment. */
  readonly token: string;
  readonly account: Account;
  /** Other accounts behind the same address: `accounts.open(token)`. */
  readonly accounts: Accounts;
  /** How it deviates from the documentation: `deviations.add('limit-capped', { limit: 100 })`. */
  readonly deviations: Deviations;
  readonly faults: FaultQueue;
  /** The API requests so far, the oldest first, without their tokens. */
  readonly requests: readonly RequestRecord[];
  /** The calls of the Payment Endpoint, and `settled()` to wait for their answers. */
  readonly deliveries: Deliveries;
  readonly service: Service;
  close(): Promise<void>;
}

/** Starts a local SecPaid on this machine. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { clock = Date.now, seed } = options;
  // The open connection keeps the process alive for a slow answer; once it is closed, nothing should.
  const wait = options.wait ?? ((ms: number) => setTimeout(ms, undefined, { ref: false }));
  const service = createService(options.account ?? new Account({ clock, seed }), { ...options, wait });
  const { url, close } = await listen(service, options.host ?? '127.0.0.1', options.port ?? 0);
  service.origin = url;
  return {
    url,
    apiUrl: `${url}${apiPath}`,
    get token() {
      return service.token;
    },
    account: service.account,
    accounts: service.accounts,
    deviations: service.deviations,
    faults: service.faults,
    get requests() {
      return service.requests.all();
    },
    deliveries: service.notifier.deliveries,
    service,
    close,
  };
}
