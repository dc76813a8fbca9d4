import { findStatus, INPUTS, type PaymentStatus } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { formOf, textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';

const show: IDisplayOptions['show'] = { resource: ['payIn'], operation: ['getStatus'] };

export const getStatusProperties: INodeProperties[] = [
  { ...textField('payId', INPUTS.payId), required: true, displayOptions: { show } },
];

/** What became of one payment link. */
export const getStatus = async (
  ...[context, client, itemIndex]: Parameters<RunItem>
): Promise<PaymentStatus[]> => [await findStatus(client, formOf(context, itemIndex, { payId: '' }))];
