import { type PayIn, type PayIns, SecPaidError } from '@secpaid/core';
import { confirm } from '@secpaid/core/payment-endpoint';
import { sleep } from 'n8n-workflow';
import type { Allowance } from './allowance';

/** How long to wait for a turn, in milliseconds. */
const PATIENCE = 60_000;

/** For a call that is dropped. */
export const tooManyCalls = (): SecPaidError =>
  new SecPaidError('rate-limit', {
    what: 'More calls came than can be looked up, so one was dropped.',
    next: 'If they were SecPaid’s, a SecPaid Trigger brings the payment with its next poll.',
  });

/** Asks SecPaid for the entries of one link, newest first. @throws SecPaidError of any kind */
export type LookUp = (payIns: PayIns, payId: string) => Promise<PayIn[]>;

/** Waits until a request may be sent. @throws SecPaidError where that would take too long */
async function awaitTurn(allowance: Allowance): Promise<void> {
  const now = Date.now();
  const turn = allowance.take(now, PATIENCE);
  if (turn === undefined) throw tooManyCalls();
  if (turn > now) await sleep(turn - now);
}

/**
 * Look-ups of one account, one request after the other: all that wait for the same turn share one, so no call takes the
 * turn of another.
 */
export function lookUpsOf(allowance: Allowance): LookUp {
  let next: { readonly payIds: Set<string>; readonly answer: Promise<PayIn[]> } | undefined;
  let underWay: Promise<unknown> = Promise.resolve();

  async function send(payIns: PayIns, payIds: ReadonlySet<string>): Promise<PayIn[]> {
    try {
      await underWay;
      await awaitTurn(allowance);
    } finally {
      // Whoever comes from here on may be about a payment that this request does not find any more.
      next = undefined;
    }
    const answer = confirm(payIns, payIds);
    underWay = answer.catch(() => undefined);
    return await answer;
  }

  return async (payIns, payId) => {
    if (next === undefined) {
      const payIds = new Set<string>();
      next = { payIds, answer: Promise.resolve().then(() => send(payIns, payIds)) };
    }
    next.payIds.add(payId);
    return (await next.answer).filter(({ pay_id }) => pay_id === payId);
  };
}
