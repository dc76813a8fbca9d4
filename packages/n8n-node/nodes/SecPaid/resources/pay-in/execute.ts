import { type Client, numberOf, readFindInput, textOf } from '@secpaid/core';
import { type IDataObject, type IExecuteFunctions, type INodeExecutionData, sleep } from 'n8n-workflow';
import { clientOf } from '../../shared/connection';
import { toNodeError } from '../../shared/node-error';
import { getSummary } from './get-summary';

async function resultsOf(
  context: IExecuteFunctions,
  client: Client,
  itemIndex: number,
): Promise<readonly object[]> {
  const { payIns } = client;
  if (context.getNodeParameter('operation', itemIndex) === 'getSummary') {
    return await getSummary(context, client, itemIndex);
  }
  if (context.getNodeParameter('operation', itemIndex) === 'get') {
    return await payIns.get(textOf(context.getNodeParameter('payId', itemIndex)) ?? '');
  }
  const { since, ...filters } = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
  const { query, kinds } = readFindInput({ ...filters, lastDays: since });
  if (context.getNodeParameter('returnAll', itemIndex) === true) return await payIns.list(query, { kinds });
  const most = numberOf(
    'Limit',
    context.getNodeParameter('limit', itemIndex),
    'a whole number from 1 to 1000',
  );
  return await payIns.list(query, { most: most ?? 0, kinds });
}

/** Runs the chosen operation once for each input item. */
export async function executePayIn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const waiting = { wait: sleep, random: () => Math.random() };
  const output: INodeExecutionData[] = [];
  for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
    const pairedItem = { item: itemIndex };
    try {
      const client = await clientOf(this, waiting);
      const results = await resultsOf(this, client, itemIndex);
      for (const result of results) output.push({ json: result as IDataObject, pairedItem });
    } catch (error) {
      const failure = toNodeError(this.getNode(), error, itemIndex);
      if (!this.continueOnFail()) throw failure;
      output.push({ json: { error: failure.message }, error: failure, pairedItem });
    }
  }
  return [output];
}
