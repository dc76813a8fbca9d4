import { isSecPaidError, type SecPaidError } from '@secpaid/core';
import type { IPollFunctions, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { toNodeError, wholeMessage } from '../shared/node-error';
import { keyOf } from '../shared/node-key';
import { isDurable, isFirstPoll, isStartingByItself, markTried } from '../shared/poll-start';
import { howLong, oneMore, type Outage } from './outage';

const RATE_LIMIT_WAIT = 60_000;

const FLOWING = 'The other entries start the workflow as usual.';
const AGAIN = 'The next poll tries again by itself and picks up everything since.';
const AFTERWARDS = 'Until then the trigger starts nothing. It picks up what arrives in between.';

const outages = new Map<string, Outage>();

/** What happens after a failed poll by itself, where the trigger goes on at all. */
function afterwards(error: unknown, isPublishing: boolean): string | undefined {
  if (!isSecPaidError(error) || error.kind === 'state' || isPublishing) return undefined;
  return error.kind === 'authentication' || error.kind === 'validation' ? AFTERWARDS : AGAIN;
}

/** What n8n reads of an error to know how long to wait. */
function declareCause(failure: Error, error: unknown): void {
  if (!isSecPaidError(error) || error.kind !== 'rate-limit') return;
  const retryAfterMs = error.retryAfterMs ?? RATE_LIMIT_WAIT;
  Object.assign(failure, { failure: { cause: 'rate-limited', retryAfterMs } });
}

/**
 * What a failed poll of a published workflow leads to: an error thrown where n8n has to know, a failed execution, or, while
 * the same failure lasts, a line in n8n's log.
 */
export function afterFailure(context: IPollFunctions, error: unknown): null {
  const [key, durable] = [keyOf(context), isDurable(context)];
  const isStart = !durable && isFirstPoll(context);
  const isByItself = isStart && isStartingByItself(context);
  if (isStart) outages.delete(key);
  const kind = isSecPaidError(error) ? error.kind : 'other';
  const { outage, isRaised } = oneMore(outages.get(key), kind, Date.now());
  const isPublishing = isStart && !isByItself;
  if (!isPublishing) outages.set(key, outage);

  const then = [howLong(outage), afterwards(error, isPublishing)].filter(Boolean).join(' ');
  const failure: NodeApiError | NodeOperationError = toNodeError(context.getNode(), error, {
    then: then === '' ? undefined : then,
  });
  if (isByItself) {
    // Five throws in a row at n8n's start leave the trigger dead until someone publishes again.
    markTried(context);
    context.__emitError(failure);
    return null;
  }
  // To n8n's back-off a poll that was only logged is one that went well. That suits a refused token alone: after it was
  // replaced, the next poll goes on, not one up to half an hour later.
  if (durable && kind !== 'authentication') {
    declareCause(failure, error);
    throw failure;
  }
  if (!isRaised) {
    context.logger.warn(`SecPaid Trigger could not poll. ${wholeMessage(error)} ${then}`.trim());
    return null;
  }
  if (!durable) throw failure;
  context.__emitError(failure);
  return null;
}

/** To be called after a poll that went well: an outage is over. */
export function afterSuccess(context: IPollFunctions): void {
  const outage = outages.get(keyOf(context));
  if (outage === undefined) return;
  outages.delete(keyOf(context));
  const count = howLong(outage) ?? 'One poll has failed.';
  context.logger.info(`SecPaid Trigger polls again. ${count} Everything since is picked up.`);
}

/** Shows a problem as a failed execution beside what a poll hands over: the error workflow runs, and nothing stops. */
export function showBeside(context: IPollFunctions, problem: SecPaidError): void {
  const failure = toNodeError(context.getNode(), problem, { then: FLOWING });
  context.logger.warn(`SecPaid Trigger: ${wholeMessage(problem)}`);
  context.__emitError(failure);
}
