import { eurosOf } from './amount.ts';
import { invalidInput } from './errors.ts';
import { textOf } from './form.ts';
import { INPUTS } from './inputs.ts';
import type { LinkInput } from './link-input.ts';

/** A payment link to make, as a form hands it over; blank fields are left to SecPaid's defaults. */
export type LinkForm = { readonly [Field in keyof LinkInput]?: unknown };

/** A yes or no as a form hands it over, undefined where nothing was chosen. */
function flagOf(field: string, value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = textOf(value)?.toLowerCase();
  if (text === undefined) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw invalidInput(field, value, 'true or false');
}

/**
 * What to make of a form.
 * @throws SecPaidError `validation` for an amount that is none, or is missing, and for a flag that is none
 */
export function readLinkForm(form: LinkForm): LinkInput {
  const expected = 'an amount in euros, such as 20 or 49.99';
  const amount = eurosOf(INPUTS.amount.label, form.amount, expected);
  if (amount === undefined) throw invalidInput(INPUTS.amount.label, '', expected);
  return {
    amount,
    recipientNote: textOf(form.recipientNote),
    callbackUrl: textOf(form.callbackUrl),
    paymentEndpoint: textOf(form.paymentEndpoint),
    cancellable: flagOf(INPUTS.cancellable.label, form.cancellable),
    bankTransfer: flagOf(INPUTS.bankTransfer.label, form.bankTransfer),
    bankStatementDescription: textOf(form.bankStatementDescription),
    isQrLink: flagOf(INPUTS.isQrLink.label, form.isQrLink),
    isEncryption: flagOf(INPUTS.isEncryption.label, form.isEncryption),
    encryptionKey: textOf(form.encryptionKey),
  };
}
