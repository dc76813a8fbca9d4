import { type Client, INPUTS, type Summary, summaryOf } from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { choiceField, formOf } from '../../shared/parameters';
import { timeRange } from '../../shared/time-range';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['getSummary'] };

export const getSummaryProperties: INodeProperties[] = [
  ...timeRange(show, 'last30Days'),
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
