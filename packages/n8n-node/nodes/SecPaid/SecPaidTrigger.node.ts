import { INPUTS } from '@secpaid/core';
import {
  type INodeExecutionData,
  type INodeType,
  type INodeTypeDescription,
  type IPollFunctions,
  NodeConnectionTypes,
} from 'n8n-workflow';
import { entryFilters } from './shared/pay-in-filters';
import { flagField, optionsOf } from './shared/parameters';
import { shownAs } from './shared/subtitle';
import { TRIGGER_ACTIONS, TRIGGER_EVENT_LABELS } from './trigger/events';
import { BACKFILL_DAYS, MAX_ITEMS, pollNewEntries } from './trigger/poll';
import { fetchTestEvents } from './trigger/test-event';

const EVENTS = optionsOf(TRIGGER_EVENT_LABELS).map((event) => ({
  ...event,
  action: TRIGGER_ACTIONS[String(event.value)] ?? event.name,
}));

export class SecPaidTrigger implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'SecPaid Trigger',
    name: 'secPaidTrigger',
    icon: { light: 'file:../../icons/secpaid.svg', dark: 'file:../../icons/secpaid.dark.svg' },
    group: ['trigger'],
    version: 1,
    subtitle: `={{"New " + ([].concat($parameter["events"] ?? []).map((event) => ${shownAs('event', EVENTS)}).join(", ") || "payment")}}`,
    description: 'Starts the workflow when money arrives in SecPaid, is refunded, disputed or paid out',
    defaults: { name: 'SecPaid Trigger' },
    polling: true,
    hints: [
      {
        message:
          'All new entries of one poll start one execution, with one item per entry. Make sure that your workflow handles several items.',
        type: 'info',
        location: 'outputPane',
        whenToDisplay: 'beforeExecution',
      },
    ],
    inputs: [],
    outputs: [NodeConnectionTypes.Main],
    credentials: [{ name: 'secPaidApi', required: true }],
    properties: [
      {
        displayName:
          'An entry is new when SecPaid first lists it, even if its date is older, such as a late bank transfer. Each entry starts the workflow once.',
        name: 'newNotice',
        type: 'notice',
        default: '',
      },
      {
        displayName: 'Events',
        name: 'events',
        type: 'multiOptions',
        options: EVENTS,
        default: ['payment'],
        required: true,
        description: INPUTS.events.help,
        hint: 'Adding an event later does not start the workflow for past entries',
      },
      {
        displayName: INPUTS.startFrom.label,
        name: 'startFrom',
        type: 'options',
        options: optionsOf(INPUTS.startFrom.choices),
        default: 'now',
        description: INPUTS.startFrom.help,
      },
      {
        displayName: INPUTS.backfillDays.label,
        name: 'backfillDays',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 365 },
        default: BACKFILL_DAYS,
        displayOptions: { show: { startFrom: ['backfill'] } },
        description: INPUTS.backfillDays.help,
        hint: 'Only when the trigger starts for the first time: oldest first, at most 1000 entries per poll',
      },
      {
        displayName: 'Filters',
        name: 'filters',
        type: 'collection',
        placeholder: 'Add Filter',
        default: {},
        description:
          'Only entries that match all of these filters start the workflow; for pay-outs, only the amounts apply',
        options: entryFilters,
      },
      {
        displayName: 'Options',
        name: 'options',
        type: 'collection',
        placeholder: 'Add Option',
        default: {},
        options: [
          {
            displayName: INPUTS.maxItems.label,
            name: 'maxItems',
            type: 'number',
            typeOptions: { minValue: 1, maxValue: 1000 },
            default: MAX_ITEMS,
            description: INPUTS.maxItems.help,
          },
          flagField('rawOutput', INPUTS.rawOutput, false),
        ],
      },
    ],
  };

  async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
    return this.getMode() === 'manual' ? await fetchTestEvents(this) : await pollNewEntries(this);
  }
}
