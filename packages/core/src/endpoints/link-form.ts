import { invalidInput } from '../errors.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import type { LinkInput } from './link-requests.ts';
import { readSplit } from './split.ts';
import { valueOf } from '../forms/read-value.ts';

/**
 * What to make of a form, whose fields are called as those of `LinkInput`; what is not set is left to SecPaid.
 * @throws SecPaidError `validation` for an amount that is missing, and for what cannot be read
 */
export function readLinkForm(form: Form): LinkInput {
  const amount = valueOf(form, 'amount', INPUTS.amount);
  if (amount === undefined) throw invalidInput(INPUTS.amount.label, '', INPUTS.amount.expected);
  return {
    amount,
    recipientNote: valueOf(form, 'recipientNote', INPUTS.recipientNote),
    callbackUrl: valueOf(form, 'callbackUrl', INPUTS.callbackUrl),
    paymentEndpoint: valueOf(form, 'paymentEndpoint', INPUTS.paymentEndpoint),
    cancellable: valueOf(form, 'cancellable', INPUTS.cancellable),
    bankTransfer: valueOf(form, 'bankTransfer', INPUTS.bankTransfer),
    bankStatementDescription: valueOf(form, 'bankStatementDescription', INPUTS.bankStatementDescription),
    isQrLink: valueOf(form, 'isQrLink', INPUTS.isQrLink),
    isEncryption: valueOf(form, 'isEncryption', INPUTS.isEncryption),
    encryptionKey: valueOf(form, 'encryptionKey', INPUTS.encryptionKey),
    ...readSplit(form),
  };
}
