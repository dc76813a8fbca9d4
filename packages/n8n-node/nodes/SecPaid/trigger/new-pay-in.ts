import {
  entryFilter,
  isOvertaken,
  numberOf,
  type NumberedRow,
  numberTwins,
  poll,
  readState,
  toPayIn,
  toRawPayIn,
} from '@secpaid/core';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clientOf, REQUEST_TIMEOUT } from '../shared/connection';
import { isBeingStored, noteHandedOver } from '../shared/handed-over';
import { toNodeError } from '../shared/node-error';
import { isFirstSinceStart, isStartingByItself, markPolled, markTried } from '../shared/poll-start';
import { loadState, storeState } from '../shared/trigger-state';

const LOOKED_THROUGH = 200;
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

/** The newest entries of the chosen events, for the editor's "Fetch Test Event". Touches no state. */
export async function fetchTestEvents(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  try {
    const toItems = itemsFor(context);
    const { payIns } = await clientOf(context);
    const { rows } = await payIns.answer({ page: 1, limit: LOOKED_THROUGH });
    return toItems(numberTwins(rows), SHOWN);
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
    const failure = toNodeError(context.getNode(), error);
    if (!isStartingByItself(context)) throw failure;
    markTried(context);
    context.logger.warn(
      `SecPaid Trigger could not poll while n8n started; the next poll tries again. ${failure.message}`,
    );
    return null;
  }
}
