import { type HttpRequest, type HttpResponse, readText, SecPaidError, type Transport } from '@secpaid/core';
import { type IHttpRequestOptions, UserError } from 'n8n-workflow';

/** How long one request may take, in milliseconds. */
export const REQUEST_TIMEOUT = 15_000;

const comesInPieces = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

const late = (): Error => Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });

/** Rejects when the time is up. */
const endOf = (time: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    time.addEventListener('abort', () => {
      reject(late());
    });
  });

/** Leaving the loop ends the connection. */
async function* within(time: AbortSignal, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    if (time.aborted) throw late();
    yield chunk;
  }
}

async function readBody(body: unknown, time: AbortSignal): Promise<string> {
  if (comesInPieces(body)) return await readText(within(time, body));
  return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

async function readResponse(full: unknown, time: AbortSignal): Promise<HttpResponse> {
  const { statusCode, headers, body } = Object(full) as Record<string, unknown>;
  return {
    status: Number(statusCode),
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
    body: await readBody(body, time),
  };
}

/** n8n puts what stopped a request into an error of its own, as its cause. */
function userErrorIn(error: unknown, left = 3): UserError | undefined {
  if (error instanceof UserError) return error;
  const cause = error instanceof Error && left > 0 ? error.cause : undefined;
  return cause === undefined ? undefined : userErrorIn(cause, left - 1);
}

/**
 * A request that n8n itself refused to send, in n8n's own words: its protection against server-side request forgery, or
 * the credential's Allowed HTTP Request Domains. Any other error stays as it is.
 */
function inN8nsWords(error: unknown): unknown {
  const refusal = userErrorIn(error);
  if (refusal === undefined) return error;
  const what = `n8n did not send the request: ${refusal.message.replace(/\.?$/, '.')}`;
  const next = refusal.description ?? 'Check the base URL in the credential, or ask whoever runs this n8n.';
  return new SecPaidError('network', { what, next }, { neverSent: true });
}

/**
 * Core's transport over one of n8n's request functions, which set no limit to the size or the whole time of an answer: a
 * stream can be left. In an action n8n puts the execution's signal in place of ours, and each byte starts `timeout` anew,
 * so the time is kept here as well.
 */
export const transportOver =
  (send: (options: IHttpRequestOptions) => Promise<unknown>): Transport =>
  async ({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> => {
    const time = AbortSignal.timeout(REQUEST_TIMEOUT);
    const options: IHttpRequestOptions = {
      method,
      url,
      headers,
      body,
      encoding: 'stream',
      abortSignal: time,
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      timeout: REQUEST_TIMEOUT,
    };
    try {
      return await readResponse(await Promise.race([send(options), endOf(time)]), time);
    } catch (error) {
      throw inN8nsWords(error);
    }
  };
