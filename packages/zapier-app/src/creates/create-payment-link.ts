import { INPUTS, LINK_FIELDS, type PaymentLink, readLinkForm } from '@secpaid/core';
import { type CreatePerform, defineCreate, defineInputFields } from 'zapier-platform-core';
import { clientOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { formOf, zapierChoice, zapierField } from '../input.ts';
import { outputFieldsOf } from '../output.ts';
import { QR_FILE_FIELDS, QR_FILE_SAMPLE, withQrFiles } from '../qr-files.ts';

const inputFields = defineInputFields([
  { ...zapierField('amount', INPUTS.amount), required: true },
  zapierField('recipient_note', INPUTS.recipientNote),
  zapierField('callback_url', INPUTS.callbackUrl),
  zapierField('payment_endpoint', INPUTS.paymentEndpoint),
  { ...zapierField('cancellable', INPUTS.cancellable), type: 'boolean' },
  { ...zapierField('bank_transfer', INPUTS.bankTransfer), type: 'boolean' },
  zapierField('bank_statement_description', INPUTS.bankStatementDescription),
  {
    // Zapier shows no help for line items.
    label: INPUTS.recipients.label,
    key: 'recipients',
    children: [zapierField('token', INPUTS.recipientToken), zapierField('share', INPUTS.share)],
  },
  zapierChoice('split_type', INPUTS.splitType),
]);

/** Makes one link. Where the answer is lost, the step is halted instead of failed, so that nothing repeats it by itself. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<PaymentLink> => {
    const { links } = clientOf(z, { authData });
    return withQrFiles(z, await links.create(readLinkForm(formOf(inputData))));
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
    outputFields: [...outputFieldsOf(made), ...QR_FILE_FIELDS],
    sample: { ...sample, ...QR_FILE_SAMPLE },
  },
});
