import { numberOf } from '@secpaid/core';
import type { IDisplayOptions, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** Return All and Limit, as n8n's own nodes have them. */
export const howMany = (show: IDisplayOptions['show']): INodeProperties[] => [
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
];

/**
 * What stands in Limit.
 * @throws SecPaidError `validation` where it is no number; whether it is one that SecPaid takes, the client checks
 */
export const limitOf = (context: IExecuteFunctions, itemIndex: number): number =>
  numberOf('Limit', context.getNodeParameter('limit', itemIndex), 'a whole number from 1 to 1000') ?? 0;

/** The most results that are wanted; undefined for all. Throws as `limitOf`. */
export const mostOf = (context: IExecuteFunctions, itemIndex: number): number | undefined =>
  context.getNodeParameter('returnAll', itemIndex) === true ? undefined : limitOf(context, itemIndex);
