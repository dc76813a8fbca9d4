import type { FeedKind, FeedState } from '@secpaid/core';
import type { IPollFunctions } from 'n8n-workflow';
import { keyOf } from './node-key';

/** How long n8n may take to store what a poll handed over. */
const STORED_WITHIN = 30_000;

const handedOver = new Map<string, { readonly revision: number; readonly at: number }>();

const feedKey = (context: IPollFunctions, kind: FeedKind): string => `${keyOf(context)}/${kind}`;

/**
 * Whether a poll that began with this state repeats one whose outcome n8n is still storing. Where n8n keeps cursors
 * durably, each poll time is a job of its own: after a restart its executor starts all that fell due meanwhile at once
 * (@n8n/scheduler, Executor.claimAndSchedule), each poll reads the cursor when it begins and has static data of its own,
 * and the commit asks whether the poll still holds its job, not whether the cursor is still the one that it began with
 * (PollerStateRepository.advanceCursor). So both would be stored. The second one has to emit nothing; should n8n fail to
 * store the first one's outcome, a later poll finds the same entries again.
 */
export function isBeingStored(
  context: IPollFunctions,
  kind: FeedKind,
  begunWith: FeedState | undefined,
): boolean {
  const last = handedOver.get(feedKey(context, kind));
  return (
    last !== undefined && Date.now() - last.at < STORED_WITHIN && (begunWith?.revision ?? 0) < last.revision
  );
}

/** To be called with the state that a poll hands over to n8n. */
export function noteHandedOver(context: IPollFunctions, { feed, revision }: FeedState): void {
  handedOver.set(feedKey(context, feed), { revision, at: Date.now() });
}

/** To be called where a list's state is given up: the next one begins anew. */
export function forgetHandedOver(context: IPollFunctions, kind: FeedKind): void {
  handedOver.delete(feedKey(context, kind));
}
