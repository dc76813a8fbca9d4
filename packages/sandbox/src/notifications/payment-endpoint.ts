import { createCipheriv } from 'node:crypto';
import { InputError } from '../values/input-error.ts';
import { toCents } from '../values/money.ts';
import type { PayInRow } from '../account/row.ts';

/** The account's Payment Endpoint, as its settings hold it. */
export interface PaymentEndpointSettings {
  /** The addresses that are called when a link is paid that names none of its own. */
  readonly urls: readonly string[];
  /** The documented JSON, or the older documentation's flat keys such as "data[pay_id]". Default json. */
  readonly form?: 'json' | 'flat' | undefined;
  /** 32 characters; with one, what is sent is encrypted. */
  readonly encryptionKey?: string | undefined;
}

/** What a call tells. */
export interface Notice {
  readonly payId: string;
  readonly note: string;
  /** In EUR. */
  readonly amount: number;
  readonly userId: string;
  readonly cancelled: boolean;
}

/** The notice of a payment. */
export function noticeOf(row: PayInRow): Notice {
  const { pay_id: payId, recipient_note: note, user_id: userId } = row;
  return { payId, note, userId, amount: toCents(row.amount) / 100, cancelled: false };
}

/** The documented payload. Only the flat one knows that a payer cancelled. */
export function payloadOf({ payId, note, amount, userId, cancelled }: Notice, form: 'json' | 'flat') {
  const pay_id = Number(payId);
  if (form === 'json') {
    return { ResponseCode: 1, data: { pay_id, note, amount, user_id: userId, status: 'Success' } };
  }
  const outcome = cancelled ? { 'data[Status]': 'cancel' } : { 'data[status]': 'success' };
  return {
    ResponseCode: 1,
    'data[pay_id]': pay_id,
    'data[amount]': amount,
    'data[user_id]': userId,
    ...outcome,
  };
}

/** What travels: the payload in JSON, or, with a key, {"data": "<base64>"} with the JSON inside. */
export function bodyOf(payload: unknown, encryptionKey: string | undefined): string {
  const text = JSON.stringify(payload);
  return encryptionKey === undefined ? text : JSON.stringify({ data: encrypted(text, encryptionKey) });
}

/** A key as documented ("Encryption"): 32 characters. It does not appear in the error. */
export function checkedKey(key: string): string {
  if (Buffer.byteLength(key) === 32) return key;
  throw new InputError('the encryption key does not have 32 characters');
}

/** The settings as they are, where their key encrypts. */
export function checkedSettings(settings: PaymentEndpointSettings): PaymentEndpointSettings {
  if (settings.encryptionKey !== undefined) checkedKey(settings.encryptionKey);
  return settings;
}

/** The account's addresses that a list such as "0,https://…" names; an address of one's own stays. */
export function resolvedUrls(list: string, own: readonly string[]): string[] {
  const named = list.split(',').map((part) => part.trim());
  const parts =
    list.trim() === '' ? own : named.map((part) => (/^\d+$/.test(part) ? own[Number(part)] : part));
  return parts.filter((url) => url !== undefined && url !== '').map(String);
}

function encrypted(text: string, key: string): string {
  // AES-256-CBC with PKCS#7 padding; the first 16 characters of the key are the IV, as documented.
  const cipher = createCipheriv('aes-256-cbc', Buffer.from(key), Buffer.from(key).subarray(0, 16));
  return Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]).toString('base64');
}
