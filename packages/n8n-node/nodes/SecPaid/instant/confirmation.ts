import { isSecPaidError, type PayIn } from '@secpaid/core';
import { sleep } from 'n8n-workflow';
import type { Waiter } from './waiting';

/** How long to wait before each try, in milliseconds: a payment may be listed a moment after the call. */
const WAITS = [0, 2_000, 5_000, 15_000, 40_000];
/** How often to ask where all that is listed is known: most likely SecPaid called twice. */
const TRIES_IF_KNOWN = 2;
/** SecPaid counts requests by the minute. */
const RATE_LIMIT_WAIT = 15_000;
const LONGEST_WAIT = 60_000;
/** How long a failure asks to wait before the next try, in milliseconds; undefined where another try cannot help. */
function pauseAfter(error: unknown): number | undefined {
  if (!isSecPaidError(error) || !error.retryable) return undefined;
  const asked = error.retryAfterMs ?? (error.kind === 'rate-limit' ? RATE_LIMIT_WAIT : 0);
  return asked > LONGEST_WAIT ? undefined : asked;
}

export interface Confirmation {
  /** Asks SecPaid once. */
  readonly lookUp: () => Promise<PayIn[]>;
  /** The call's place; none is needed for the test URL. */
  readonly waiter?: Waiter | undefined;
  /** Of a link's entries those that can be what SecPaid called for. */
  readonly newOnes: (entries: readonly PayIn[]) => PayIn[];
  readonly isRecent: (entry: PayIn) => boolean;
}

/**
 * Asks SecPaid for the entries of the link that a call names, several times where there is nothing new yet; at most
 * five times within about a minute, fewer where another call needs the place. Gives all of them, newest first; the last answer where nothing new came.
 * @throws SecPaidError of any kind
 */
export async function confirmed(about: Confirmation): Promise<PayIn[]> {
  const { lookUp, waiter, newOnes, isRecent } = about;
  let entries: PayIn[] = [];
  let pause = 0;
  for (const [tries, wait] of WAITS.entries()) {
    if (tries >= TRIES_IF_KNOWN && entries.some(isRecent)) break;
    if (tries > 0) await Promise.race([sleep(Math.max(wait, pause)), ...(waiter ? [waiter.released] : [])]);
    if (waiter?.isReleased()) break;
    const answer = await lookUp().then(
      (listed) => ({ listed }),
      (error: unknown) => ({ error }),
    );
    if (waiter) waiter.tried = true;
    if ('error' in answer) {
      const asked = pauseAfter(answer.error);
      if (asked === undefined || tries === WAITS.length - 1) throw answer.error;
      pause = asked;
    } else {
      entries = answer.listed;
      pause = 0;
      if (newOnes(entries).length > 0) break;
    }
  }
  return entries;
}
