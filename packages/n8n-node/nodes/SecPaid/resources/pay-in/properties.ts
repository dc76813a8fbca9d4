import { INPUTS } from '@secpaid/core';
import type { INodeProperties } from 'n8n-workflow';
import { exportProperties } from './export';
import { getProperties } from './get';
import { getManyProperties } from './get-many';
import { getStatusProperties } from './get-status';
import { getSummaryProperties } from './get-summary';

/** `action` stands in the list of actions, and an AI agent is told it as what the tool does. */
const operations: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: { show: { resource: ['payIn'] } },
  options: [
    {
      name: 'Export',
      value: 'export',
      description:
        'Export the entries of a time range to a CSV file for a spreadsheet or a bookkeeper, each with its fees and pay-out',
      action: 'Export payments to a CSV file',
    },
    {
      name: 'Get',
      value: 'get',
      description: 'Get all entries of one payment link by its pay ID: its payments, refunds and disputes',
      action: 'Get everything of a pay ID',
    },
    {
      name: 'Get Many',
      value: 'getMany',
      description: 'Get payments, refunds and disputes, filtered by pay ID, note, date, kind or amount',
      action: 'Get many pay ins',
    },
    {
      name: 'Get Status',
      value: 'getStatus',
      description:
        'Get whether a payment link is unpaid, paid, refunded, disputed or cancelled, with the amounts',
      action: 'Get the payment status of a pay ID',
    },
    {
      name: 'Get Summary',
      value: 'getSummary',
      description:
        'Get the figures of a time range: revenue, number of transactions, fees, refunds, disputes and what awaits pay-out',
      action: 'Get a summary of payments in a time range',
    },
  ],
  default: 'getMany',
};

const simplify: INodeProperties = {
  displayName: INPUTS.simplify.label,
  name: 'simplify',
  type: 'boolean',
  default: false,
  displayOptions: { show: { resource: ['payIn'], operation: ['get', 'getMany'], '@tool': [false] } },
  description: INPUTS.simplify.help,
};

/** A model pays for each field that it reads, and nobody drags fields from its tool. */
const simplifyForAgent: INodeProperties = {
  ...simplify,
  default: true,
  displayOptions: { show: { ...simplify.displayOptions?.show, '@tool': [true] } },
};

export const payInProperties: INodeProperties[] = [
  operations,
  ...exportProperties,
  ...getProperties,
  ...getManyProperties,
  ...getStatusProperties,
  ...getSummaryProperties,
  // Off, against n8n's habit: so an item is the same one that the trigger emits, and what is dragged from one works on
  // the other.
  simplify,
  simplifyForAgent,
];
