import { isSecPaidError, SecPaidError } from '../errors.ts';

/** What a call changes, in the words of its errors. */
export interface Change {
  /** For certain it did not happen: a full sentence. */
  readonly not: string;
  /** It may have: a full sentence. */
  readonly maybe: string;
  /** How to find out, before anyone tries again: a full sentence. */
  readonly look: string;
}

/** Whether SecPaid refused the call, or it never got there. */
function surelyNot({ kind, retryable, neverSent }: SecPaidError): boolean {
  return kind === 'rate-limit' || kind === 'authentication' || neverSent || (kind === 'server' && !retryable);
}

/**
 * Makes a call that changes something, once. An error says whether the change can have happened: a lost answer (a
 * time-out, a broken connection, HTTP 5xx, a body that cannot be read) does not mean that nothing was done, so it is
 * not `retryable` and asks to look first; only a call that surely did nothing may be repeated.
 * @throws SecPaidError
 */
export async function writeOnce<T>(write: () => Promise<T>, { not, maybe, look }: Change): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isSecPaidError(error)) throw error;
    const { kind, what, next, retryable, retryAfterMs } = error;
    const where = error.where === undefined ? {} : { where: error.where };
    if (surelyNot(error)) {
      throw new SecPaidError(kind, { what: `${what} ${not}`, next, ...where }, { retryable, retryAfterMs });
    }
    throw new SecPaidError(
      kind,
      { what: `${what} ${maybe}`, next: look, ...where },
      { mayHaveHappened: true },
    );
  }
}
