import { ENTRY_FILTERS, INPUTS } from '@secpaid/core';
import type { INodeProperties } from 'n8n-workflow';
import { amountField, choiceField, textField } from './parameters';

function filterField(name: (typeof ENTRY_FILTERS)[number]): INodeProperties {
  const input = INPUTS[name];
  if ('choices' in input) return choiceField(name, input, Object.keys(input.choices)[0] ?? '');
  return input.kind === 'amount' ? amountField(name, input) : textField(name, input);
}

/** The filters of the trigger; n8n sorts by label. */
export const entryFilters = ENTRY_FILTERS.map(filterField).sort((one, other) =>
  one.displayName < other.displayName ? -1 : 1,
);

/** The filter by payment method. */
export const paymentMethod = filterField('paymentMethod');

/** The filter by transaction type. */
export const transactionType = filterField('transactionType');
