import { type Client, INPUTS, type PayIn, textOf } from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { textField } from '../../shared/parameters';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['get'] };

export const getProperties: INodeProperties[] = [
  { ...textField('payId', INPUTS.payId), required: true, displayOptions: { show } },
];

/** All entries of one payment link. */
export async function get(
  context: IExecuteFunctions,
  { payIns }: Client,
  itemIndex: number,
): Promise<PayIn[]> {
  return await payIns.get(textOf(context.getNodeParameter('payId', itemIndex)) ?? '');
}
