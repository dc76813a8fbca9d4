import { checkEncryptionKey } from './encryption-key.ts';
import { invalidInput, SecPaidError } from '../errors.ts';
import type { TypedInput } from '../forms/input.ts';
import { INPUTS } from '../forms/inputs.ts';
import { checkLimit, filled } from './requests.ts';
import { type Split, splitFields } from './split.ts';

/** What createLink and createSplitLink take, all but the amount optional (Body Parameters). */
export interface LinkInput extends Split {
  /** Euros, more than 0, at most two decimals. */
  readonly amount: number;
  readonly recipientNote?: string | undefined;
  /** Where the payer's browser goes afterwards: http(s) URLs or indexes of the account's settings, separated by commas. */
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

/** A list as SecPaid takes it: addresses and indexes of its settings, separated by commas. */
function addressesOf({ label, expected }: TypedInput, text: string): string {
  const addresses = text.split(',').map((one) => one.trim());
  const wrong = addresses.find((one) => !isIndex(one) && !isWebAddress(one));
  if (text !== '' && wrong !== undefined) throw invalidInput(label, wrong, expected);
  return addresses.join(',');
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

const yesOrNo = (name: string, value: boolean | undefined): Record<string, string> =>
  value === undefined ? {} : { [name]: value ? 'true' : 'false' };

/**
 * The JSON body of createLink, or with recipients of createSplitLink, checked: fields that are not set are left out. The documentation has `cancellable` as a
 * boolean and the other flags as the strings "true" and "false".
 * @throws SecPaidError `validation` that names the first wrong field
 */
export function createLinkBody(input: LinkInput): {
  readonly [name: string]: unknown;
  readonly amount: number;
} {
  const { callbackUrl = '', paymentEndpoint = '' } = input;
  const amount = euros(input.amount);
  const callbacks = addressesOf(INPUTS.callbackUrl, callbackUrl);
  const endpoints = addressesOf(INPUTS.paymentEndpoint, paymentEndpoint);
  checkEncryption(input);
  const split = splitFields(amount, input);
  return {
    amount,
    ...filled('recipient_note', input.recipientNote),
    ...filled('callback_url', callbacks),
    ...filled('payment_endpoint', endpoints),
    ...(input.cancellable === undefined ? {} : { cancellable: input.cancellable }),
    ...yesOrNo('bank_transfer', input.bankTransfer),
    ...filled('bank_statement_description', input.bankStatementDescription),
    ...yesOrNo('is_qr_link', input.isQrLink),
    ...yesOrNo('is_encryption', input.isEncryption),
    ...filled('encryption_key', input.encryptionKey),
    ...split,
  };
}

/** The JSON body of a list of links, checked. */
export function linkListBody({ search, limit }: LinkQuery): Record<string, string | number> {
  checkLimit(limit);
  return { limit, ...filled('search', search) };
}
