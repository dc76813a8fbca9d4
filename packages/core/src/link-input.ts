import { checkEncryptionKey } from './encryption-key.ts';
import { invalidInput, SecPaidError } from './errors.ts';
import { INPUTS } from './inputs.ts';
import { checkLimit, filled } from './validation.ts';

/** What createLink takes, all but the amount optional (createLink, Body Parameters). */
export interface LinkInput {
  /** Euros, more than 0, at most two decimals. */
  readonly amount: number;
  readonly recipientNote?: string | undefined;
  /** Where the payer's browser goes afterwards: an http(s) URL, or the index of one in the account's settings. */
  readonly callbackUrl?: string | undefined;
  /** Where SecPaid reports the payment: http(s) URLs or indexes, separated by commas. */
  readonly paymentEndpoint?: string | undefined;
  /** Whether the payer can cancel; SecPaid's default is yes. */
  readonly cancellable?: boolean | undefined;
  readonly bankTransfer?: boolean | undefined;
  readonly bankStatementDescription?: string | undefined;
  readonly isQrLink?: boolean | undefined;
  /** Whether what SecPaid reports to the payment endpoint is encrypted. */
  readonly isEncryption?: boolean | undefined;
  /** 32 characters. */
  readonly encryptionKey?: string | undefined;
}

/** What getMyUnusedLinks and getMyUsedLinks take. */
export interface LinkQuery {
  /** Part of the note. */
  readonly search?: string | undefined;
  /** 1 to 1000. SecPaid's default is 10 and its maximum unstated; we take that of its other lists. */
  readonly limit: number;
}

/**
 * The amount in whole cents of euros, as the API has it. More decimals are refused, since what SecPaid makes of them is
 * unstated; what a computer's arithmetic adds far behind the point (0.1 + 0.2) is none.
 */
function euros(amount: number): number {
  const cents = Math.round(amount * 100);
  if (cents < 1 || !Number.isSafeInteger(cents) || Math.abs(amount * 100 - cents) > 1e-6) {
    const expected = 'an amount in euros of more than 0, with at most two decimals, such as 20 or 49.99';
    throw invalidInput(INPUTS.amount.label, amount, expected);
  }
  return cents / 100;
}

const isIndex = (text: string): boolean => /^\d{1,3}$/.test(text);
const isWebAddress = (text: string): boolean =>
  /^https?:\/\//i.test(text) && URL.canParse(text) && !/\s/.test(text);

function checkAddress(field: string, text: string, expected: string): void {
  if (!isIndex(text) && !isWebAddress(text)) throw invalidInput(field, text, expected);
}

function checkEncryption({ isEncryption = false, encryptionKey }: LinkInput): void {
  if (isEncryption) {
    checkEncryptionKey(encryptionKey ?? '');
  } else if (encryptionKey !== undefined) {
    const { encryptionKey: key, isEncryption: on } = INPUTS;
    throw new SecPaidError('validation', {
      what: `${key.label} is given, but ${on.label} is off, so it would not be used.`,
      next: `Turn ${on.label} on, or leave ${key.label} empty. Nothing was sent to SecPaid.`,
    });
  }
}

/** Throws a `validation` error unless the link ID is made of digits. */
export function checkLinkId(linkId: string): void {
  if (!/^\d{1,15}$/.test(linkId)) {
    throw invalidInput(
      INPUTS.linkId.label,
      linkId,
      'digits only, such as 99290, as it was given when the link was created',
    );
  }
}

const yesOrNo = (name: string, value: boolean | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value ? 'true' : 'false' };

/**
 * The JSON body of createLink, checked: fields that are not set are left out. The documentation has `cancellable` as a
 * boolean and the other flags as the strings "true" and "false".
 * @throws SecPaidError `validation` that names the first wrong field
 */
export function createLinkBody(input: LinkInput): Record<string, string | number | boolean> {
  const { callbackUrl = '', paymentEndpoint = '' } = input;
  const amount = euros(input.amount);
  if (callbackUrl !== '') {
    checkAddress(
      INPUTS.callbackUrl.label,
      callbackUrl,
      'an address that starts with https://, or an index such as 0',
    );
  }
  const endpoints = paymentEndpoint.split(',').map((one) => one.trim());
  if (paymentEndpoint !== '') {
    const expected = 'addresses that start with https://, or indexes such as 0, separated by commas';
    for (const one of endpoints) checkAddress(INPUTS.paymentEndpoint.label, one, expected);
  }
  checkEncryption(input);
  return {
    amount,
    ...filled('recipient_note', input.recipientNote),
    ...filled('callback_url', callbackUrl),
    ...filled('payment_endpoint', endpoints.join(',')),
    ...(input.cancellable === undefined ? {} : { cancellable: input.cancellable }),
    ...yesOrNo('bank_transfer', input.bankTransfer),
    ...filled('bank_statement_description', input.bankStatementDescription),
    ...yesOrNo('is_qr_link', input.isQrLink),
    ...yesOrNo('is_encryption', input.isEncryption),
    ...filled('encryption_key', input.encryptionKey),
  };
}

/** The JSON body of a list of links, checked. */
export function linkListBody({ search, limit }: LinkQuery): Record<string, string | number> {
  checkLimit(limit);
  return { limit, ...filled('search', search) };
}
