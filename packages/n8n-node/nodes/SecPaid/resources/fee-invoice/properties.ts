import type { INodeProperties } from 'n8n-workflow';
import { getManyProperties } from './get-many';

const operations: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: { show: { resource: ['feeInvoice'] } },
  options: [
    {
      name: 'Get Many',
      value: 'getMany',
      description:
        'Get SecPaid’s invoices of its fees, the newest first, filtered by month; VAT 0 is reverse charge',
      action: 'Get many fee invoices',
    },
  ],
  default: 'getMany',
};

export const feeInvoiceProperties: INodeProperties[] = [operations, ...getManyProperties];
