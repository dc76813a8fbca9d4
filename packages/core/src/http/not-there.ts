import { BASE_URLS } from './connection.ts';
import { isSecPaidError, SecPaidError } from '../errors.ts';
import { NOT_SECPAID } from './status-errors.ts';
import type { HttpResponse } from './transport.ts';

/** The path of SecPaid's own API (documentation: Basics). */
const API_PATH = new URL(BASE_URLS.production).pathname;

const isSecPaidsOwn = (baseUrl: string): boolean =>
  Object.values(BASE_URLS).some((own) => own === baseUrl) || baseUrl.endsWith(API_PATH);

/**
 * An error about an answer, with a better word where the answer is HTTP 404 or a web page: the base URL of the
 * environment Custom may lack its path. Any other error stays as it is.
 */
export function orNotThere(error: unknown, { status, body }: HttpResponse, baseUrl: string): unknown {
  const isRedirect = status >= 300 && status < 400;
  const isPage = /^\s*</.test(body) && !isRedirect;
  if (!isSecPaidError(error) || error.kind !== 'unexpected-answer' || !(status === 404 || isPage))
    return error;
  const what = isPage ? error.what : NOT_SECPAID.what;
  const next = isSecPaidsOwn(baseUrl)
    ? NOT_SECPAID.next
    : `Should the base URL end in ${API_PATH}? It is ${baseUrl}. Correct it in the credential, then try again.`;
  return new SecPaidError(error.kind, {
    what,
    next,
    ...(error.where === undefined ? {} : { where: error.where }),
  });
}
