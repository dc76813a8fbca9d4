import type { FeedState } from '@secpaid/core';
import type { IPollFunctions } from 'n8n-workflow';
import { keyOf } from './node-key';

/** How long n8n may take to store what a poll handed over. */
const STORED_WITHIN = 30_000;

const handedOver = new Map<string, { readonly revision: number; readonly at: number }>();

/**
 * Whether a poll that began with this state repeats one whose outcome n8n is still storing. n8n stores after a poll has
 * returned, and where it keeps cursors durably it may start two polls at once after its own restart: the second one
 * then begins with what the first one began with. It has to emit nothing; should n8n fail to store the first one's
 * outcome, a later poll finds the same entries again.
 */
export function isBeingStored(context: IPollFunctions, begunWith: FeedState | undefined): boolean {
  const last = handedOver.get(keyOf(context));
  return (
    last !== undefined && Date.now() - last.at < STORED_WITHIN && (begunWith?.revision ?? 0) < last.revision
  );
}

/** To be called with the state that a poll hands over to n8n. */
export function noteHandedOver(context: IPollFunctions, { revision }: FeedState): void {
  handedOver.set(keyOf(context), { revision, at: Date.now() });
}
