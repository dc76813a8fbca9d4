import {
  Account,
  createService,
  type ApiAnswer,
  type Sandbox,
  type Service,
  type ServiceOptions,
} from '../src/index.ts';

/** A clock that a test sets. */
export interface TestClock {
  (): number;
  set: (instant: string) => void;
}

/** A clock that stands still at an instant until it is set. */
export function clockAt(instant: string): TestClock {
  let now = Date.parse(instant);
  const clock = (): number => now;
  return Object.assign(clock, {
    set: (next: string) => {
      now = Date.parse(next);
    },
  });
}

/** An account on a summer afternoon. */
export function summerAccount(): Account {
  return new Account({ clock: clockAt('2026-06-15T12:00:00Z') });
}

/** A service over an account, by default one with the sample rows. */
export function serviceOf(options: ServiceOptions & { account?: Account } = {}): Service {
  const account = options.account ?? summerAccount();
  if (!options.account) account.seedSamples();
  return createService(account, options);
}

/** Asks a service for a list of pay-ins. */
export function ask(service: Service, body: unknown = {}, token = service.token): Promise<ApiAnswer> {
  return call(service, 'getPayInTransactions', body, token);
}

/** Calls one of a service's endpoints. */
export function call(
  service: Service,
  endpoint: string,
  body: unknown = {},
  token = service.token,
): Promise<ApiAnswer> {
  return service.handle({
    method: 'POST',
    url: `/api/v2/${endpoint}`,
    headers: { token, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** The rows of an answer, or a failure that shows what came instead. */
export function rowsOf(answer: ApiAnswer): readonly unknown[] {
  const parsed: unknown = JSON.parse(answer.body);
  if (typeof parsed === 'object' && parsed && 'data' in parsed && Array.isArray(parsed.data)) {
    const rows: readonly unknown[] = parsed.data;
    return rows;
  }
  throw new Error(`no list: ${answer.body}`);
}

/** Does one of a sandbox's control actions, or shows what it shows where there is no body. */
export async function controlled({ url }: Sandbox, action: string, body?: unknown): Promise<unknown> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  return (await fetch(`${url}/control/${action}`, sent)).json();
}
