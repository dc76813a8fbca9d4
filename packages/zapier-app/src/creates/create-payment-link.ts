import { INPUTS, LINK_FIELDS, type PaymentLink, readLinkForm, SPLIT_TYPE_LABELS } from '@secpaid/core';
import { type CreatePerform, defineCreate, defineInputFields } from 'zapier-platform-core';
import { clientOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { choicesOf, formOf, wordsOf } from '../input.ts';
import { outputFieldsOf } from '../output.ts';

const inputFields = defineInputFields([
  // Not a `number`: of "49,99" Zapier would make 49; core says what is wrong instead.
  { ...wordsOf(INPUTS.amount), key: 'amount', type: 'string', required: true },
  { ...wordsOf(INPUTS.recipientNote), key: 'recipient_note', type: 'string', required: false },
  { ...wordsOf(INPUTS.callbackUrl), key: 'callback_url', type: 'string', required: false },
  { ...wordsOf(INPUTS.paymentEndpoint), key: 'payment_endpoint', type: 'string', required: false },
  { ...wordsOf(INPUTS.cancellable), key: 'cancellable', type: 'boolean', required: false },
  { ...wordsOf(INPUTS.bankTransfer), key: 'bank_transfer', type: 'boolean', required: false },
  {
    ...wordsOf(INPUTS.bankStatementDescription),
    key: 'bank_statement_description',
    type: 'string',
    required: false,
  },
  {
    // Zapier shows no help for line items.
    label: INPUTS.recipients.label,
    key: 'recipients',
    children: [
      { ...wordsOf(INPUTS.recipientToken), key: 'token', type: 'string', required: false },
      { ...wordsOf(INPUTS.share), key: 'share', type: 'string', required: false },
    ],
  },
  {
    ...wordsOf(INPUTS.splitType),
    key: 'split_type',
    type: 'string',
    required: false,
    choices: choicesOf(SPLIT_TYPE_LABELS),
  },
]);

const CORE_NAMES = {
  recipient_note: 'recipientNote',
  callback_url: 'callbackUrl',
  payment_endpoint: 'paymentEndpoint',
  bank_transfer: 'bankTransfer',
  bank_statement_description: 'bankStatementDescription',
  split_type: 'splitType',
};

/** Makes one link. Where the answer is lost, the step is halted instead of failed, so that nothing repeats it by itself. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<PaymentLink> => {
    const { links } = clientOf(z, { authData });
    return await links.create(readLinkForm(formOf(inputData, CORE_NAMES)));
  })) satisfies CreatePerform<typeof inputFields>;

/** A link that was just made is not paid: a field that says when has nothing to choose. */
const made = LINK_FIELDS.filter(({ key }) => key !== 'paid_on');
const sample = { ...Object.fromEntries(made.map((field) => [field.key, field.sample])), status: 'Unused' };

/** Makes a payment link to send to a payer. */
export const createPaymentLink = defineCreate({
  key: 'create_payment_link',
  noun: 'Payment Link',
  display: {
    label: 'Create Payment Link',
    description: 'Creates a link where a payer can pay you an amount, with its QR code.',
  },
  operation: {
    inputFields,
    perform,
    outputFields: outputFieldsOf(made),
    sample,
  },
});
