import { findLinks, INPUTS, LINK_FIELDS, LINK_SAMPLE, type PaymentLink } from '@secpaid/core';
import { defineInputFields, defineSearch, type SearchPerform } from 'zapier-platform-core';
import { clientOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { formOf, oneOf, zapierChoices, zapierField } from '../input.ts';
import { outputFieldsOf } from '../output.ts';
import { QR_FILE_FIELDS, QR_FILE_SAMPLE, withQrFiles } from '../qr-files.ts';

const { linkSearch, exactNote, linkId } = INPUTS;
const NEEDED = `${linkSearch.label}, ${exactNote.label} or ${linkId.label}`;

const inputFields = defineInputFields([
  oneOf(zapierField('search', linkSearch), NEEDED),
  oneOf(zapierField('exact_note', exactNote), NEEDED),
  oneOf(zapierField('link_id', linkId), NEEDED),
  zapierField('amount', INPUTS.exactAmount),
  zapierChoices('status', INPUTS.linkState),
]);

/** The links that fit; none is an empty list, not an error. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<PaymentLink[]> => {
    const { links } = clientOf(z, { authData });
    const found = await findLinks(links, formOf(inputData, { status: 'states' }));
    return found.map((link) => withQrFiles(z, link));
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
    outputFields: [...outputFieldsOf(LINK_FIELDS), ...QR_FILE_FIELDS],
    sample: { ...LINK_SAMPLE, ...QR_FILE_SAMPLE },
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
