import { getPayOutPayments, INPUTS, type PayOutPayments } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { formOf, textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['payOut'], operation: ['getPayments'] };

export const getPaymentsProperties: INodeProperties[] = [
  { ...textField('payOutId', INPUTS.payOutId), required: true, displayOptions: { show } },
];

/** One pay-out with its payments, and whether they add up. */
export const getPayments = async (
  ...[context, client, itemIndex]: Parameters<RunItem>
): Promise<PayOutPayments[]> => await getPayOutPayments(client, formOf(context, itemIndex, { payOutId: '' }));
