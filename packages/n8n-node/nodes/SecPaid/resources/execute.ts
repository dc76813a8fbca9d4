import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { noSuch } from '../shared/no-such';
import { type RunItem, runItems } from '../shared/run-items';
import { executePayIn } from './pay-in/execute';
import { executePayOut } from './pay-out/execute';
import { executePaymentLink } from './payment-link/execute';

const RUN_OF = new Map<unknown, RunItem>([
  ['payIn', executePayIn],
  ['paymentLink', executePaymentLink],
  ['payOut', executePayOut],
]);

/** Runs the chosen operation of the chosen resource once for each input item. */
export async function executeSecPaid(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  return await runItems(this, async (context, client, itemIndex) => {
    const resource = context.getNodeParameter('resource', itemIndex);
    const run = RUN_OF.get(resource);
    if (!run) throw noSuch(context, 'resource', resource);
    return await run(context, client, itemIndex);
  });
}
