import { INPUTS } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { choiceField, textField } from './parameters';

/** A time range, and its days where it is a custom one. */
export function timeRange(show: IDisplayOptions['show'], byDefault: string): INodeProperties[] {
  const days = [textField('startDate', INPUTS.startDate), textField('endDate', INPUTS.endDate)];
  return [
    { ...choiceField('timeRange', INPUTS.timeRange, byDefault), displayOptions: { show } },
    ...days.map((day) => ({
      ...day,
      required: true,
      displayOptions: { show: { ...show, timeRange: ['custom'] } },
    })),
  ];
}
