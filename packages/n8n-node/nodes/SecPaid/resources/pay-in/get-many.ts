import {
  type Client,
  INPUTS,
  KIND_LABELS,
  numberOf,
  type PayIn,
  readFindInput,
  SORT_LABELS,
  sortOf,
} from '@secpaid/core';
import type { IDataObject, IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { explained, explainedChoice, optionsOf } from '../../shared/options';
import { progressLog } from '../../shared/progress-log';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['getMany'] };

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
    description: 'Which entries to return; all that are filled in have to fit',
    options: [
      {
        displayName: INPUTS.date.label,
        name: 'date',
        type: 'string',
        default: '',
        placeholder: `e.g. ${INPUTS.date.example}`,
        description: explained(INPUTS.date),
      },
      {
        displayName: INPUTS.kinds.label,
        name: 'kinds',
        type: 'multiOptions',
        options: optionsOf(KIND_LABELS),
        default: [],
        description: explainedChoice(INPUTS.kinds, KIND_LABELS),
      },
      {
        displayName: INPUTS.lastDays.label,
        name: 'since',
        type: 'number',
        default: 30,
        description: explained(INPUTS.lastDays),
      },
      {
        displayName: INPUTS.maxAmount.label,
        name: 'maxAmount',
        type: 'number',
        typeOptions: { numberPrecision: 2, minValue: 0 },
        default: 0,
        description: explained(INPUTS.maxAmount),
      },
      {
        displayName: INPUTS.minAmount.label,
        name: 'minAmount',
        type: 'number',
        typeOptions: { numberPrecision: 2, minValue: 0 },
        default: 0,
        description: explained(INPUTS.minAmount),
      },
      {
        displayName: INPUTS.payId.label,
        name: 'payId',
        type: 'string',
        default: '',
        placeholder: `e.g. ${INPUTS.payId.example}`,
        description: explained(INPUTS.payId),
      },
      {
        displayName: INPUTS.search.label,
        name: 'search',
        type: 'string',
        default: '',
        placeholder: `e.g. ${INPUTS.search.example}`,
        description: explained(INPUTS.search),
      },
    ],
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    displayOptions: { show },
    options: [
      {
        displayName: INPUTS.sort.label,
        name: 'sort',
        type: 'options',
        options: optionsOf(SORT_LABELS),
        default: 'newest',
        description: explainedChoice(INPUTS.sort, SORT_LABELS),
      },
    ],
  },
];

const limitOf = (value: unknown): number => numberOf('Limit', value, 'a whole number from 1 to 1000') ?? 0;

/** The entries that match, in the order asked for. */
export async function getMany(
  context: IExecuteFunctions,
  { payIns }: Client,
  itemIndex: number,
): Promise<PayIn[]> {
  const input = (name: string, fallback?: object): unknown =>
    context.getNodeParameter(name, itemIndex, fallback);
  const { since, ...filters } = input('filters', {}) as IDataObject;
  const { query, isWanted } = readFindInput({ ...filters, lastDays: since });
  const { sort } = input('options', {}) as IDataObject;
  const most = input('returnAll') === true ? undefined : limitOf(input('limit'));
  return await payIns.list(query, {
    most,
    isWanted,
    sort: sortOf(sort),
    onRead: progressLog(context.logger),
  });
}
