import { INPUTS, textOf } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { explained } from '../../shared/options';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['paymentLink'], operation: ['delete'] };

export const deleteProperties: INodeProperties[] = [
  {
    displayName: INPUTS.linkId.label,
    name: 'linkId',
    type: 'string',
    default: '',
    required: true,
    placeholder: `e.g. ${INPUTS.linkId.example}`,
    displayOptions: { show },
    description: explained(INPUTS.linkId),
  },
];

/** Deletes a link that nobody has paid yet. */
export const deleteLink: RunItem = async (context, { links }, itemIndex) => {
  const id = textOf(context.getNodeParameter('linkId', itemIndex)) ?? '';
  await links.delete(id);
  return [{ deleted: true, id }];
};
