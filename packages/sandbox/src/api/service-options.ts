import type { PaymentEndpointSettings } from '../notifications/payment-endpoint.ts';
import type { AnswerForm } from '../account/payment-link.ts';

/** What a hook learns of the request that is about to be answered. */
export interface ComingRequest {
  /** 1 for the first request of the service. */
  readonly number: number;
  /** Such as getPayInTransactions. */
  readonly endpoint: string;
  readonly page: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** How a service behaves. */
export interface ServiceOptions {
  /** The token it accepts. Default "sandbox-token". */
  readonly token?: string | undefined;
  /** Requests a minute, or false. Default 60, as documented. */
  readonly rateLimit?: number | false | undefined;
  /** The HTTP status of a refused token, which is not documented. Default 200. */
  readonly refusalStatus?: 200 | 401 | undefined;
  /** Runs before each answer, so that a test can pay, refund or remove between two pages. */
  readonly before?: ((request: ComingRequest) => void | Promise<void>) | undefined;
  /** The account's Payment Endpoint. Default: none, so nothing is called. */
  readonly paymentEndpoint?: PaymentEndpointSettings | undefined;
  /** How the answer of createLink looks. Default "current". */
  readonly answerForm?: AnswerForm | undefined;
  /** Waits for a slow answer. Default: real time. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
}
