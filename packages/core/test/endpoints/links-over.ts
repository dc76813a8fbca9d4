import { createClient } from '../../src/client.ts';
import type { Waiting } from '../../src/http/retry.ts';
import type { HttpResponse } from '../../src/http/transport.ts';
import { answering, connectionWith, TOKEN } from '../support.ts';

/** Waits and repeats take no time here; a call that must not be repeated still is not. */
const patient: Waiting = { wait: () => Promise.resolve(), random: () => 0 };

/** The links of an account whose answers these are, in turn. */
export function linksOver(...answers: readonly (Partial<HttpResponse> | Error)[]) {
  const { transport, requests } = answering(...answers);
  const { links } = createClient(connectionWith(TOKEN), transport, patient);
  return { links, requests, bodies: () => requests.map(({ body }): unknown => JSON.parse(body)) };
}

/** The body of an error envelope, with other parts if given. */
export const refusal = (ResponseMsg: string, change: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({ ResponseCode: 0, ResponseMsg, Result: 'False', ServerTime: 'CEST', ...change });
