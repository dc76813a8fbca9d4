import { INPUTS, valueOf } from '@secpaid/core';
import { type CreatePerform, defineCreate, defineInputFields } from 'zapier-platform-core';
import { clientOf } from '../connection.ts';
import { withZapierErrors } from '../errors.ts';
import { formOf, zapierField } from '../input.ts';

const inputFields = defineInputFields([{ ...zapierField('link_id', INPUTS.linkId), required: true }]);

interface Deleted {
  id: string;
  deleted: boolean;
}

/** Deletes one link that nobody has paid yet. Where the answer is lost, the step is halted as in Create Payment Link. */
export const perform = (async (z, { authData, inputData }) =>
  await withZapierErrors(z, async (): Promise<Deleted> => {
    const { links } = clientOf(z, { authData });
    const id = valueOf(formOf(inputData), 'linkId', INPUTS.linkId) ?? '';
    await links.delete(id);
    return { id, deleted: true };
  })) satisfies CreatePerform<typeof inputFields>;

/** Deletes a payment link for good. */
export const deletePaymentLink = defineCreate({
  key: 'delete_payment_link',
  noun: 'Payment Link',
  display: {
    label: 'Delete Payment Link',
    description: 'Deletes a payment link that nobody has paid yet.',
  },
  operation: {
    inputFields,
    perform,
    outputFields: [
      { key: 'id', label: 'ID', type: 'string', primary: true },
      { key: 'deleted', label: 'Deleted', type: 'boolean' },
    ],
    sample: { id: '99290', deleted: true },
  },
});
