import {
  type Client,
  INPUTS,
  KIND_LABELS,
  type Listed,
  type PayIn,
  readFindInput,
  renamed,
  SORT_LABELS,
  sortOf,
} from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { amountRange } from '../../shared/amount-range';
import { hint } from '../../shared/hint';
import { HOW_MANY, howMany, mostOf } from '../../shared/how-many';
import { explained, explainedChoice, formOf, optionsOf, textField } from '../../shared/parameters';
import { progressLog } from '../../shared/progress-log';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['getMany'] };

export const getManyProperties: INodeProperties[] = [
  ...howMany(show),
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    displayOptions: { show },
    description: 'Only entries that match all of these filters',
    options: [
      textField('date', INPUTS.date),
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
      ...amountRange,
      textField('payId', INPUTS.payId),
      textField('search', INPUTS.search),
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

/** The entries that match, in the order asked for. */
export async function getMany(
  context: IExecuteFunctions,
  { payIns }: Client,
  itemIndex: number,
): Promise<Listed<PayIn>[]> {
  const parameters = formOf(context, itemIndex, HOW_MANY, ['filters', 'options']);
  const form = renamed(parameters, { since: 'lastDays' });
  const { query, isWanted, notice } = readFindInput(form);
  hint(context, notice);
  return await payIns.list(query, {
    most: mostOf(form),
    isWanted,
    sort: sortOf(form),
    onRead: progressLog(context.logger),
  });
}
