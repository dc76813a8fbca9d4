import type { INodeProperties } from 'n8n-workflow';
import { createProperties } from './create';
import { deleteProperties } from './delete';
import { getProperties } from './get';
import { getManyProperties } from './get-many';
import { getQrCodeProperties } from './get-qr-code';

/** `action` stands in the list of actions, and an AI agent is told it as what the tool does. */
const operations: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: { show: { resource: ['paymentLink'] } },
  options: [
    {
      name: 'Create',
      value: 'create',
      description: 'Create a real link where a payer can pay you an amount, with its QR code',
      action: 'Create a real payment link that can be paid',
    },
    {
      name: 'Delete',
      value: 'delete',
      description: 'Delete a payment link that nobody has paid yet',
      action: 'Delete a payment link',
    },
    {
      name: 'Get',
      value: 'get',
      description: 'Get one payment link by its ID or its address',
      action: 'Get a payment link',
    },
    {
      name: 'Get Many',
      value: 'getMany',
      description: 'Get payment links that wait for payment or were paid, filtered by note',
      action: 'Get many payment links',
    },
    {
      name: 'Get QR Code',
      value: 'getQrCode',
      description: 'Get the QR code of a payment link as a PNG or SVG file',
      action: 'Get the QR code of a payment link',
    },
  ],
  default: 'create',
};

export const paymentLinkProperties: INodeProperties[] = [
  operations,
  ...createProperties,
  ...deleteProperties,
  ...getProperties,
  ...getManyProperties,
  ...getQrCodeProperties,
];
