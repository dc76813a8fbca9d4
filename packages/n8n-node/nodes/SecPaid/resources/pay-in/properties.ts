import { INPUTS } from '@secpaid/core';
import type { INodeProperties } from 'n8n-workflow';
import { getSummaryProperties } from './get-summary';

const forGetMany = { resource: ['payIn'], operation: ['getMany'] };

export const payInProperties: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['payIn'] } },
    options: [
      {
        name: 'Get',
        value: 'get',
        description: 'Get all entries of one payment link: its payments, refunds and disputes',
        action: 'Get a pay in',
      },
      {
        name: 'Get Many',
        value: 'getMany',
        description: 'Get payments, refunds and disputes, newest first',
        action: 'Get many pay ins',
      },
      {
        name: 'Get Summary',
        value: 'getSummary',
        description:
          'Get the figures of a time range: revenue, number of transactions, fees, refunds, disputes and what awaits payout',
        action: 'Get a summary of pay ins',
      },
    ],
    default: 'getMany',
  },
  {
    displayName: 'Pay ID',
    name: 'payId',
    type: 'string',
    default: '',
    required: true,
    placeholder: 'e.g. 99296',
    displayOptions: { show: { resource: ['payIn'], operation: ['get'] } },
    description: INPUTS.payId.help,
  },
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    displayOptions: { show: forGetMany },
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: { show: { ...forGetMany, returnAll: [false] } },
    description: 'Max number of results to return',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    displayOptions: { show: forGetMany },
    options: [
      {
        displayName: 'Date',
        name: 'date',
        type: 'string',
        default: '',
        placeholder: 'e.g. 2026-05-20',
        description: INPUTS.date.help,
      },
      {
        displayName: 'Kinds',
        name: 'kinds',
        type: 'multiOptions',
        options: [
          { name: 'Dispute', value: 'dispute' },
          { name: 'Dispute Refund', value: 'dispute_refund' },
          { name: 'Payment', value: 'payment' },
          { name: 'Refund', value: 'refund' },
        ],
        default: [],
        description: INPUTS.kinds.help,
      },
      {
        displayName: 'Last Days',
        name: 'since',
        type: 'number',
        default: 30,
        description: INPUTS.lastDays.help,
      },
      {
        displayName: 'Pay ID',
        name: 'payId',
        type: 'string',
        default: '',
        placeholder: 'e.g. 99296',
        description: INPUTS.payId.help,
      },
      {
        displayName: 'Search',
        name: 'search',
        type: 'string',
        default: '',
        placeholder: 'e.g. Order 1042',
        description: INPUTS.search.help,
      },
    ],
  },
  ...getSummaryProperties,
];
