import { SecPaidError } from '@secpaid/core';
import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { clientOf } from '../shared/connection';
import { toNodeError } from '../shared/node-error';
import { chosenFeeds, type DatedItem, type Feed, byDate } from './feeds';

const LOOKED_THROUGH = 1000;
const SHOWN = 10;

/** Why there is nothing to show: n8n's editor says of an empty result only that there is none. */
function nothingToShow(read: number, feeds: readonly Feed[]): SecPaidError {
  if (read === 0 && feeds.every(({ kind }) => kind === 'fee-invoice')) {
    return new SecPaidError('validation', {
      what: 'There is no fee invoice in this SecPaid account yet.',
      next: 'SecPaid makes one a month. Publish the workflow: the first will start it.',
    });
  }
  if (read === 0 && feeds.every(({ kind }) => kind.startsWith('pay-out'))) {
    return new SecPaidError('validation', {
      what: 'There is no pay-out in this SecPaid account yet.',
      next: 'SecPaid makes one when payments are due. Publish the workflow: the first will start it.',
    });
  }
  return read === 0
    ? new SecPaidError('validation', {
        what: 'There is no entry in this SecPaid account yet.',
        next: 'Pay a payment link of a small amount and fetch again, or publish the workflow: its first payment will start it.',
      })
    : new SecPaidError('validation', {
        what: `None of the newest ${read} entries matches your events and filters.`,
        next: 'Choose more events or remove a filter to see an example. A published workflow starts with the next entry that matches.',
      });
}

/**
 * The newest entries of the chosen events, ten of each list, for the editor's "Fetch Test Event". Touches no state.
 * @throws a node's error also where there is nothing to show
 */
export async function fetchTestEvents(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
  try {
    const feeds = chosenFeeds(context);
    const client = await clientOf(context);
    const shown: DatedItem[] = [];
    let readInAll = 0;
    for (const feed of feeds) {
      const { read, items } = await feed.newest(client, LOOKED_THROUGH);
      readInAll += read;
      shown.push(...items.slice(0, SHOWN));
    }
    if (shown.length === 0) throw nothingToShow(readInAll, feeds);
    const newestFirst = shown.toSorted((a, b) => byDate(b, a));
    return [newestFirst.map(({ json }) => ({ json }))];
  } catch (error) {
    throw toNodeError(context.getNode(), error);
  }
}
