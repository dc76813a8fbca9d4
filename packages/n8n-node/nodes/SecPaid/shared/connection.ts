import {
  type Client,
  connect,
  createClient,
  type HttpRequest,
  type HttpResponse,
  type Waiting,
} from '@secpaid/core';
import type { IExecuteFunctions, IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';

/** How long one request may take, in milliseconds. */
export const REQUEST_TIMEOUT = 15_000;

function readResponse(full: unknown): HttpResponse {
  const { statusCode, headers, body } = Object(full) as Record<string, unknown>;
  return {
    status: Number(statusCode),
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
    body: typeof body === 'string' ? body : JSON.stringify(body ?? ''),
  };
}

/**
 * A client for the credential of this node.
 * @throws SecPaidError `validation` for an empty token or a base URL that is not https
 */
export async function clientOf(
  context: IExecuteFunctions | IPollFunctions,
  waiting?: Waiting,
): Promise<Client> {
  const { apiToken, environment, baseUrl } = await context.getCredentials('secPaidApi');
  const transport = async ({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> => {
    const options: IHttpRequestOptions = {
      method,
      url,
      headers,
      body,
      encoding: 'text',
      returnFullResponse: true,
      ignoreHttpStatusErrors: true,
      disableFollowRedirect: true,
      timeout: REQUEST_TIMEOUT,
    };
    return readResponse(
      await context.helpers.httpRequestWithAuthentication.call(context, 'secPaidApi', options),
    );
  };
  return createClient(connect({ apiToken, environment, baseUrl }), transport, waiting);
}
