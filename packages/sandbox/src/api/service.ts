import { setTimeout } from 'node:timers/promises';
import type { Account } from '../account/account.ts';
import { Accounts } from './accounts.ts';
import { fieldsOf, headerOf, jsonAnswer, type ApiAnswer, type ApiRequest } from '../wire/api-call.ts';
import { Deviations } from '../deviations/deviations.ts';
import { endpoints } from './endpoints.ts';
import { failure } from '../wire/envelope.ts';
import { FaultQueue } from './fault-queue.ts';
import { spoiled } from './fault.ts';
import { InputError } from '../values/input-error.ts';
import type { Notifier } from '../notifications/notifier.ts';
import type { AnswerForm } from '../account/payment-link.ts';
import { pageOf } from './query.ts';
import { RateLimit } from './rate-limit.ts';
import { RequestLog } from './request-log.ts';
import type { ServiceOptions } from './service-options.ts';
import { zoneOf } from '../values/wall-clock.ts';

/** Where the service answers. */
export const apiPath = '/api/v2';

/** SecPaid's API over an account, or several, without a socket. */
export class Service {
  readonly accounts: Accounts;
  readonly deviations = new Deviations();
  readonly faults = new FaultQueue();
  readonly requests = new RequestLog();
  readonly rateLimit: RateLimit;
  /** Where links are paid. A server sets its own address here. */
  origin = 'https://app.secpaid.com';
  before: ServiceOptions['before'];
  readonly #initialLimit: number | false;
  readonly #answerForm: AnswerForm;
  readonly #refusalStatus: 200 | 401;
  readonly #wait: (ms: number) => Promise<void>;
  #count = 0;

  constructor(account: Account, options: ServiceOptions = {}) {
    this.accounts = new Accounts(account, options.token ?? 'sandbox-token', options.paymentEndpoint);
    this.#initialLimit = options.rateLimit ?? 60;
    this.#answerForm = options.answerForm ?? 'current';
    this.rateLimit = new RateLimit(this.#initialLimit);
    this.before = options.before;
    this.#refusalStatus = options.refusalStatus ?? 200;
    this.#wait = options.wait ?? ((ms) => setTimeout(ms));
  }

  /** The selected account: the only one, unless others are opened. */
  get account(): Account {
    return this.accounts.inHand.account;
  }

  /** Calls its Payment Endpoint when a link is paid. */
  get notifier(): Notifier {
    return this.accounts.inHand.notifier;
  }

  /** Its token. */
  get token(): string {
    return this.accounts.inHand.token;
  }

  set token(token: string) {
    this.accounts.replaceToken(token);
  }

  /** Answers a request; rejects with ConnectionDropped if a fault says that no answer comes. */
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
      this.requests.add({ time, method: request.method, path, body, status }, [
        token,
        ...this.accounts.tokens,
        ...keyIn(fields),
      ]);
    }
  }

  /** An empty account behind a service as it started: its token, its limit, as documented, an empty log. */
  reset(): void {
    this.accounts.reset();
    this.deviations.clear();
    this.faults.clear();
    this.requests.clear();
    this.rateLimit.clear();
    this.rateLimit.limit = this.#initialLimit;
    this.rateLimit.per = 'token';
  }

  async #answer(method: string, path: string, token: string, fields: Fields): Promise<ApiAnswer> {
    const endpoint = path.startsWith(`${apiPath}/`) ? path.slice(apiPath.length + 1) : '';
    if (!endpoints.has(endpoint)) return jsonAnswer(404, { message: `The sandbox has only ${known}` });
    if (method !== 'POST') return jsonAnswer(405, { message: 'Expected POST' }, { allow: 'POST' });
    const page = fields instanceof InputError ? 1 : pageOf(fields);
    this.#count++;
    const shown = fields instanceof InputError ? {} : fields;
    await this.before?.({ number: this.#count, endpoint, page, fields: shown });
    // The limit comes first, as in front of the real one: a refused request uses up no fault.
    if (!this.rateLimit.admits(token, this.account.now())) {
      return jsonAnswer(429, { message: 'Too Many Attempts.' });
    }
    const answer = (): ApiAnswer => this.deviations.answer(this.#result(endpoint, token, fields));
    const fault = this.faults.take(page, endpoint);
    return fault ? spoiled(fault, { zone: this.#zone(), wait: this.#wait, answer }) : answer();
  }

  #result(endpoint: string, token: string, fields: Fields): ApiAnswer {
    if (token === '') return this.#failure('Please enter token', this.#refusalStatus);
    const access = this.accounts.find(token);
    if (!access) return this.#failure('Incorrect token or missing token', this.#refusalStatus);
    if (fields instanceof InputError) return this.#failure(fields.message, 200);
    const { account, notifier } = access;
    const { origin, deviations } = this;
    const { urls } = notifier.settings;
    const around = { account, origin, urls, deviations, answerForm: this.#answerForm, zone: this.#zone() };
    try {
      return jsonAnswer(200, endpoints.get(endpoint)?.(around, fields));
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

const known = [...endpoints.keys()].map((name) => `POST ${apiPath}/${name}`).join(', ');

/** The key that a link may be made with: a secret, as the token is. */
function keyIn(fields: Fields): string[] {
  const key = fields instanceof InputError ? undefined : fields['encryption_key'];
  return typeof key === 'string' ? [key] : [];
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
