import { INPUTS, simplify, valueOf } from '@secpaid/core';
import { type IExecuteFunctions, type INodeExecutionData, NodeOperationError } from 'n8n-workflow';
import { formOf } from '../shared/parameters';
import { type RunItem, runItems } from '../shared/run-items';
import { getMany as getManyFeeInvoices } from './fee-invoice/get-many';
import { exportFile } from './pay-in/export';
import { get } from './pay-in/get';
import { getMany as getManyPayIns } from './pay-in/get-many';
import { getStatus } from './pay-in/get-status';
import { getSummary } from './pay-in/get-summary';
import { getMany as getManyPayOuts } from './pay-out/get-many';
import { getPayments } from './pay-out/get-payments';
import { create } from './payment-link/create';
import { deleteLink } from './payment-link/delete';
import { get as getLink } from './payment-link/get';
import { getMany as getManyLinks } from './payment-link/get-many';
import { getQrCode } from './payment-link/get-qr-code';

/** A list of entries, with only the most asked for of their fields where Simplify is on. */
const simplified =
  (list: typeof get): RunItem =>
  async (context, client, itemIndex) => {
    const isOn = valueOf(formOf(context, itemIndex, { simplify: false }), 'simplify', INPUTS.simplify);
    const entries = await list(context, client, itemIndex);
    return isOn ? entries.map(simplify) : entries;
  };

type Table<T> = Readonly<Record<string, T>>;

const OPERATIONS: Table<Table<RunItem>> = {
  payIn: {
    export: exportFile,
    get: simplified(get),
    getMany: simplified(getManyPayIns),
    getStatus,
    getSummary,
  },
  feeInvoice: { getMany: getManyFeeInvoices },
  payOut: { getMany: getManyPayOuts, getPayments },
  paymentLink: { create, delete: deleteLink, get: getLink, getMany: getManyLinks, getQrCode },
};

/** What the node's user chose; an expression may make up what there is not. */
function chosen<T>(from: Table<T>, context: IExecuteFunctions, what: string, itemIndex: number): T {
  const parameter = context.getNodeParameter(what, itemIndex);
  const name = typeof parameter === 'string' ? parameter : JSON.stringify(parameter);
  const found = Object.hasOwn(from, name) ? from[name] : undefined;
  if (found === undefined) throw new NodeOperationError(context.getNode(), `There is no ${what} "${name}"`);
  return found;
}

/** Runs the chosen operation of the chosen resource once for each input item. */
export async function executeSecPaid(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  return await runItems(this, async (context, client, itemIndex) => {
    const operations = chosen(OPERATIONS, context, 'resource', itemIndex);
    const run = chosen(operations, context, 'operation', itemIndex);
    return await run(context, client, itemIndex);
  });
}
