import { SecPaidError } from '../errors.ts';
import { INPUTS } from '../forms/inputs.ts';
import { fitForItems, isRecord } from '../entries/wire.ts';

/** AES-256 wants 32 bytes (Encryption, EncryptionKey). */
const LENGTH = 32;

/** Throws a `validation` error unless the key is one: 32 characters, all of one byte. An error never shows it. */
export function checkEncryptionKey(key: string): void {
  if (/^[\x20-\x7e]{32}$/.test(key)) return;
  const { label } = INPUTS.encryptionKey;
  const count = key === '' ? 'it is empty' : `it has ${key.length}`;
  const found = key.length === LENGTH ? 'some of its characters are others' : count;
  throw new SecPaidError('validation', {
    what: `${label} must be ${LENGTH} plain letters, digits or signs, but ${found}.`,
    next: `Enter the ${label} of your SecPaid settings in the credential, then try again. Nothing was sent to SecPaid.`,
  });
}

/** What SecPaid sent, without the fields that hold this key under whatever name: an item must not show it. */
export function withoutKey(data: unknown, key: string | undefined): unknown {
  if (!key || !isRecord(data)) return data;
  const text = JSON.stringify(key).slice(1, -1);
  const holdsKey = (value: unknown): boolean => JSON.stringify(value).includes(text);
  return Object.fromEntries(Object.entries(fitForItems(data)).filter(([, value]) => !holdsKey(value)));
}
