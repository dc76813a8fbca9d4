import { type PayIn, simplify } from '@secpaid/core';
import { noSuch } from '../../shared/no-such';
import type { RunItem } from '../../shared/run-items';
import { get } from './get';
import { getMany } from './get-many';
import { getSummary } from './get-summary';

type Entries = readonly (PayIn | Record<string, unknown>)[];

const entriesOf =
  (list: typeof get) =>
  async (...[context, client, itemIndex]: Parameters<RunItem>): Promise<Entries> => {
    const entries = await list(context, client, itemIndex);
    return context.getNodeParameter('simplify', itemIndex, false) === true ? entries.map(simplify) : entries;
  };

/** Runs the chosen operation for one input item. */
export const executePayIn: RunItem = async (context, client, itemIndex) => {
  const operation = context.getNodeParameter('operation', itemIndex);
  switch (operation) {
    case 'get':
      return await entriesOf(get)(context, client, itemIndex);
    case 'getMany':
      return await entriesOf(getMany)(context, client, itemIndex);
    case 'getSummary':
      return await getSummary(context, client, itemIndex);
    default:
      throw noSuch(context, 'operation', operation);
  }
};
