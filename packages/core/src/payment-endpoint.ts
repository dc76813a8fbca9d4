import { createDecipheriv } from 'node:crypto';
import { checkEncryptionKey } from './encryption-key.ts';
import type { PayIns } from './endpoints/pay-ins.ts';
import { SecPaidError } from './errors.ts';
import { isBottom } from './pages.ts';
import { type PayIn, toPayIn } from './pay-in.ts';
import { numberTwins } from './row.ts';
import { MAX_LIMIT } from './validation.ts';
import { isRecord, text } from './wire.ts';

/* An entry of its own, @secpaid/core/payment-endpoint: it is the only part that needs node:crypto. */

/** What a call to the Payment Endpoint is good for: a hint where to look. Whoever knows the URL can send one. */
export interface Delivery {
  readonly payId: string;
}

const IV_LENGTH = 16;

function notADelivery(): SecPaidError {
  return new SecPaidError('unexpected-answer', {
    what: 'A call came that is not one of SecPaid’s: it names no payment.',
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

/** Today's form has an object `data`; the older one flat keys, which a form parser may have nested already. */
function payIdIn(body: unknown): string | undefined {
  if (!isRecord(body)) return undefined;
  const payId = text(isRecord(body['data']) ? body['data']['pay_id'] : body['data[pay_id]']);
  return payId !== null && /^[1-9]\d{0,14}$/.test(payId) ? payId : undefined;
}

/**
 * Reads a call to the Payment Endpoint (Payment Endpoint; Encryption), a body of JSON or of a form as the platform has
 * parsed it. Of all it says only the pay ID is taken, also where the payment was cancelled: there is no signature, so
 * whether, when and how much was paid is for `confirm` to find out.
 *
 * @param encryptionKey the account's key, where it has one; a call that is not encrypted is read all the same
 * @throws SecPaidError `unexpected-answer` for what names no payment, `validation` where the key is missing or wrong
 */
export function readDelivery(body: unknown, encryptionKey?: string): Delivery {
  const encrypted = isRecord(body) && typeof body['data'] === 'string' ? body['data'] : undefined;
  if (encrypted !== undefined && !encryptionKey) {
    throw new SecPaidError('validation', {
      what: 'An encrypted call came, but there is no encryption key to read it with.',
      next: 'Nothing was started. Enter the key in the credential, or turn encryption off in SecPaid.',
    });
  }
  const payId = payIdIn(encrypted === undefined || !encryptionKey ? body : decrypt(encrypted, encryptionKey));
  if (payId === undefined) throw notADelivery();
  return { payId };
}

/**
 * What SecPaid itself says of a payment link: its entries, newest first, with the ids that New Pay-In gives them; none
 * where the call was a lie, or the payment is not listed yet. One request: of a Personal QR link with more than 1000
 * entries the newest come.
 * @throws SecPaidError of any kind
 */
export async function confirm(payIns: Pick<PayIns, 'answer'>, { payId }: Delivery): Promise<PayIn[]> {
  const answer = await payIns.answer({ payId, page: 1, limit: MAX_LIMIT });
  const edge = isBottom(answer) ? undefined : answer.rows.at(-1)?.createdAt;
  // Believed only as far as it is what was asked for; and twins get their numbers where all of a second is there.
  const rows = answer.rows.filter((row) => row.payId === payId && row.createdAt !== edge);
  return numberTwins(rows).map(toPayIn);
}
