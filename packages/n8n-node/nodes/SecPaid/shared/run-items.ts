import type { Client } from '@secpaid/core';
import {
  type IDataObject,
  type IExecuteFunctions,
  type INodeExecutionData,
  NodeOperationError,
  sleep,
} from 'n8n-workflow';
import { clientOf } from './connection';
import { filesOf } from './item-files';
import { toNodeError, wholeMessage } from './node-error';

/** What one input item leads to. */
export type RunItem = (
  context: IExecuteFunctions,
  client: Client,
  itemIndex: number,
) => Promise<readonly object[]>;

/** After Stop or a time-out n8n drops what a node returns, but lets it go on: it would create link after link, unseen. */
function checkGoesOn(context: IExecuteFunctions, itemIndex: number): void {
  if (context.getExecutionCancelSignal()?.aborted !== true) return;
  const items = context.getInputData().length;
  throw new NodeOperationError(
    context.getNode(),
    `The execution was stopped before item ${itemIndex + 1} of ${items}`,
    { description: 'What was created or deleted before that is in n8n’s log.' },
  );
}

/**
 * What an item that failed keeps of its input. An error object on the item (n8n's own way) cannot cross n8n's expression
 * engine: each later node that names this one would die of it. So the sentence stands in `json` alone, which n8n sends to
 * the error output where there is nothing else in it, and adds the input to by itself.
 */
function kept(context: IExecuteFunctions, itemIndex: number): IDataObject {
  if (context.getNode().onError === 'continueErrorOutput') return {};
  return context.getInputData()[itemIndex]?.json ?? {};
}

/** Runs an operation once for each input item. */
export async function runItems(context: IExecuteFunctions, run: RunItem): Promise<INodeExecutionData[][]> {
  const wait = async (ms: number, why: string): Promise<void> => {
    context.logger.info(why);
    await sleep(ms);
  };
  const output: INodeExecutionData[] = [];
  for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
    checkGoesOn(context, itemIndex);
    const pairedItem = { item: itemIndex };
    try {
      const client = await clientOf(context, { wait, random: () => Math.random() });
      const results = await run(context, client, itemIndex);
      for (const result of results)
        output.push({ json: result as IDataObject, ...filesOf(result), pairedItem });
    } catch (error) {
      if (!context.continueOnFail()) throw toNodeError(context.getNode(), error, { itemIndex });
      output.push({ json: { ...kept(context, itemIndex), error: wholeMessage(error) }, pairedItem });
    }
  }
  return [output];
}
