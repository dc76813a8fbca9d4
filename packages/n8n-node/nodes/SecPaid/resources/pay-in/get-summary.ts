import { type Client, INPUTS, type Summary, summaryOf } from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { choiceField, formOf, textField } from '../../shared/parameters';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['getSummary'] };

export const getSummaryProperties: INodeProperties[] = [
  { ...choiceField('timeRange', INPUTS.timeRange, 'last30Days'), displayOptions: { show } },
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
  { ...choiceField('breakdowns', INPUTS.breakdowns, []), displayOptions: { show } },
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
