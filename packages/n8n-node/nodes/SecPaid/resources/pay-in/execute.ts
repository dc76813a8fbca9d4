import { type Client, type PayIn, simplify } from '@secpaid/core';
import {
  type IDataObject,
  type IExecuteFunctions,
  type INodeExecutionData,
  NodeOperationError,
  sleep,
} from 'n8n-workflow';
import { clientOf } from '../../shared/connection';
import { toNodeError } from '../../shared/node-error';
import { get } from './get';
import { getMany } from './get-many';
import { getSummary } from './get-summary';

async function entriesOf(
  context: IExecuteFunctions,
  list: typeof get,
  client: Client,
  itemIndex: number,
): Promise<readonly (PayIn | Record<string, unknown>)[]> {
  const entries = await list(context, client, itemIndex);
  return context.getNodeParameter('simplify', itemIndex, false) === true ? entries.map(simplify) : entries;
}

async function resultsOf(
  context: IExecuteFunctions,
  client: Client,
  itemIndex: number,
): Promise<readonly object[]> {
  const operation = context.getNodeParameter('operation', itemIndex);
  switch (operation) {
    case 'get':
      return await entriesOf(context, get, client, itemIndex);
    case 'getMany':
      return await entriesOf(context, getMany, client, itemIndex);
    case 'getSummary':
      return await getSummary(context, client, itemIndex);
    default:
      throw new NodeOperationError(context.getNode(), `There is no operation "${String(operation)}"`);
  }
}

/** Runs the chosen operation once for each input item. */
export async function executePayIn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const wait = async (ms: number, why: string): Promise<void> => {
    this.logger.info(why);
    await sleep(ms);
  };
  const output: INodeExecutionData[] = [];
  for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
    const pairedItem = { item: itemIndex };
    try {
      const client = await clientOf(this, { wait, random: () => Math.random() });
      const results = await resultsOf(this, client, itemIndex);
      for (const result of results) output.push({ json: result as IDataObject, pairedItem });
    } catch (error) {
      const failure = toNodeError(this.getNode(), error, { itemIndex });
      if (!this.continueOnFail()) throw failure;
      // Both sentences: what goes on from here, maybe an AI agent, sees no description.
      const message = error instanceof Error ? error.message : failure.message;
      output.push({ json: { error: message }, error: failure, pairedItem });
    }
  }
  return [output];
}
