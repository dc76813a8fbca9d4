import { hash } from '../entries/hash.ts';
import { invalidInput, SecPaidError } from '../errors.ts';
import { DASHBOARDS } from '../forms/account-inputs.ts';

/** The API's bases (documentation: Basics). Each environment has its own token. */
export const BASE_URLS = {
  production: `${DASHBOARDS.production}/api/v2`,
  development: `${DASHBOARDS.development}/api/v2`,
} as const;

/** Where people find the token (documentation: Dashboard & Settings). */
export const TOKEN_PLACE = 'Settings → API & Integrations → API-Token in the SecPaid dashboard';

/** What a person enters to connect. */
export interface ConnectionInput {
  readonly apiToken: unknown;
  readonly environment: unknown;
  /** Only for the environment `custom`: a whole API base such as http://127.0.0.1:4010/api/v2. */
  readonly baseUrl?: unknown;
}

/** A checked connection: `baseUrl` without a trailing slash, `token` without surrounding blanks. */
export interface Connection {
  readonly baseUrl: string;
  readonly token: string;
}

const isThisMachine = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);

function checkBaseUrl(input: unknown): string {
  const wanted = 'a whole address that starts with https://, such as ' + BASE_URLS.production;
  const text = typeof input === 'string' ? input.trim() : '';
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // No more than scheme and host is shown: the rest may hold a password, a key, or a token in the wrong field.
  const refused = (expected: string): SecPaidError =>
    new SecPaidError('validation', {
      what: `Base URL must be ${expected}, but it is ${url?.host ? `${url.protocol}//${url.host}` : text === '' ? 'empty' : 'no address'}.`,
      next: 'Correct it in the credential. Nothing was sent to SecPaid.',
    });
  if (!url?.host) throw refused(wanted);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw refused(`${wanted}, without user name, password, "?" or "#"`);
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isThisMachine(url.hostname))) {
    throw refused(`${wanted} (http:// only for this machine)`);
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

function checkToken(input: unknown): string {
  const token = typeof input === 'string' ? input.trim() : '';
  const copy = `Copy it again from ${TOKEN_PLACE}. Nothing was sent to SecPaid.`;
  if (token === '') throw new SecPaidError('validation', { what: 'The API token is empty.', next: copy });
  if (!/^[\x21-\x7e]+$/.test(token)) {
    const what = 'The API token contains a character that no token has, such as a space or a line break.';
    throw new SecPaidError('validation', { what, next: copy });
  }
  return token;
}

/**
 * Tells an account's connection from another one's without telling the token: a hash that nobody can turn back.
 * @param salt a random text that is kept beside what the fingerprint is compared with
 */
export const fingerprint = ({ token, baseUrl }: Connection, salt: string): string =>
  hash(`${salt} ${baseUrl} ${token}`);

/** Checks what a person entered; throws a `validation` error before anything is sent. */
export function connect({ apiToken, environment, baseUrl }: ConnectionInput): Connection {
  const token = checkToken(apiToken);
  if (environment === 'custom') return { token, baseUrl: checkBaseUrl(baseUrl) };
  if (environment !== 'production' && environment !== 'development') {
    throw invalidInput('Environment', environment, 'Production, Development or Custom');
  }
  return { token, baseUrl: BASE_URLS[environment] };
}

/**
 * Whether a request to this address stays under the connection's base: the same scheme, host and port, the base's path
 * or one below it, and neither user name nor password. Whoever adds the token asks this first.
 */
export function isUnderBase(address: string, { baseUrl }: Connection): boolean {
  if (!URL.canParse(address)) return false;
  const [url, base] = [new URL(address), new URL(baseUrl)];
  const path = base.pathname.replace(/\/+$/, '');
  const isBelow = url.pathname === path || url.pathname.startsWith(`${path}/`);
  return url.origin === base.origin && url.username === '' && url.password === '' && isBelow;
}
