import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { executePayIn } from './resources/pay-in/execute';
import { payInProperties } from './resources/pay-in/properties';

export class SecPaid implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'SecPaid',
    name: 'secPaid',
    icon: { light: 'file:../../icons/secpaid.svg', dark: 'file:../../icons/secpaid.dark.svg' },
    group: ['input'],
    version: 1,
    subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
    description: 'Reads the payments, refunds and disputes of a SecPaid account',
    defaults: { name: 'SecPaid' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'secPaidApi', required: true }],
    properties: [
      {
        displayName: 'Resource',
        name: 'resource',
        type: 'options',
        noDataExpression: true,
        options: [{ name: 'Pay-In', value: 'payIn' }],
        default: 'payIn',
      },
      ...payInProperties,
    ],
  };

  execute = executePayIn;
}
