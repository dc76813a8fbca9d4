import {
  type Client,
  connect,
  createClient,
  type HttpRequest,
  type HttpResponse,
  readText,
  type Waiting,
} from '@secpaid/core';
import type { IExecuteFunctions, IHttpRequestOptions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';

/** How long one request may take, in milliseconds. */
export const REQUEST_TIMEOUT = 15_000;

const comesInPieces = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

async function readBody(body: unknown): Promise<string> {
  if (comesInPieces(body)) return await readText(body);
  return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

async function readResponse(full: unknown): Promise<HttpResponse> {
  const { statusCode, headers, body } = Object(full) as Record<string, unknown>;
  return {
    status: Number(statusCode),
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
    body: await readBody(body),
  };
}

/**
 * A client for the credential of this node.
 * @throws SecPaidError `validation` for an empty token or a base URL that is not https
 */
export async function clientOf(
  context: IExecuteFunctions | IPollFunctions | IWebhookFunctions,
  waiting?: Waiting,
): Promise<Client> {
  const { apiToken, environment, baseUrl } = await context.getCredentials('secPaidApi');
  const transport = async ({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> => {
    const options: IHttpRequestOptions = {
      method,
      url,
      headers,
      body,
      // n8n's helper sets no bound to the size or the whole time of an answer; a stream can be left.
      encoding: 'stream',
      abortSignal: AbortSignal.timeout(REQUEST_TIMEOUT),
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      timeout: REQUEST_TIMEOUT,
    };
    return await readResponse(
      await context.helpers.httpRequestWithAuthentication.call(context, 'secPaidApi', options),
    );
  };
  return createClient(connect({ apiToken, environment, baseUrl }), transport, waiting);
}
