import {
  findLinks,
  INPUTS,
  LINK_FIELDS,
  LINK_SAMPLE,
  LINK_STATE_LABELS,
  type PaymentLink,
} from '@secpaid/core';
import { defineInputFields, defineSearch, type SearchPerform } from 'zapier-platform-core';
import { clientOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { choicesOf, formOf, wordsOf } from '../input.ts';
import { outputFieldsOf } from '../output.ts';

const inputFields = defineInputFields([
  { ...wordsOf(INPUTS.linkSearch), key: 'search', type: 'string', required: true },
  {
    ...wordsOf(INPUTS.linkState),
    key: 'status',
    type: 'string',
    list: true,
    required: false,
    choices: choicesOf(LINK_STATE_LABELS),
  },
]);

/** The links with that note; none is an empty list, not an error. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<PaymentLink[]> => {
    const { links } = clientOf(z, { authData });
    return await findLinks(links, formOf(inputData, { status: 'states' }));
  })) satisfies SearchPerform<typeof inputFields>;

/** Finds payment links that were made already. */
export const findPaymentLink = defineSearch({
  key: 'find_payment_link',
  noun: 'Payment Link',
  display: {
    label: 'Find Payment Link',
    description: 'Finds payment links by their note, those that wait for payment first.',
  },
  operation: {
    inputFields,
    perform,
    outputFields: outputFieldsOf(LINK_FIELDS),
    sample: { ...LINK_SAMPLE },
  },
});
