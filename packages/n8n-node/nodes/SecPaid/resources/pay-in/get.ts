import { type Client, INPUTS, type Listed, type PayIn, valueOf } from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { formOf, textField } from '../../shared/parameters';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['get'] };

export const getProperties: INodeProperties[] = [
  { ...textField('payId', INPUTS.payId), required: true, displayOptions: { show } },
];

/** All entries of one payment link. */
export async function get(
  context: IExecuteFunctions,
  { payIns }: Client,
  itemIndex: number,
): Promise<Listed<PayIn>[]> {
  const form = formOf(context, itemIndex, { payId: '' });
  return await payIns.get(valueOf(form, 'payId', INPUTS.payId) ?? '');
}
