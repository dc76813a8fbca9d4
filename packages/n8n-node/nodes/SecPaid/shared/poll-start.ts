import type { FeedKind } from '@secpaid/core';
import type { IPollFunctions } from 'n8n-workflow';
import { keyOf } from './node-key';

const polledContexts = new WeakSet<IPollFunctions>();
const polledFeeds = new Set<string>();

/** What n8n says of a poll that it gives no deadline; one with durable cursors has another (n8n 2.36 and later). */
const NO_DEADLINE = 300_000;

/** Whether n8n keeps this trigger's position durably: then each poll has a context of its own, and n8n backs off itself. */
export const isDurable = (context: IPollFunctions): boolean =>
  typeof context.getPollBudgetMs === 'function' && context.getPollBudgetMs() !== NO_DEADLINE;

const feedKey = (context: IPollFunctions, kind: FeedKind): string => `${keyOf(context)}/${kind}`;

/**
 * Whether n8n is starting this trigger by itself (its own start, or another main process taking over) and this is the
 * context's first poll. Five throws in a row then leave the trigger dead, silently, until someone publishes again; so
 * that poll must not throw. The activation mode stays the same for all later polls, hence the memory.
 */
export function isStartingByItself(context: IPollFunctions): boolean {
  return isFirstPoll(context) && ['init', 'leadershipChange'].includes(context.getActivationMode());
}

/**
 * Whether somebody just published the workflow, and this is the first poll since. With durable cursors n8n gives every
 * poll a context of its own and calls each an update; only the poll at publishing has no deadline.
 */
export function isStartedByHand(context: IPollFunctions): boolean {
  const isByHand = ['activate', 'update'].includes(context.getActivationMode());
  return isByHand && isFirstPoll(context) && !isDurable(context);
}

/** Whether nothing was polled in this context yet: if that fails, a workflow that is being published stays as it was. */
export function isFirstPoll(context: IPollFunctions): boolean {
  return !polledContexts.has(context);
}

/** Whether this process reads this list for this node for the first time. */
export function isFirstSinceStart(context: IPollFunctions, kind: FeedKind): boolean {
  return !polledFeeds.has(feedKey(context, kind));
}

/** To be called once a poll of a list has gone through. */
export function markPolled(context: IPollFunctions, kind: FeedKind): void {
  markTried(context);
  polledFeeds.add(feedKey(context, kind));
}

/** To be called once a poll has failed: what it should have read is still to be read. */
export function markTried(context: IPollFunctions): void {
  polledContexts.add(context);
}
