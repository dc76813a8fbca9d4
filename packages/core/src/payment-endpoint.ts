import { createDecipheriv } from 'node:crypto';
import { checkEncryptionKey } from './endpoints/encryption-key.ts';
import type { PayIns } from './endpoints/pay-ins.ts';
import { SecPaidError } from './errors.ts';
import { isBottom } from './paging/pages.ts';
import { type PayIn, toPayIn } from './entries/pay-in.ts';
import { numberTwins } from './entries/row.ts';
import { MAX_LIMIT } from './paging/pages.ts';
import { isRecord, text } from './entries/wire.ts';

/* A separate entry, @secpaid/core/payment-endpoint: it is the only part that needs node:crypto. */

/** What a call to the Payment Endpoint is good for: a hint where to look. Whoever knows the URL can send one. */
export interface Delivery {
  readonly payId: string;
  /** Whether the call says that nothing was paid: there is nothing to look up then. */
  readonly isCancelled: boolean;
}

/** A call as it came in. */
export interface Call {
  /** As the platform has parsed it; text where it parsed nothing. */
  readonly body: unknown;
  /** The body's own text, where the platform keeps it: it counts where it is JSON, whatever type it was sent under. */
  readonly text?: string | undefined;
  readonly contentType?: string | undefined;
}

const IV_LENGTH = 16;

/** Of a header that anybody can send: its media type alone, never more than a few letters. */
const mediaTypeOf = (contentType: string | undefined): string =>
  /^[\w.+-]{1,40}\/[\w.+-]{1,60}/.exec(contentType ?? '')?.[0] ?? 'none';

function notADelivery(contentType: string | undefined): SecPaidError {
  return new SecPaidError('unexpected-answer', {
    what: `A call came that is not one of SecPaid’s: it names no payment (content type: ${mediaTypeOf(contentType)}).`,
    next: 'Nothing was started. If it was SecPaid’s, tell the makers of this connector.',
  });
}

/** AES-256-CBC with PKCS#7; the initialization vector is the first half of the key (Encryption, How It Works). */
function decrypt(base64: string, key: string): unknown {
  checkEncryptionKey(key);
  try {
    const decipher = createDecipheriv('aes-256-cbc', key, key.slice(0, IV_LENGTH));
    return JSON.parse(decipher.update(base64, 'base64', 'utf8') + decipher.final('utf8'));
  } catch {
    throw new SecPaidError('validation', {
      what: 'An encrypted call came that the encryption key does not open.',
      next: 'Nothing was started. Check the key; if it is right, the call was not SecPaid’s.',
    });
  }
}

/** A body that no parser took: JSON, or a form. */
function readText(body: string): unknown {
  const trimmed = body.trim();
  if (!trimmed.startsWith('{')) return Object.fromEntries(new URLSearchParams(trimmed));
  try {
    return JSON.parse(trimmed);
  } catch {
    return undefined;
  }
}

function contentOf({ body, text: raw = '' }: Call): unknown {
  // A form's parser makes a key of JSON that was sent as a form, as curl does: so the text comes first.
  if (raw.trim().startsWith('{')) return readText(raw);
  if (typeof body === 'string') return readText(body);
  if (!isRecord(body) || Object.keys(body).length === 0) return readText(raw);
  // n8n puts the fields of a multipart form into `data`, its files beside it.
  return isRecord(body['data']) && isRecord(body['files']) ? body['data'] : body;
}

/** Today's form has an object `data`; the older one flat keys, which a form parser may have nested already. */
const fieldOf = (content: Record<string, unknown>, name: string): string | null =>
  text(isRecord(content['data']) ? content['data'][name] : content[`data[${name}]`]);

/**
 * Reads a call to the Payment Endpoint (Payment Endpoint; Encryption): JSON or a form, under any content type. Of all it
 * says only the pay ID is taken, and that nothing was paid: there is no signature, so whether, when and how much was
 * paid is for `confirm` to find out.
 *
 * @param encryptionKey the account's key, where it has one; a call that is not encrypted is read too
 * @throws SecPaidError `unexpected-answer` for what names no payment, `validation` where the key is missing or wrong
 */
export function readDelivery(call: Call, encryptionKey?: string): Delivery {
  const outer = contentOf(call);
  const encrypted = isRecord(outer) && typeof outer['data'] === 'string' ? outer['data'] : undefined;
  if (encrypted !== undefined && !encryptionKey) {
    throw new SecPaidError('validation', {
      what: 'An encrypted call came, but there is no encryption key to read it with.',
      next: 'Nothing was started. Enter the key in the credential, or turn encryption off in SecPaid.',
    });
  }
  // A form's parser reads the plus of base64 as a blank.
  const content =
    encrypted === undefined || !encryptionKey
      ? outer
      : decrypt(encrypted.replaceAll(' ', '+'), encryptionKey);
  const payId = isRecord(content) ? fieldOf(content, 'pay_id') : null;
  if (!isRecord(content) || payId === null || !/^[1-9]\d{0,14}$/.test(payId)) {
    throw notADelivery(call.contentType);
  }
  return {
    payId,
    isCancelled: /^cancel/i.test(fieldOf(content, 'status') ?? fieldOf(content, 'Status') ?? ''),
  };
}

/**
 * What SecPaid itself says of payment links: their entries, newest first, with the ids that New Pay-In gives them; none
 * where the call was a lie, or the payment is not listed yet. One request, however many links: of one link the newest
 * 1000 entries count, of several the newest 1000 of the account.
 * @throws SecPaidError of any kind
 */
export async function confirm(payIns: Pick<PayIns, 'answer'>, payIds: ReadonlySet<string>): Promise<PayIn[]> {
  const [payId] = payIds;
  const one = payIds.size === 1 && payId !== undefined ? { payId } : {};
  const answer = await payIns.answer({ ...one, page: 1, limit: MAX_LIMIT });
  const edge = isBottom(answer) ? undefined : answer.rows.at(-1)?.createdAt;
  // Believed only as far as it is what was asked for; and twins get their numbers where all of a second is there.
  const rows = answer.rows.filter((row) => payIds.has(row.payId) && row.createdAt !== edge);
  return numberTwins(rows).map(toPayIn);
}
