import { connect, isUnderBase } from '@secpaid/core';
import { type ICredentialDataDecryptedObject, type IHttpRequestOptions, UserError } from 'n8n-workflow';
import { REQUEST_TIMEOUT } from '../nodes/SecPaid/shared/transport';
import { PROBE_HEADER } from './probe';

/** A request as n8n hands it over: its HTTP Request node still uses the older form, with `uri`. */
type Request = IHttpRequestOptions & { readonly uri?: unknown };

/** The whole address, joined as n8n's HTTP client (axios) does it. */
function joined(baseUrl: unknown, url: unknown): string {
  const path = typeof url === 'string' ? url : url instanceof URL ? url.href : '';
  if (typeof baseUrl !== 'string' || baseUrl === '' || /^([a-z][a-z\d+\-.]*:)?\/\//i.test(path)) return path;
  return path === '' ? baseUrl : `${baseUrl.replace(/\/?\/$/, '')}/${path.replace(/^\/+/, '')}`;
}

/** No more of an address than where it leads: the rest may hold a secret. */
const shown = (address: string): string =>
  URL.canParse(address) && new URL(address).host !== '' ? new URL(address).origin : 'no whole address';

const NO_REDIRECTS = {
  disableFollowRedirect: true,
  // The same for the older form.
  followRedirect: false,
  followAllRedirects: false,
  maxRedirects: 0,
};

/**
 * The request with the token in its header, for whoever uses the credential: our nodes, n8n's test of the credential, its
 * HTTP Request node. The address is checked as a whole and sent as it was checked; no redirect takes the token along.
 * Who set no time-out gets ours, and so does n8n's test.
 * @throws SecPaidError `validation` for a credential that is not right, UserError for an address not under its base
 */
export function withToken(
  { apiToken, environment, baseUrl }: ICredentialDataDecryptedObject,
  request: Request,
): IHttpRequestOptions {
  const connection = connect({ apiToken, environment, baseUrl });
  const { baseURL, url, uri, ...rest } = request;
  const address = joined(baseURL, uri ?? url);
  if (!isUnderBase(address, connection)) {
    throw new UserError(
      `The SecPaid API token was not sent: it goes to ${connection.baseUrl} only, but the request is for ${shown(address)}. ` +
        'Correct the address, or choose the environment that it belongs to in the credential.',
    );
  }
  const isTest = request.headers?.[PROBE_HEADER] !== undefined;
  // n8n's test of a credential has a time-out of five minutes, which nobody chose.
  const limits =
    request.timeout === undefined || isTest
      ? {
          timeout: REQUEST_TIMEOUT,
          abortSignal: request.abortSignal ?? AbortSignal.timeout(REQUEST_TIMEOUT),
        }
      : {};
  const own = Object.entries(request.headers ?? {}).filter(([name]) => name !== PROBE_HEADER);
  const headers = { ...Object.fromEntries(own), token: connection.token };
  const asked = uri === undefined ? { url: address } : { url: address, uri: address };
  return { ...rest, ...asked, headers, ...limits, ...NO_REDIRECTS };
}
