import { type Form, INPUTS } from '@secpaid/core';
import type { INodeProperties } from 'n8n-workflow';
import { choiceField, explained, textField } from '../../shared/parameters';

export const recipientsField: INodeProperties = {
  displayName: INPUTS.recipients.label,
  name: 'recipients',
  type: 'fixedCollection',
  typeOptions: { multipleValues: true },
  placeholder: 'Add Recipient',
  default: {},
  description: INPUTS.recipients.help,
  options: [
    {
      displayName: 'Recipient',
      name: 'recipient',
      values: [
        textField('token', INPUTS.recipientToken),
        {
          displayName: INPUTS.share.label,
          name: 'share',
          type: 'number',
          typeOptions: { minValue: 0, numberPrecision: 2 },
          default: 0,
          description: explained(INPUTS.share),
        },
      ],
    },
  ],
};

export const splitTypeField: INodeProperties = choiceField('splitType', INPUTS.splitType, 'normal');

/** n8n hands a fixed collection over as an object with a list for each of its kinds. */
export function withRecipients(form: Form): Form {
  const { recipients } = form;
  const isCollection = typeof recipients === 'object' && recipients !== null && !Array.isArray(recipients);
  if (!isCollection) return form;
  return { ...form, recipients: 'recipient' in recipients ? recipients.recipient : [] };
}
