import { InputError } from '../values/input-error.ts';
import { toCents } from '../values/money.ts';
import { owner } from './row.ts';

export const splitTypes = ['normal', 'absolute'] as const;

/** Who gets what of a split link. */
export interface Split {
  /** normal: shares are percentages; absolute: they are euros. */
  readonly type: (typeof splitTypes)[number];
  readonly recipients: readonly Recipient[];
}

interface Recipient {
  readonly token: string;
  readonly share: number;
}

/** Whom a link can be split with: the documentation's samples name such accounts. Nothing arrives there. */
const partners: readonly string[] = ['testuser-a', 'testuser-b'];

/**
 * Throws what SecPaid refuses: an unknown recipient in the documented words, the rest in our own. Whether percentages
 * have to add up to 100 is documented both ways; here the owner keeps what is left.
 * @param amount the link's, in cents
 */
export function checkSplit({ type, recipients }: Split, amount: number): void {
  if (recipients.length === 0) throw new InputError('Recipients are required');
  recipients.forEach(({ token }, index) => {
    if (token === owner.recipientToken) throw new InputError('You cannot add your own token as a recipient');
    if (!partners.includes(token)) throw new InputError(`Invalid recipient token at index ${index}`);
  });
  const most = type === 'normal' ? 100 : amount / 100;
  const total = recipients.reduce((sum, { share }) => sum + share, 0);
  if (recipients.some(({ share }) => !(share >= 0)) || total > most + 1e-9) {
    throw new InputError(`The shares must be 0 or more and add up to ${most} at most`);
  }
}

/** The owner's own part of a split link's amount, in cents. */
export function ownShare({ type, recipients }: Split, amount: number): number {
  const cents = (share: number): number =>
    type === 'normal' ? Math.round((amount * share) / 100) : toCents(share);
  return recipients.reduce((left, { share }) => left - cents(share), amount);
}
