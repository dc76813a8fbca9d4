import { setTimeout } from 'node:timers/promises';
import type { Account } from './account.ts';
import { fieldsOf, headerOf, jsonAnswer, type ApiAnswer, type ApiRequest } from './api-call.ts';
import { failure, success } from './envelope.ts';
import { FaultQueue } from './fault-queue.ts';
import { spoiled } from './fault.ts';
import { InputError } from './input-error.ts';
import { pageOf, readQuery } from './query.ts';
import { RateLimit } from './rate-limit.ts';
import { RequestLog } from './request-log.ts';
import { zoneOf } from './wall-clock.ts';

/** Where the service answers. */
export const apiPath = '/api/v2';
const listPath = `${apiPath}/getPayInTransactions`;

/** What a hook learns of the request that is about to be answered. */
export interface ComingRequest {
  /** 1 for the first request of the service. */
  readonly number: number;
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
  /** Waits for a slow answer. Default: real time. */
  readonly wait?: ((ms: number) => Promise<void>) | undefined;
}

/** SecPaid's API over an account, without a socket. */
export class Service {
  readonly account: Account;
  readonly faults = new FaultQueue();
  readonly requests = new RequestLog();
  readonly rateLimit: RateLimit;
  token: string;
  before: ServiceOptions['before'];
  readonly #initial: { readonly token: string; readonly rateLimit: number | false };
  readonly #refusalStatus: 200 | 401;
  readonly #wait: (ms: number) => Promise<void>;
  #count = 0;

  constructor(account: Account, options: ServiceOptions = {}) {
    this.account = account;
    this.#initial = { token: options.token ?? 'sandbox-token', rateLimit: options.rateLimit ?? 60 };
    this.token = this.#initial.token;
    this.rateLimit = new RateLimit(this.#initial.rateLimit);
    this.before = options.before;
    this.#refusalStatus = options.refusalStatus ?? 200;
    this.#wait = options.wait ?? ((ms) => setTimeout(ms));
  }

  /** Answers a request; rejects with ConnectionDropped where a fault says that no answer comes. */
  async handle(request: ApiRequest): Promise<ApiAnswer> {
    const path = new URL(request.url, 'http://sandbox').pathname;
    const token = headerOf(request, 'token');
    const fields = readable(request);
    const time = new Date(this.account.now()).toISOString();
    let status: number | null = null;
    try {
      const answer = await this.#answer(request.method, path, token, fields);
      status = answer.status;
      return answer;
    } finally {
      const body = fields instanceof InputError ? request.body : fields;
      this.requests.add({ time, method: request.method, path, body, status }, [token, this.token]);
    }
  }

  /** An empty account behind a service as it started: its token, its limit, no faults, an empty log. */
  reset(): void {
    this.account.clear();
    this.faults.clear();
    this.requests.clear();
    this.rateLimit.clear();
    this.rateLimit.limit = this.#initial.rateLimit;
    this.token = this.#initial.token;
  }

  async #answer(method: string, path: string, token: string, fields: Fields): Promise<ApiAnswer> {
    if (path !== listPath) return jsonAnswer(404, { message: `The sandbox has only POST ${listPath}` });
    if (method !== 'POST') return jsonAnswer(405, { message: 'Expected POST' }, { allow: 'POST' });
    const page = fields instanceof InputError ? 1 : pageOf(fields);
    this.#count++;
    await this.before?.({ number: this.#count, page, fields: fields instanceof InputError ? {} : fields });
    // The limit comes first, as in front of the real one: a refused request uses up no fault.
    if (!this.rateLimit.admits(token, this.account.now())) {
      return jsonAnswer(429, { message: 'Too Many Attempts.' });
    }
    const answer = (): ApiAnswer => this.#list(token, fields);
    const fault = this.faults.take(page);
    return fault ? spoiled(fault, { zone: this.#zone(), wait: this.#wait, answer }) : answer();
  }

  #list(token: string, fields: Fields): ApiAnswer {
    if (token === '') return this.#failure('Please enter token', this.#refusalStatus);
    if (token !== this.token) return this.#failure('Incorrect token or missing token', this.#refusalStatus);
    if (fields instanceof InputError) return this.#failure(fields.message, 200);
    try {
      return jsonAnswer(200, success(this.account.list(readQuery(fields)), this.#zone()));
    } catch (error) {
      if (error instanceof InputError) return this.#failure(error.message, 200);
      throw error;
    }
  }

  #failure(message: string, status: number): ApiAnswer {
    return jsonAnswer(status, failure(message, this.#zone()));
  }

  #zone(): string {
    return zoneOf(this.account.now());
  }
}

/** The body's fields, or why it has none that can be read. */
type Fields = Readonly<Record<string, unknown>> | InputError;

function readable(request: ApiRequest): Fields {
  try {
    return fieldsOf(request);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

/** SecPaid's API over an account, answering in this process: `createService(account).handle(request)`. */
export function createService(account: Account, options: ServiceOptions = {}): Service {
  return new Service(account, options);
}
