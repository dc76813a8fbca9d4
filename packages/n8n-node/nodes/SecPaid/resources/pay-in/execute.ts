import type { Client, PayIn, PayInKind } from '@secpaid/core';
import { type IDataObject, type IExecuteFunctions, type INodeExecutionData, sleep } from 'n8n-workflow';
import { clientOf } from '../../shared/connection';
import { toNodeError } from '../../shared/node-error';

interface Filters {
  search?: string;
  date?: string;
  since?: number;
  payId?: string;
  kinds?: PayInKind[];
}

/** An empty field of the form is a filter that is not set. */
const given = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text.trim();

async function payInsOf(context: IExecuteFunctions, { payIns }: Client, itemIndex: number): Promise<PayIn[]> {
  if (context.getNodeParameter('operation', itemIndex) === 'get') {
    return await payIns.get(String(context.getNodeParameter('payId', itemIndex)).trim());
  }
  const { kinds, ...filters } = context.getNodeParameter('filters', itemIndex, {}) as Filters;
  const returnAll = context.getNodeParameter('returnAll', itemIndex) as boolean;
  const query = {
    since: filters.since,
    search: given(filters.search),
    date: given(filters.date),
    payId: given(filters.payId === undefined ? undefined : String(filters.payId)),
  };
  const most = returnAll ? undefined : (context.getNodeParameter('limit', itemIndex) as number);
  return await payIns.list(query, { most, kinds });
}

/** Runs the chosen operation once for each input item. */
export async function executePayIn(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const waiting = { wait: sleep, random: () => Math.random() };
  const output: INodeExecutionData[] = [];
  for (let itemIndex = 0; itemIndex < this.getInputData().length; itemIndex++) {
    const pairedItem = { item: itemIndex };
    try {
      const client = await clientOf(this, waiting);
      const payIns = await payInsOf(this, client, itemIndex);
      output.push(...payIns.map((payIn) => ({ json: payIn as IDataObject, pairedItem })));
    } catch (error) {
      const failure = toNodeError(this.getNode(), error, itemIndex);
      if (!this.continueOnFail()) throw failure;
      output.push({ json: { error: failure.message }, error: failure, pairedItem });
    }
  }
  return [output];
}
