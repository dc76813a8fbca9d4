import { getLink, INPUTS, type PaymentLink } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { formOf, textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['paymentLink'], operation: ['get'] };

export const getProperties: INodeProperties[] = [
  { ...textField('linkId', INPUTS.linkId), required: true, displayOptions: { show } },
];

/** One link, by whatever names it. */
export const get = async (
  ...[context, { links }, itemIndex]: Parameters<RunItem>
): Promise<PaymentLink[]> => [await getLink(links, formOf(context, itemIndex, { linkId: '' }))];
