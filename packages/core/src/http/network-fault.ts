import { SecPaidError, type Sentences } from '../errors.ts';

/** Error codes for a timeout. */
const TIMED_OUT = ['ETIMEDOUT', 'ECONNABORTED', 'ERR_CANCELED', 'ABORT_ERR'];

/** What stays as it is until someone mends it. The connection never stood, so nothing was sent. */
const LASTING: readonly (Sentences & { readonly codes: RegExp })[] = [
  {
    codes: /^ECONNREFUSED$/,
    what: 'the connection was refused',
    next: 'Check the environment or base URL, its port included, and whether a firewall or proxy is in the way.',
  },
  {
    // EAI_AGAIN comes after the resolver itself has tried several times.
    codes: /^(ENOTFOUND|EAI_AGAIN)$/,
    what: 'its host name was not found',
    next: 'Check the environment or base URL for a typo, then the network and DNS of the machine that asks.',
  },
  {
    codes: /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/,
    what: 'there is no route to it',
    next: 'Check the network of the machine that asks, then the environment or base URL.',
  },
  {
    codes: /CERT|SELF_SIGNED|^UNABLE_TO_(GET|VERIFY|DECRYPT)|CRL/,
    what: 'its certificate is not trusted',
    next: 'If your proxy or server uses its own certificate, set the environment variable NODE_EXTRA_CA_CERTS to the file of its CA and restart. If not, check the base URL and the clock of the machine that asks.',
  },
  {
    codes: /^(EPROTO|ERR_SSL_[A-Z_]+)$/,
    what: 'no encrypted connection could be made',
    next: 'Check that the base URL has the right port, and whether a proxy is in the way.',
  },
];

/** The network's code; n8n and others put the fault into an error of their own, as its cause. */
function codeOf(error: unknown, left = 3): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const code = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code)) return code;
  return left > 0 && 'cause' in error ? codeOf(error.cause, left - 1) : undefined;
}

/**
 * A request that got no answer, in words. Of the error only its code is shown: a whole message may hold the request,
 * and with it the token. A fault that lasts is not `retryable`: whoever waits for an answer learns of it at once.
 */
export function networkFault(error: unknown, where: string): SecPaidError {
  const code = codeOf(error);
  const lasting = code === undefined ? undefined : LASTING.find(({ codes }) => codes.test(code));
  if (lasting) {
    const what = `SecPaid could not be reached: ${lasting.what} (${code}).`;
    const next = `${lasting.next} Nothing was sent to SecPaid.`;
    return new SecPaidError('network', { what, next, where }, { neverSent: true });
  }
  const hint = code === undefined ? '' : ` (${TIMED_OUT.includes(code) ? 'no answer in time' : code})`;
  const what = `SecPaid could not be reached${hint}.`;
  const next = 'Check the network and the environment; nothing is lost, so try again later.';
  return new SecPaidError('network', { what, next, where }, { retryable: true });
}
