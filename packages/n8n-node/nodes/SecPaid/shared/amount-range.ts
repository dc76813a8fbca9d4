import { INPUTS } from '@secpaid/core';
import type { INodeProperties } from 'n8n-workflow';
import { amountField } from './parameters';

/** The filters by amount, of lists. */
export const amountRange: INodeProperties[] = [
  amountField('maxAmount', INPUTS.maxAmount),
  amountField('minAmount', INPUTS.minAmount),
];
