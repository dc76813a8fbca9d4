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
import { choicesOf, formOf, oneOf, wordsOf } from '../input.ts';
import { outputFieldsOf } from '../output.ts';

const { linkSearch, exactNote, linkId } = INPUTS;
const NEEDED = `${linkSearch.label}, ${exactNote.label} or ${linkId.label}`;

const inputFields = defineInputFields([
  { ...oneOf(linkSearch, NEEDED), key: 'search', type: 'string', required: false },
  { ...oneOf(exactNote, NEEDED), key: 'exact_note', type: 'string', required: false },
  { ...oneOf(linkId, NEEDED), key: 'link_id', type: 'string', required: false },
  // Not a `number`: of "49,99" Zapier would make 49; core says what is wrong instead.
  { ...wordsOf(INPUTS.exactAmount), key: 'amount', type: 'string', required: false },
  {
    ...wordsOf(INPUTS.linkState),
    key: 'status',
    type: 'string',
    list: true,
    required: false,
    choices: choicesOf(LINK_STATE_LABELS),
  },
]);

const CORE_NAMES = { exact_note: 'exactNote', link_id: 'linkId', status: 'states' };

/** The links that fit; none is an empty list, not an error. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<PaymentLink[]> => {
    const { links } = clientOf(z, { authData });
    return await findLinks(links, formOf(inputData, CORE_NAMES));
  })) satisfies SearchPerform<typeof inputFields>;

/** Finds payment links that were made already. */
export const findPaymentLink = defineSearch({
  key: 'find_payment_link',
  noun: 'Payment Link',
  display: {
    label: 'Find Payment Link',
    description: 'Finds payment links by note or ID, the exact note first, then those that wait for payment.',
  },
  operation: {
    inputFields,
    perform,
    outputFields: outputFieldsOf(LINK_FIELDS),
    sample: { ...LINK_SAMPLE },
  },
});

/**
 * Find or Create Payment Link. Zapier creates where the search finds nothing; so that it finds what Create would make
 * again, the search takes the exact note and amount of a link that can still be paid.
 */
export const findOrCreatePaymentLink = {
  key: 'find_payment_link',
  display: {
    label: 'Find or Create Payment Link',
    description:
      'Finds the unused payment link with this exact note and amount, or creates one. Fill in Exact Note and Amount.',
  },
  search: 'find_payment_link',
  create: 'create_payment_link',
};
