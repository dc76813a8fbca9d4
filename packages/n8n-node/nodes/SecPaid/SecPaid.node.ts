import {
  type INodeProperties,
  type INodeType,
  type INodeTypeDescription,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { executeSecPaid } from './resources/execute';
import { feeInvoiceProperties } from './resources/fee-invoice/properties';
import { payInProperties } from './resources/pay-in/properties';
import { payOutProperties } from './resources/pay-out/properties';
import { paymentLinkProperties } from './resources/payment-link/properties';
import { subtitleOf } from './shared/subtitle';

const properties: INodeProperties[] = [
  {
    displayName: 'Resource',
    name: 'resource',
    type: 'options',
    noDataExpression: true,
    options: [
      { name: 'Fee Invoice', value: 'feeInvoice' },
      { name: 'Pay-In', value: 'payIn' },
      { name: 'Pay-Out', value: 'payOut' },
      { name: 'Payment Link', value: 'paymentLink' },
    ],
    default: 'payIn',
  },
  ...payInProperties,
  ...paymentLinkProperties,
  ...payOutProperties,
  ...feeInvoiceProperties,
];

export class SecPaid implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'SecPaid',
    name: 'secPaid',
    icon: { light: 'file:../../icons/secpaid.svg', dark: 'file:../../icons/secpaid.dark.svg' },
    group: ['input'],
    version: 1,
    subtitle: subtitleOf(properties),
    description: 'Creates payment links, and reads the payments, refunds, disputes and pay-outs of SecPaid',
    defaults: { name: 'SecPaid' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'secPaidApi', required: true }],
    properties,
  };

  execute = executeSecPaid;
}
