import { type FeeInvoice, INPUTS, type Listed, readFeeInvoiceForm } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { HOW_MANY, howMany, mostOf } from '../../shared/how-many';
import { formOf, textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['feeInvoice'], operation: ['getMany'] };

export const getManyProperties: INodeProperties[] = [
  ...howMany(show),
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    displayOptions: { show },
    description: 'Which fee invoices to return; all that are filled in have to fit',
    options: [textField('month', INPUTS.month), textField('search', INPUTS.feeInvoiceSearch)],
  },
];

/** The fee invoices that match, newest first. */
export const getMany = async (
  ...[context, { feeInvoices }, itemIndex]: Parameters<RunItem>
): Promise<Listed<FeeInvoice>[]> => {
  const form = formOf(context, itemIndex, HOW_MANY, ['filters']);
  return await feeInvoices.list(readFeeInvoiceForm(form), { most: mostOf(form) });
};
