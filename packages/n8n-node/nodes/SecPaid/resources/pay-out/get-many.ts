import { INPUTS, type PayOut, textOf } from '@secpaid/core';
import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { howMany, mostOf } from '../../shared/how-many';
import { textField } from '../../shared/parameters';
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
    description: 'Which pay-outs to return; all that are filled in have to fit',
    options: [
      textField('endDate', INPUTS.endDate),
      textField('search', INPUTS.payOutSearch),
      textField('startDate', INPUTS.startDate),
    ],
  },
];

/** The pay-outs that match, newest first. */
export const getMany = async (
  ...[context, { payOuts }, itemIndex]: Parameters<RunItem>
): Promise<PayOut[]> => {
  const { search, startDate, endDate } = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
  return await payOuts.list(
    { search: textOf(search), startDate: textOf(startDate), endDate: textOf(endDate) },
    { most: mostOf(context, itemIndex) },
  );
};
