import { INPUTS, makeLink, readLinkForm } from '@secpaid/core';
import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { encryptionKeyOf } from '../../shared/connection';
import { logChange } from '../../shared/progress-log';
import { choiceField, explained, flagField, formOf, textField } from '../../shared/parameters';
import type { RunItem } from '../../shared/run-items';
import { recipientsField, splitTypeField, withRecipients } from './split';

const show: IDisplayOptions['show'] = { resource: ['paymentLink'], operation: ['create'] };

export const createProperties: INodeProperties[] = [
  {
    displayName:
      'Keep <b>Retry On Fail</b> off in this node’s settings: if SecPaid’s answer gets lost, the link may already exist, and a retry would create a second one. The field <b>If One Exists</b> prevents that.',
    name: 'createNotice',
    type: 'notice',
    default: '',
    displayOptions: { show },
  },
  {
    displayName: INPUTS.amount.label,
    name: 'amount',
    type: 'number',
    typeOptions: { numberPrecision: 2, minValue: 0 },
    default: 0,
    required: true,
    displayOptions: { show },
    description: explained(INPUTS.amount),
  },
  { ...textField('recipientNote', INPUTS.recipientNote), displayOptions: { show } },
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    displayOptions: { show },
    description: 'SecPaid uses its defaults for the fields that you leave out',
    options: [
      textField('bankStatementDescription', INPUTS.bankStatementDescription),
      flagField('bankTransfer', INPUTS.bankTransfer, true),
      textField('callbackUrl', INPUTS.callbackUrl),
      flagField('cancellable', INPUTS.cancellable, true),
      flagField('isEncryption', INPUTS.isEncryption, false),
      {
        // Shown only where a workflow holds one from before: here it lands in exported workflows.
        displayName: INPUTS.encryptionKey.label,
        name: 'encryptionKey',
        type: 'string',
        typeOptions: { password: true },
        default: '',
        displayOptions: { show: { encryptionKey: [{ _cnd: { exists: true } }] } },
        description: `${INPUTS.encryptionKey.help}, e.g. 32 letters and digits. Better to empty this field and enter the key in the credential: an exported workflow holds what stands here.`,
      },
      choiceField('ifExists', INPUTS.ifExists, 'returnExisting'),
      textField('paymentEndpoint', INPUTS.paymentEndpoint),
      flagField('isQrLink', INPUTS.isQrLink, false),
      recipientsField,
      splitTypeField,
    ],
  },
];

/** Makes a payment link, or finds the one that is there. It is never tried again by itself: a lost answer does not say that there is none. */
export const create: RunItem = async (context, { links }, itemIndex) => {
  const form = withRecipients(
    formOf(context, itemIndex, { amount: '', recipientNote: '' }, ['additionalFields']),
  );
  const input = readLinkForm(form);
  const key = input.isEncryption
    ? (input.encryptionKey ?? (await encryptionKeyOf(context)))
    : input.encryptionKey;
  const { link, isNew } = await makeLink(links, form, { ...input, encryptionKey: key });
  if (isNew) logChange(context, itemIndex, `payment link ${link.id} created`);
  return [link];
};
