import { noSuch } from '../../shared/no-such';
import type { RunItem } from '../../shared/run-items';
import { getMany } from './get-many';

/** Runs the chosen operation for one input item. */
export const executePayOut: RunItem = async (context, client, itemIndex) => {
  const operation = context.getNodeParameter('operation', itemIndex);
  if (operation !== 'getMany') throw noSuch(context, 'operation', operation);
  return await getMany(context, client, itemIndex);
};
