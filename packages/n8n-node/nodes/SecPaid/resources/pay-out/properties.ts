import type { INodeProperties } from 'n8n-workflow';
import { getManyProperties } from './get-many';
import { getPaymentsProperties } from './get-payments';

const operations: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: { show: { resource: ['payOut'] } },
  options: [
    {
      name: 'Get Many',
      value: 'getMany',
      description: 'Get the pay-outs of SecPaid to your bank account, the newest first, filtered by date',
      action: 'Get many pay outs',
    },
    {
      name: 'Get Payments',
      value: 'getPayments',
      description: 'Get one pay-out with a list of its payments, and whether they add up',
      action: 'Get the payments of a pay out',
    },
  ],
  default: 'getMany',
};

export const payOutProperties: INodeProperties[] = [
  operations,
  ...getManyProperties,
  ...getPaymentsProperties,
];
