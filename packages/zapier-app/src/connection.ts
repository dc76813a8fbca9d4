import {
  answerTooLarge,
  type Client,
  connect,
  type Connection,
  createClient,
  type HttpRequest,
  type HttpResponse,
  MAX_ANSWER_BYTES,
} from '@secpaid/core';
import type { ZObject } from 'zapier-platform-core';

/** As much of Zapier's bundle as a connection needs. */
export interface AuthBundle {
  readonly authData: Readonly<Record<string, string | undefined>>;
}

/** How long one request may take, in milliseconds. */
const REQUEST_TIMEOUT = 10_000;
/** Zapier ends a run after 30 seconds: a request that starts before this has its time, and there is some to spare. */
const LAST_START = 15_000;

/** The instant, in milliseconds, after which this run should start no further request. */
export const deadlineOf = (start: number): number => start + LAST_START;

/**
 * The connection that a person made. SECPAID_BASE_URL is for runs on a developer's machine, against a sandbox: the
 * form at Zapier has no such choice.
 * @throws SecPaidError `validation` for an empty token or an unknown environment
 */
export function connectionOf({ authData }: AuthBundle): Connection {
  const { api_token: apiToken, environment } = authData;
  const baseUrl = process.env['SECPAID_BASE_URL'];
  return connect(baseUrl ? { apiToken, environment: 'custom', baseUrl } : { apiToken, environment });
}

/** What core makes of a fault: node-fetch, by which Zapier sends, names a broken bound by `type` alone. */
function faultOf(error: unknown): unknown {
  const type = error instanceof Error && 'type' in error ? error.type : undefined;
  if (type === 'max-size') return answerTooLarge();
  const isLate = type === 'request-timeout' || type === 'body-timeout';
  return isLate ? Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }) : error;
}

/**
 * A client for this run. It does not wait and repeat: a run is short, and Zapier repeats polls and throttled steps by
 * itself. The token is in the requests that core makes to the connection's own address, so there is no middleware that
 * would add it to others, and no redirect takes it along.
 * @throws SecPaidError `validation` as `connectionOf`
 */
export function clientOf(z: ZObject, bundle: AuthBundle): Client {
  const transport = async ({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> => {
    const reading = new AbortController();
    const options = {
      method,
      url,
      headers: { ...headers },
      body,
      redirect: 'manual',
      timeout: REQUEST_TIMEOUT,
      size: MAX_ANSWER_BYTES,
      // Zapier passes it on to node-fetch, though its types lack it.
      signal: reading.signal,
    } as const;
    const response = await z.request(options).catch((error: unknown) => {
      // Over `size`, node-fetch rejects, but goes on receiving the rest.
      reading.abort();
      throw faultOf(error);
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: response.content,
    };
  };
  return createClient(connectionOf(bundle), transport);
}
