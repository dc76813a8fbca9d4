import { INPUTS, listLinks, type PaymentLink } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { HOW_MANY, limit, limitOf } from '../../shared/how-many';
import { choiceField, formOf, textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['paymentLink'], operation: ['getMany'] };

export const getManyProperties: INodeProperties[] = [
  {
    ...limit,
    displayOptions: { show },
    hint: 'At most 1000 of each status: SecPaid’s lists of links have no more pages',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    displayOptions: { show },
    description: 'Only links that match all of these filters',
    options: [textField('search', INPUTS.linkSearch), choiceField('states', INPUTS.linkState, [])],
  },
];

/** The links that match, in the order of `listLinks`. */
export const getMany = async (
  ...[context, { links }, itemIndex]: Parameters<RunItem>
): Promise<PaymentLink[]> => {
  const form = formOf(context, itemIndex, { limit: HOW_MANY.limit }, ['filters']);
  return await listLinks(links, form, limitOf(form));
};
