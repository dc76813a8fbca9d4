import {
  BREAKDOWN_LABELS,
  INPUTS,
  SUMMARY_FIELDS,
  SUMMARY_SAMPLE,
  type Summary,
  summaryOf,
  TIME_RANGE_LABELS,
} from '@secpaid/core';
import { defineInputFields, defineSearch, type SearchPerform } from 'zapier-platform-core';
import { clientOf, deadlineOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { choicesOf, formOf, wordsOf } from '../input.ts';

const { startDate, endDate } = INPUTS;
const forCustom = ({ helpText, ...words }: ReturnType<typeof wordsOf>): ReturnType<typeof wordsOf> => ({
  ...words,
  helpText: `${helpText} Needed for ${TIME_RANGE_LABELS.custom}, and not read for any other ${INPUTS.timeRange.label}.`,
});

const inputFields = defineInputFields([
  {
    ...wordsOf(INPUTS.timeRange),
    key: 'time_range',
    type: 'string',
    required: true,
    default: 'last30Days',
    choices: choicesOf(TIME_RANGE_LABELS),
  },
  { ...forCustom(wordsOf(startDate)), key: 'start_date', type: 'string', required: false },
  { ...forCustom(wordsOf(endDate)), key: 'end_date', type: 'string', required: false },
  {
    ...wordsOf(INPUTS.breakdowns),
    key: 'breakdowns',
    type: 'string',
    list: true,
    required: false,
    choices: choicesOf(BREAKDOWN_LABELS),
  },
]);

const CORE_NAMES = { time_range: 'timeRange', start_date: 'startDate', end_date: 'endDate' };

const idOf = ({ start_date, end_date }: Pick<Summary, 'start_date' | 'end_date'>): string =>
  `${start_date}_${end_date}`;

/** One summary, of all entries or none: a run has 30 seconds, and the sum of a part would look like the whole. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<(Summary & { id: string })[]> => {
    const { payIns } = clientOf(z, { authData });
    const now = Date.now();
    const bounds = { clock: () => Date.now(), deadline: deadlineOf(now) };
    const summary = await summaryOf(payIns, formOf(inputData, CORE_NAMES), now, bounds);
    return [{ id: idOf(summary), ...summary }];
  })) satisfies SearchPerform<typeof inputFields>;

/** The figures of a time range. */
export const getSummary = defineSearch({
  key: 'get_summary',
  noun: 'Summary',
  display: {
    label: 'Get Summary',
    description:
      'Finds the figures of a time range: revenue, number of payments, fees, refunds, disputes and what awaits pay-out.',
  },
  operation: {
    inputFields,
    perform,
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      ...SUMMARY_FIELDS.map(({ key, label, type }) => ({ key, label, type })),
    ],
    sample: { id: idOf(SUMMARY_SAMPLE), ...SUMMARY_SAMPLE },
  },
});
