import {
  choiceOf,
  type FeedState,
  INPUTS,
  isOvertaken,
  readState,
  type SecPaidError,
  valueOf,
} from '@secpaid/core';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clientOf, REQUEST_TIMEOUT } from '../shared/connection';
import { isBeingStored, noteHandedOver } from '../shared/pending-commit';
import { isFirstSinceStart, isStartedByHand, markPolled } from '../shared/poll-start';
import { hasPolledOthers, isResting, loadState, restOthers, storeState } from '../shared/trigger-state';
import { afterFailure, afterSuccess, showBeside } from './failure';
import { chosenFeeds, type Feed, type Found, byDate } from './feeds';

/** A poll is due every minute, so it should not take longer. */
const LONGEST_POLL = 60_000;
export const MAX_ITEMS = 1000;
export const BACKFILL_DAYS = 7;

/** What n8n allows a poll where it says so (its durable pollers, since 2.36), as the instant of the last request. */
function deadlineOf(context: IPollFunctions): number {
  const budget = typeof context.getPollBudgetMs === 'function' ? context.getPollBudgetMs() : LONGEST_POLL;
  return Date.now() + Math.min(budget, LONGEST_POLL) - REQUEST_TIMEOUT;
}

const startOf = (context: IPollFunctions): keyof typeof INPUTS.startFrom.choices | undefined =>
  choiceOf({ startFrom: context.getNodeParameter('startFrom') }, 'startFrom', INPUTS.startFrom);

/** Whether to leave what came in a pause: n8n's own restart is none. */
const restartsAt = (context: IPollFunctions): boolean =>
  startOf(context) === 'eachPublish' && isStartedByHand(context);

/**
 * How many days of a list to emit first. Only where the list was chosen when the trigger started for the first time:
 * one that is chosen later starts with what is new from then on.
 */
function backfillDaysOf(context: IPollFunctions, { kind }: Feed): number | undefined {
  if (startOf(context) !== 'backfill') return undefined;
  const form = { backfillDays: context.getNodeParameter('backfillDays', BACKFILL_DAYS) };
  const days = valueOf(form, 'backfillDays', INPUTS.backfillDays) ?? BACKFILL_DAYS;
  if (isResting(context, kind)) return undefined;
  // A list that an earlier version did not know has no position either. Only pay-ins may have to wait for a later poll.
  if (kind !== 'pay-in' && hasPolledOthers(context, kind)) return undefined;
  return days;
}

function maxItemsOf(context: IPollFunctions): number {
  const options = context.getNodeParameter('options', {}) as IDataObject;
  return valueOf(options, 'maxItems', INPUTS.maxItems) ?? MAX_ITEMS;
}

/** One list as a poll finds it. */
interface Turn {
  readonly feed: Feed;
  readonly before: FeedState | undefined;
  readonly backfillDays: number | undefined;
  readonly restarts: boolean;
}

/**
 * All that the form and the stored state say. To be read before the first await: a poll of the same workflow that ends
 * meanwhile takes away what n8n evaluates a parameter's expression in.
 */
const turnsOf = (context: IPollFunctions): readonly Turn[] =>
  chosenFeeds(context).map((feed) => ({
    feed,
    before: readState(loadState(context, feed.kind), feed.kind, Math.random),
    backfillDays: backfillDaysOf(context, feed),
    restarts: restartsAt(context),
  }));

type Polled = Turn & Found;

/** Polls one list after the other; where one fails, what the others found is forgotten and found again. */
async function pollAll(context: IPollFunctions, turns: readonly Turn[]): Promise<readonly Polled[]> {
  let left = maxItemsOf(context);
  const client = await clientOf(context);
  const deadline = deadlineOf(context);
  const polled: Polled[] = [];
  for (const turn of turns) {
    const { feed, before, backfillDays, restarts } = turn;
    // A list that is to start now has to be read now; any other loses nothing by waiting for the next poll.
    const mayWait =
      (before !== undefined && !restarts) || (backfillDays !== undefined && feed.kind === 'pay-in');
    const isUsedUp = polled.length > 0 && (left === 0 || Date.now() >= deadline);
    if (mayWait && isUsedUp) continue;
    const found = await feed.poll(client, {
      state: before,
      clock: () => Date.now(),
      random: Math.random,
      accepts: isStartedByHand(context),
      restarts,
      firstSinceStart: isFirstSinceStart(context, feed.kind),
      backfillDays,
      maxItems: polled.length === 0 ? left : Math.max(left, 1),
      deadline,
    });
    left -= found.taken;
    polled.push({ ...turn, ...found });
  }
  return polled;
}

/** What cannot be read, each once: two events may be of one list. */
const problemsOf = (polled: readonly Polled[]): Iterable<SecPaidError> =>
  new Map(
    polled.flatMap(({ unreadable }) => (unreadable ? [[unreadable.message, unreadable]] : [])),
  ).values();

/** One poll of a published workflow: the new entries of all chosen lists, oldest first, or null. */
export async function pollNewEntries(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  try {
    const turns = turnsOf(context);
    const polled = await pollAll(context, turns);
    const isOld = ({ feed: { kind }, before }: Polled): boolean =>
      isOvertaken(before, loadState(context, kind), kind);
    // To start over cannot be left to the next poll, which does not know that the workflow was just published.
    if (polled.some((one) => one.restarts && isOld(one))) return await pollNewEntries(context);
    for (const { feed, notice, report } of polled) {
      markPolled(context, feed.kind);
      context.logger.debug(report);
      if (notice !== undefined) context.logger.warn(notice);
    }
    afterSuccess(context);
    // Polls can overlap: whoever is overtaken leaves everything to the next one.
    const isRepeat = (one: Polled): boolean =>
      isOld(one) || (!one.restarts && isBeingStored(context, one.feed.kind, one.before));
    if (polled.some(isRepeat)) return null;
    const items = polled.flatMap((one) => one.items).toSorted(byDate);
    for (const { feed, before, restarts, state } of polled) {
      // n8n stores no poll that starts nothing, and publishing again goes back to what it stored last.
      if (items.length > 0 || before === undefined || restarts) noteHandedOver(context, state);
      storeState(context, feed.kind, state, restarts);
    }
    restOthers(
      context,
      turns.map(({ feed }) => feed.kind),
    );
    for (const problem of problemsOf(polled)) showBeside(context, problem);
    return items.length === 0 ? null : [items.map(({ json }) => ({ json }))];
  } catch (error) {
    return afterFailure(context, error);
  }
}
