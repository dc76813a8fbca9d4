import {
  entryFilter,
  isSecPaidError,
  isOvertaken,
  numberOf,
  type NumberedRow,
  numberTwins,
  poll,
  readState,
  SecPaidError,
  toPayIn,
  toRawPayIn,
} from '@secpaid/core';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clientOf, REQUEST_TIMEOUT } from '../shared/connection';
import { isBeingStored, noteHandedOver } from '../shared/handed-over';
import { toNodeError } from '../shared/node-error';
import {
  isFirstPoll,
  isFirstSinceStart,
  isStartingByItself,
  markPolled,
  markTried,
} from '../shared/poll-start';
import { loadState, storeState } from '../shared/trigger-state';

const LOOKED_THROUGH = 1000;
const SHOWN = 10;
/** A poll is due every minute, so it should not take longer. */
const LONGEST_POLL = 60_000;

const collection = (context: IPollFunctions, name: 'filters' | 'options'): IDataObject =>
  context.getNodeParameter(name, {}) as IDataObject;

type ToItems = (rows: readonly NumberedRow[], most?: number) => INodeExecutionData[][] | null;

/**
 * Makes items of the entries that the trigger's user wants, and null, which starts nothing, where there is none.
 * @throws SecPaidError `validation` for a wrong filter, before anything is asked or taken
 */
function itemsFor(context: IPollFunctions): ToItems {
  const isWanted = entryFilter({
    ...collection(context, 'filters'),
    events: context.getNodeParameter('events'),
  });
  const output = collection(context, 'options').rawOutput === true ? toRawPayIn : toPayIn;
  return (rows, most) => {
    const wanted = rows.filter((row) => isWanted(toPayIn(row))).slice(0, most);
    return wanted.length === 0 ? null : [wanted.map((row) => ({ json: output(row) as IDataObject }))];
  };
}

/** Why there is nothing to show: n8n's editor says of an empty result only that there is none. */
function nothingToShow(read: number): SecPaidError {
  return read === 0
    ? new SecPaidError('validation', {
        what: 'There is no entry in this SecPaid account yet.',
        next: 'Pay a payment link of a small amount and fetch again, or publish the workflow: its first payment will start it.',
      })
    : new SecPaidError('validation', {
        what: `No entry is of the chosen events and fits the filters, among the newest ${read}.`,
        next: 'Choose more events or take off a filter to see an example. A published workflow starts with the next entry that fits.',
      });
}

/**
 * The newest entries of the chosen events, for the editor's "Fetch Test Event". Touches no state.
 * @throws a node's error also where there is nothing to show
 */
export async function fetchTestEvents(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  try {
    const toItems = itemsFor(context);
    const { payIns } = await clientOf(context);
    const { rows } = await payIns.answer({ page: 1, limit: LOOKED_THROUGH });
    const shown = toItems(numberTwins(rows), SHOWN);
    if (shown === null) throw nothingToShow(rows.length);
    return shown;
  } catch (error) {
    throw toNodeError(context.getNode(), error);
  }
}

/** What n8n allows a poll where it says so (its durable pollers, since 2.36), as the instant of the last request. */
function deadlineOf(context: IPollFunctions): number {
  const budget = typeof context.getPollBudgetMs === 'function' ? context.getPollBudgetMs() : LONGEST_POLL;
  return Date.now() + Math.min(budget, LONGEST_POLL) - REQUEST_TIMEOUT;
}

const backfillDaysOf = (context: IPollFunctions): number | undefined =>
  context.getNodeParameter('startFrom') === 'backfill'
    ? (context.getNodeParameter('backfillDays') as number)
    : undefined;

const AGAIN = 'The next poll tries again by itself and picks up everything since.';
const AFTERWARDS = 'Until then the trigger starts nothing; what arrives meanwhile is picked up afterwards.';

/** What happens after a failed poll by itself, where the trigger goes on at all. */
function afterFailure(context: IPollFunctions, error: unknown): string | undefined {
  if (!isSecPaidError(error) || error.kind === 'state' || isFirstPoll(context)) return undefined;
  return error.kind === 'authentication' || error.kind === 'validation' ? AFTERWARDS : AGAIN;
}

/** One poll of a published workflow: the new entries, oldest first, or null. */
export async function pollNewPayIns(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  try {
    const state = readState(loadState(context));
    const toItems = itemsFor(context);
    const { payIns } = await clientOf(context);
    const outcome = await poll({
      state,
      ask: async (slice) => await payIns.answer(slice),
      clock: () => Date.now(),
      firstSinceStart: isFirstSinceStart(context),
      backfillDays: backfillDaysOf(context),
      maxItems: numberOf(
        'Max Items',
        collection(context, 'options').maxItems,
        'a whole number from 1 to 1000',
      ),
      deadline: deadlineOf(context),
    });
    markPolled(context);
    if (outcome.notice !== undefined) context.logger.warn(outcome.notice);
    // Polls can overlap: whoever is overtaken leaves everything to the next one.
    if (isOvertaken(state, loadState(context)) || isBeingStored(context, state)) return null;
    noteHandedOver(context, outcome.state);
    storeState(context, outcome.state);
    return toItems(outcome.taken);
  } catch (error) {
    const failure = toNodeError(context.getNode(), error, { then: afterFailure(context, error) });
    if (!isStartingByItself(context)) throw failure;
    markTried(context);
    const reason = isSecPaidError(error) ? error.message : failure.message;
    context.logger.warn(
      `SecPaid Trigger could not poll while n8n started; the next poll tries again. ${reason}`,
    );
    return null;
  }
}
