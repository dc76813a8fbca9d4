import { INPUTS, SUMMARY_FIELDS, SUMMARY_SAMPLE, type Summary, summaryOf } from '@secpaid/core';
import { defineInputFields, defineSearch, type SearchPerform } from 'zapier-platform-core';
import { clientOf, deadlineOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { formOf, zapierChoice, zapierChoices, zapierField } from '../input.ts';

const { startDate, endDate } = INPUTS;
const forCustom = <Field extends { helpText: string }>(field: Field): Field => ({
  ...field,
  helpText: `${field.helpText} Needed for ${INPUTS.timeRange.choices.custom}, and not read for any other ${INPUTS.timeRange.label}.`,
});

const inputFields = defineInputFields([
  { ...zapierChoice('time_range', INPUTS.timeRange), required: true, default: 'last30Days' },
  forCustom(zapierField('start_date', startDate)),
  forCustom(zapierField('end_date', endDate)),
  zapierChoices('breakdowns', INPUTS.breakdowns),
]);

const idOf = ({ start_date, end_date }: Pick<Summary, 'start_date' | 'end_date'>): string =>
  `${start_date}_${end_date}`;

/** One summary, of all entries or none: a run has 30 seconds, and the sum of a part would look like the whole. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<(Summary & { id: string })[]> => {
    const { payIns } = clientOf(z, { authData });
    const now = Date.now();
    const bounds = { clock: () => Date.now(), deadline: deadlineOf(now) };
    const summary = await summaryOf(payIns, formOf(inputData), now, bounds);
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
