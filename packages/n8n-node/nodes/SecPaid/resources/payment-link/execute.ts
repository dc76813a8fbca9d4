import { noSuch } from '../../shared/no-such';
import type { RunItem } from '../../shared/run-items';
import { create } from './create';
import { deleteLink } from './delete';
import { getMany } from './get-many';

/** Runs the chosen operation for one input item. */
export const executePaymentLink: RunItem = async (context, client, itemIndex) => {
  const operation = context.getNodeParameter('operation', itemIndex);
  switch (operation) {
    case 'create':
      return await create(context, client, itemIndex);
    case 'delete':
      return await deleteLink(context, client, itemIndex);
    case 'getMany':
      return await getMany(context, client, itemIndex);
    default:
      throw noSuch(context, 'operation', operation);
  }
};
