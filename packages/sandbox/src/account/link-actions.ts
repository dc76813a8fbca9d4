import type { Account } from './account.ts';
import { InputError } from '../values/input-error.ts';
import { toWire } from '../values/money.ts';
import { isFinal, isPayment, type PaymentInput } from './payment.ts';
import type { PaymentLink } from './payment-link.ts';
import type { PayInRow } from './row.ts';
import { ownShare } from './split.ts';

/** A link that waits to be paid; for any other, SecPaid's documented words on why it is none. */
function openLink(account: Account, id: string): PaymentLink {
  const link = account.links.find(id);
  if (link && !link.cancelled) return link;
  if (link) throw new InputError('Link is cancelled');
  throw new InputError(isUsed(account, id) ? 'This link is already used' : 'Invalid link ID');
}

/** A payer pays a link, with its amount and under its note. Of a split link the account lists its own share. */
export function payLink(account: Account, id: string, input: Omit<PaymentInput, 'amount'> = {}): PayInRow {
  const { amount, note, split } = openLink(account, id);
  if (split === undefined) return account.pay({ ...input, payId: id, amount: toWire(amount), note });
  const own = toWire(ownShare(split, amount));
  return account.pay({ ...input, payId: id, amount: own, note, transactionType: 'Split' });
}

/** A payer presses the button that cancels, if the link has one. */
export function cancelLink(account: Account, id: string): PaymentLink {
  const link = openLink(account, id);
  if (!link.cancellable)
    throw new InputError('this link cannot be cancelled: it was made with cancellable false');
  return account.links.cancel(link);
}

/** The account's owner deletes a link that nobody paid. */
export function deleteLink(account: Account, id: string): void {
  if (!account.links.find(id)) openLink(account, id);
  account.links.remove(id);
}

/** The payments that used up a link, newest first. The Personal QR link is never used up. */
export function linkPayments(account: Account): PayInRow[] {
  const seen = new Set<string>();
  return account.rows().filter((row) => {
    if (!isPayment(row) || !isFinal(row)) return false;
    if (row.transaction_type === 'Personal QR' || seen.has(row.pay_id)) return false;
    seen.add(row.pay_id);
    return true;
  });
}

function isUsed(account: Account, id: string): boolean {
  return account.list({ pay_id: id, limit: 1 }).length > 0;
}
