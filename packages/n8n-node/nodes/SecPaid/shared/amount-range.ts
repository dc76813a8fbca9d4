import { INPUTS } from '@secpaid/core';
import type { INodeProperties } from 'n8n-workflow';
import { explained } from './parameters';

/** The filters by amount, of the trigger and of lists. */
export const amountRange: INodeProperties[] = [
  {
    displayName: INPUTS.maxAmount.label,
    name: 'maxAmount',
    type: 'number',
    typeOptions: { numberPrecision: 2, minValue: 0 },
    default: '',
    description: explained(INPUTS.maxAmount),
  },
  {
    displayName: INPUTS.minAmount.label,
    name: 'minAmount',
    type: 'number',
    typeOptions: { numberPrecision: 2, minValue: 0 },
    default: '',
    description: explained(INPUTS.minAmount),
  },
];
