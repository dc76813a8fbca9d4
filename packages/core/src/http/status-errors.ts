import { TOKEN_PLACE } from './connection.ts';
import type { ErrorKind, Sentences } from '../errors.ts';

export const LATER = 'Nothing is lost: try again later.';

/** What to do where something else than the API answered. */
export const ELSEWHERE =
  'SecPaid may be under maintenance, or the base URL points elsewhere: check the environment, then try again later.';

export const REFUSED_TOKEN: Sentences = {
  what: 'SecPaid refused the API token.',
  next: `Copy it again from ${TOKEN_PLACE}, and check that it belongs to the environment chosen here.`,
};

export const NOT_SECPAID: Sentences = { what: 'What answered is not the SecPaid API.', next: ELSEWHERE };

const RATE_LIMIT: Sentences = {
  what: 'SecPaid’s limit of 60 requests a minute is used up.',
  next: 'Wait a minute, or poll less often: all workflows of one account share the limit.',
};

const REDIRECT: Sentences = {
  what: 'SecPaid’s address answered with a redirect, which is not followed because the token would go along.',
  next: 'Check the environment or base URL, then try again.',
};

const FIREWALL: Sentences = {
  what: 'SecPaid was not reached: a firewall refused the request (HTTP 403).',
  next: 'Ask SecPaid’s support, or whoever runs your network, to let the address of this machine through.',
};

/** Only a proxy answers so; it passed nothing on. */
const PROXY: Sentences = {
  what: 'SecPaid was not reached: a proxy asks for a login (HTTP 407).',
  next: 'Put the user name and password into the proxy’s address, such as HTTPS_PROXY, or list SecPaid’s host in NO_PROXY; then restart.',
};

/** A fault in words. */
export interface Fault extends Sentences {
  readonly kind: ErrorKind;
  /** Whether the same request may succeed later. */
  readonly retryable?: boolean;
  /** Whether the request surely did not reach SecPaid. */
  readonly neverSent?: boolean;
}

/** What an HTTP status tells where no envelope says more; undefined where the body has to be read. */
export function statusFault(status: number): Fault | undefined {
  if (status === 401) return { kind: 'authentication', ...REFUSED_TOKEN };
  if (status === 403) return { kind: 'server', neverSent: true, ...FIREWALL };
  if (status === 407) return { kind: 'network', neverSent: true, ...PROXY };
  if (status === 429) return { kind: 'rate-limit', retryable: true, ...RATE_LIMIT };
  if (status >= 500) {
    const what = `SecPaid cannot answer at the moment (HTTP ${status}).`;
    return { kind: 'server', retryable: true, what, next: LATER };
  }
  return status >= 300 && status < 400 ? { kind: 'unexpected-answer', ...REDIRECT } : undefined;
}
