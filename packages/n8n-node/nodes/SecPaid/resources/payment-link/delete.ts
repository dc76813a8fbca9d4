import { INPUTS, valueOf } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { logChange } from '../../shared/progress-log';
import { formOf, textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['paymentLink'], operation: ['delete'] };

export const deleteProperties: INodeProperties[] = [
  { ...textField('linkId', INPUTS.linkId), required: true, displayOptions: { show } },
];

/** Deletes a link that nobody has paid yet. */
export const deleteLink: RunItem = async (context, { links }, itemIndex) => {
  const id = valueOf(formOf(context, itemIndex, { linkId: '' }), 'linkId', INPUTS.linkId) ?? '';
  await links.delete(id);
  logChange(context, itemIndex, `payment link ${id} deleted`);
  return [{ deleted: true, id }];
};
