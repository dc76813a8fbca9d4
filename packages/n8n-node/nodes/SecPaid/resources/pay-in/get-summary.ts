import {
  BREAKDOWN_LABELS,
  type Client,
  INPUTS,
  type Summary,
  summaryOf,
  TIME_RANGE_LABELS,
} from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { explainedChoice, formOf, optionsOf, textField } from '../../shared/parameters';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['getSummary'] };

export const getSummaryProperties: INodeProperties[] = [
  {
    displayName: INPUTS.timeRange.label,
    name: 'timeRange',
    type: 'options',
    options: optionsOf(TIME_RANGE_LABELS),
    default: 'last30Days',
    displayOptions: { show },
    description: explainedChoice(INPUTS.timeRange, TIME_RANGE_LABELS),
  },
  {
    ...textField('startDate', INPUTS.startDate),
    required: true,
    displayOptions: { show: { ...show, timeRange: ['custom'] } },
  },
  {
    ...textField('endDate', INPUTS.endDate),
    required: true,
    displayOptions: { show: { ...show, timeRange: ['custom'] } },
  },
  {
    displayName: INPUTS.breakdowns.label,
    name: 'breakdowns',
    type: 'multiOptions',
    options: optionsOf(BREAKDOWN_LABELS),
    default: [],
    displayOptions: { show },
    description: explainedChoice(INPUTS.breakdowns, BREAKDOWN_LABELS),
  },
];

/** One summary. */
export async function getSummary(
  context: IExecuteFunctions,
  { payIns }: Client,
  itemIndex: number,
): Promise<Summary[]> {
  const form = formOf(context, itemIndex, { timeRange: '', startDate: '', endDate: '', breakdowns: '' });
  return [await summaryOf(payIns, form, Date.now())];
}
