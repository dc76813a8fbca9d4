import {
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IPollFunctions,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { fetchTestEvents, pollNewPayIns } from './trigger/new-pay-in';

export class SecPaidTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'SecPaid Trigger',
    name: 'secPaidTrigger',
    icon: { light: 'file:../../icons/secpaid.svg', dark: 'file:../../icons/secpaid.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: '={{"New " + $parameter["events"].join(", ")}}',
    description: 'Starts the workflow when money arrives in SecPaid, or is refunded or disputed',
    defaults: { name: 'SecPaid Trigger' },
    polling: true,
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'secPaidApi', required: true }],
    properties: [
      {
        displayName:
          'An entry is new when SecPaid first lists it, also if its date is older, such as a late bank transfer. Each starts the workflow once.',
        name: 'newNotice',
        type: 'notice',
        default: '',
      },
      {
        displayName: 'Events',
        name: 'events',
        type: 'multiOptions',
        options: [
          {
            name: 'Dispute',
            value: 'dispute',
            description: 'A payer disputes a payment, or a dispute is paid back',
          },
          { name: 'Payment', value: 'payment', description: 'Money arrives' },
          {
            name: 'Refund',
            value: 'refund',
            description: 'Money goes back to a payer; the amount is negative',
          },
        ],
        default: ['payment'],
        required: true,
        description: 'What starts the workflow',
      },
      {
        displayName: 'Start From',
        name: 'startFrom',
        type: 'options',
        options: [
          {
            name: 'Backfill',
            value: 'backfill',
            description: 'First the entries of the last days, oldest first, then what is new',
          },
          { name: 'Now', value: 'now', description: 'Only what SecPaid lists from the activation on' },
        ],
        default: 'now',
        description: 'What counts as new when the workflow is activated for the first time',
      },
      {
        displayName: 'Backfill Days',
        name: 'backfillDays',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 365 },
        default: 7,
        displayOptions: { show: { startFrom: ['backfill'] } },
        description: 'How many days of the past start the workflow too, 1 to 365, an execution for each poll',
      },
    ],
  };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return this.getMode() === 'manual' ? await fetchTestEvents(this) : await pollNewPayIns(this);
  }
}
