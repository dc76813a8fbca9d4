import { type AnyInput, A_PAGE, FLAG } from './input.ts';
import { EVENT_LABELS, START_LABELS } from './labels.ts';

/** What a trigger is asked for, apart from its filters. */
export const TRIGGER_INPUTS = {
  events: { choices: EVENT_LABELS, label: 'Events', help: 'What starts the workflow' },
  startFrom: {
    label: 'Start From',
    help: 'What counts as new when the workflow is published for the first time, or each time',
    choices: START_LABELS,
  },
  backfillDays: {
    kind: 'whole',
    expected: 'a whole number from 1 to 365',
    label: 'Backfill Days',
    help: 'How many past days start the workflow too, 1 to 365',
  },
  maxItems: {
    ...A_PAGE,
    label: 'Max Items',
    help: 'The most entries in one execution; the rest follow with the next polls',
  },
  rawOutput: {
    ...FLAG,
    label: 'Raw Output',
    help: 'Whether to return the entries as SecPaid sends them, plus an ID',
  },
} as const satisfies Record<string, AnyInput>;
