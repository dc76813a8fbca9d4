import {
  type Client,
  INPUTS,
  type Listed,
  listPayIns,
  type PayIn,
  readFindInput,
  renamed,
  sortOf,
} from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { amountRange } from '../../shared/amount-range';
import { paymentMethod, transactionType } from '../../shared/pay-in-filters';
import { hint } from '../../shared/hint';
import { HOW_MANY, howMany, mostOf } from '../../shared/how-many';
import { choiceField, explained, formOf, textField } from '../../shared/parameters';
import { progressLog } from '../../shared/progress-log';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['getMany'] };

/** Start Date and End Date are filters of their own. */
const filterRanges = Object.fromEntries(
  Object.entries(INPUTS.timeRange.choices).filter(([range]) => range !== 'custom'),
);

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
      textField('endDate', INPUTS.endDate),
      choiceField('kinds', INPUTS.kinds, []),
      {
        displayName: INPUTS.lastDays.label,
        name: 'since',
        type: 'number',
        default: 30,
        description: explained(INPUTS.lastDays),
      },
      ...amountRange,
      textField('payId', INPUTS.payId),
      paymentMethod,
      choiceField('payoutStatus', INPUTS.payoutStatus, []),
      textField('search', INPUTS.search),
      textField('startDate', INPUTS.startDate),
      choiceField('status', INPUTS.entryStatus, []),
      choiceField('timeRange', { ...INPUTS.timeRange, choices: filterRanges }, 'last30Days'),
      transactionType,
    ],
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    displayOptions: { show },
    options: [choiceField('sort', INPUTS.sort, 'newest')],
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
  const find = readFindInput(form, Date.now());
  hint(context, find.notice);
  return await listPayIns(payIns, find, {
    most: mostOf(form),
    sort: sortOf(form),
    onRead: progressLog(context.logger),
  });
}
