import { INPUTS, textOf } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['paymentLink'], operation: ['delete'] };

export const deleteProperties: INodeProperties[] = [
  { ...textField('linkId', INPUTS.linkId), required: true, displayOptions: { show } },
];

/** Deletes a link that nobody has paid yet. */
export const deleteLink: RunItem = async (context, { links }, itemIndex) => {
  const id = textOf(context.getNodeParameter('linkId', itemIndex)) ?? '';
  await links.delete(id);
  return [{ deleted: true, id }];
};
