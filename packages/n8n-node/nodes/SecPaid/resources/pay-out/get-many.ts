import { INPUTS, type Listed, type PayOut, readPayOutForm } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { amountRange } from '../../shared/amount-range';
import { hint } from '../../shared/hint';
import { HOW_MANY, howMany, mostOf } from '../../shared/how-many';
import { formOf, textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['payOut'], operation: ['getMany'] };

export const getManyProperties: INodeProperties[] = [
  ...howMany(show),
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    displayOptions: { show },
    description: 'Only pay-outs that match all of these filters',
    options: [
      textField('endDate', INPUTS.endDate),
      ...amountRange,
      textField('search', INPUTS.payOutSearch),
      textField('startDate', INPUTS.startDate),
    ],
  },
];

/** The pay-outs that match, newest first. */
export const getMany = async (
  ...[context, { payOuts }, itemIndex]: Parameters<RunItem>
): Promise<Listed<PayOut>[]> => {
  const form = formOf(context, itemIndex, HOW_MANY, ['filters']);
  const { query, isWanted, notice } = readPayOutForm(form);
  hint(context, notice);
  return await payOuts.list(query, { most: mostOf(form), isWanted });
};
