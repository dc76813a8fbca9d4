import { isSecPaidError, type PayIn, type PayIns, SecPaidError } from '@secpaid/core';
import { confirm, type Delivery } from '@secpaid/core/payment-endpoint';
import { sleep } from 'n8n-workflow';
import type { Allowance } from './allowance';

/** How long to wait before each try, in milliseconds: a payment may be listed a moment after the call. */
const WAITS = [0, 2_000, 5_000, 15_000, 40_000];
/** How often to ask where all that is listed is known: most likely SecPaid called twice. */
const TRIES_IF_KNOWN = 2;
/** SecPaid counts requests by the minute. */
const RATE_LIMIT_WAIT = 15_000;
const LONGEST_WAIT = 60_000;
/** How long to wait for a turn. */
const PATIENCE = 60_000;

/** For a call that is dropped. */
export const tooManyCalls = (): SecPaidError =>
  new SecPaidError('rate-limit', {
    what: 'More calls came than can be looked up, so one was dropped.',
    next: 'If they were SecPaid’s, a SecPaid Trigger brings the payment with its next poll.',
  });

/** Waits until a request may be sent. @throws SecPaidError where that would take too long */
async function awaitTurn(allowance: Allowance): Promise<void> {
  const now = Date.now();
  const turn = allowance.take(now, PATIENCE);
  if (turn === undefined) throw tooManyCalls();
  if (turn > now) await sleep(turn - now);
}

/** How long a failure asks to wait before the next try, in milliseconds; undefined where another try cannot help. */
function pauseAfter(error: unknown): number | undefined {
  if (!isSecPaidError(error) || !error.retryable) return undefined;
  const asked = error.retryAfterMs ?? (error.kind === 'rate-limit' ? RATE_LIMIT_WAIT : 0);
  return asked > LONGEST_WAIT ? undefined : asked;
}

export interface Confirmation {
  readonly payIns: PayIns;
  readonly delivery: Delivery;
  readonly allowance: Allowance;
  /** Of a link's entries those that can be what SecPaid called for. */
  readonly newOnes: (entries: readonly PayIn[]) => PayIn[];
  readonly isRecent: (entry: PayIn) => boolean;
}

/**
 * Asks SecPaid for the entries of the link that a call names, several times where there is nothing new yet; at most
 * five times within about a minute. Gives all of them, newest first; the last answer where nothing new came.
 * @throws SecPaidError of any kind
 */
export async function confirmed(about: Confirmation): Promise<PayIn[]> {
  const { payIns, delivery, allowance, newOnes, isRecent } = about;
  let entries: PayIn[] = [];
  let pause = 0;
  for (const [tries, wait] of WAITS.entries()) {
    if (tries >= TRIES_IF_KNOWN && entries.some(isRecent)) break;
    if (tries > 0) await sleep(Math.max(wait, pause));
    await awaitTurn(allowance);
    const answer = await confirm(payIns, delivery).then(
      (listed) => ({ listed }),
      (error: unknown) => ({ error }),
    );
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
