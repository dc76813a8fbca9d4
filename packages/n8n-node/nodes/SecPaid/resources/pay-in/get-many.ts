import {
  type Client,
  ENTRY_STATUS_LABELS,
  INPUTS,
  KIND_LABELS,
  type Listed,
  listPayIns,
  type PayIn,
  PAYOUT_STATUS_LABELS,
  readFindInput,
  renamed,
  SORT_LABELS,
  sortOf,
  TIME_RANGE_LABELS,
} from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { amountRange } from '../../shared/amount-range';
import { paymentMethod, transactionType } from '../../shared/pay-in-filters';
import { hint } from '../../shared/hint';
import { HOW_MANY, howMany, mostOf } from '../../shared/how-many';
import { explained, explainedChoice, formOf, optionsOf, textField } from '../../shared/parameters';
import { progressLog } from '../../shared/progress-log';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['getMany'] };

/** Start Date and End Date are filters of their own. */
const FILTER_RANGES = Object.fromEntries(
  Object.entries(TIME_RANGE_LABELS).filter(([range]) => range !== 'custom'),
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
      paymentMethod,
      {
        displayName: INPUTS.payoutStatus.label,
        name: 'payoutStatus',
        type: 'multiOptions',
        options: optionsOf(PAYOUT_STATUS_LABELS),
        default: [],
        description: explainedChoice(INPUTS.payoutStatus, PAYOUT_STATUS_LABELS),
      },
      textField('search', INPUTS.search),
      textField('startDate', INPUTS.startDate),
      {
        displayName: INPUTS.entryStatus.label,
        name: 'status',
        type: 'multiOptions',
        options: optionsOf(ENTRY_STATUS_LABELS),
        default: [],
        description: explainedChoice(INPUTS.entryStatus, ENTRY_STATUS_LABELS),
      },
      {
        displayName: INPUTS.timeRange.label,
        name: 'timeRange',
        type: 'options',
        options: optionsOf(FILTER_RANGES),
        default: 'last30Days',
        description: explainedChoice(INPUTS.timeRange, FILTER_RANGES),
      },
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
  const find = readFindInput(form, Date.now());
  hint(context, find.notice);
  return await listPayIns(payIns, find, {
    most: mostOf(form),
    sort: sortOf(form),
    onRead: progressLog(context.logger),
  });
}
