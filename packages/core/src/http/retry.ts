import { isSecPaidError } from '../errors.ts';

/** What waiting needs from outside, so that core touches no timer and tests need no patience. */
export interface Waiting {
  /** Resolves after that many milliseconds; `why` is a sentence for whoever wonders what takes so long. */
  readonly wait: (ms: number, why: string) => Promise<unknown>;
  /** A number from 0 up to 1. */
  readonly random: () => number;
}

const TRIES = 6;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 120_000;
/** The limit is counted by the minute and no Retry-After is promised: five such waits outlast any window. */
const RATE_LIMIT_WAIT = 15_000;

/**
 * Repeats a read on 429, 5xx and network faults: exponential back-off with jitter, Retry-After honoured, at most six
 * tries. For reads only: a lost answer to a writing call may mean that it happened.
 * @throws the last error; at once where a repeat cannot help or SecPaid asks to wait longer than two minutes
 */
export async function retrying<T>(read: () => Promise<T>, { wait, random }: Waiting): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read();
    } catch (error) {
      if (!isSecPaidError(error) || !error.retryable || attempt === TRIES) throw error;
      const backOff = FIRST_WAIT * 2 ** (attempt - 1);
      const least = error.retryAfterMs ?? (error.kind === 'rate-limit' ? RATE_LIMIT_WAIT : backOff / 2);
      if (least > LONGEST_WAIT) throw error;
      const ms = least + (random() * backOff) / 2;
      await wait(
        ms,
        `${error.what} Asking again in ${Math.ceil(ms / 1000)} s (try ${attempt + 1} of ${TRIES}).`,
      );
    }
  }
}
