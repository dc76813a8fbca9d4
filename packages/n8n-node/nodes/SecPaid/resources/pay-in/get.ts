import { type Client, INPUTS, type PayIn, textOf } from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { explained } from '../../shared/options';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['get'] };

export const getProperties: INodeProperties[] = [
  {
    displayName: INPUTS.payId.label,
    name: 'payId',
    type: 'string',
    default: '',
    required: true,
    placeholder: `e.g. ${INPUTS.payId.example}`,
    displayOptions: { show },
    description: explained(INPUTS.payId),
  },
];

/** All entries of one payment link. */
export async function get(
  context: IExecuteFunctions,
  { payIns }: Client,
  itemIndex: number,
): Promise<PayIn[]> {
  return await payIns.get(textOf(context.getNodeParameter('payId', itemIndex)) ?? '');
}
