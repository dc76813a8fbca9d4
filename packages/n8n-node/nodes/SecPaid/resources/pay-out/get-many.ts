import { INPUTS, numberOf, type PayOut, textOf } from '@secpaid/core';
import type { IDataObject, IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { explained } from '../../shared/options';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['payOut'], operation: ['getMany'] };

export const getManyProperties: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    displayOptions: { show },
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: { show: { ...show, returnAll: [false] } },
    description: 'Max number of results to return',
    hint: 'At most 1000; with Return All there is no limit',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    displayOptions: { show },
    description: 'Which pay-outs to return; all that are filled in have to fit',
    options: [
      {
        displayName: INPUTS.endDate.label,
        name: 'endDate',
        type: 'string',
        default: '',
        placeholder: `e.g. ${INPUTS.endDate.example}`,
        description: explained(INPUTS.endDate),
      },
      {
        displayName: INPUTS.payOutSearch.label,
        name: 'search',
        type: 'string',
        default: '',
        placeholder: `e.g. ${INPUTS.payOutSearch.example}`,
        description: explained(INPUTS.payOutSearch),
      },
      {
        displayName: INPUTS.startDate.label,
        name: 'startDate',
        type: 'string',
        default: '',
        placeholder: `e.g. ${INPUTS.startDate.example}`,
        description: explained(INPUTS.startDate),
      },
    ],
  },
];

/** The pay-outs that match, newest first. */
export const getMany = async (
  ...[context, { payOuts }, itemIndex]: Parameters<RunItem>
): Promise<PayOut[]> => {
  const input = (name: string, fallback?: object): unknown =>
    context.getNodeParameter(name, itemIndex, fallback);
  const { search, startDate, endDate } = input('filters', {}) as IDataObject;
  const most =
    input('returnAll') === true
      ? undefined
      : (numberOf('Limit', input('limit'), 'a whole number from 1 to 1000') ?? 0);
  return await payOuts.list(
    { search: textOf(search), startDate: textOf(startDate), endDate: textOf(endDate) },
    { most },
  );
};
