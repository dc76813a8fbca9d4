import { type Form, INPUTS, valueOf } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** How many results at most. */
export const limit: INodeProperties = {
  displayName: INPUTS.limit.label,
  name: 'limit',
  type: 'number',
  typeOptions: { minValue: 1 },
  default: 50,
  description: 'Max number of results to return',
};

const returnAll: INodeProperties = {
  displayName: INPUTS.returnAll.label,
  name: 'returnAll',
  type: 'boolean',
  default: false,
  description: 'Whether to return all results or only up to a given limit',
};

/** What Return All and Limit hold where nobody changed them. */
export const HOW_MANY = { returnAll: returnAll.default, limit: limit.default };

/** Return All and Limit, as n8n's own nodes have them. */
export const howMany = (show: IDisplayOptions['show']): INodeProperties[] => [
  { ...returnAll, displayOptions: { show } },
  {
    ...limit,
    displayOptions: { show: { ...show, returnAll: [false] } },
    hint: 'At most 1000; with Return All there is no limit',
  },
];

/** What stands in Limit; whether SecPaid takes it, the client checks. */
export const limitOf = (form: Form): number => valueOf(form, 'limit', INPUTS.limit) ?? Number(limit.default);

/** The most results that are wanted; undefined for all. */
export const mostOf = (form: Form): number | undefined =>
  valueOf(form, 'returnAll', INPUTS.returnAll) === true ? undefined : limitOf(form);
