import { amountTexts } from './mail-texts.ts';
import type { PayIn } from './pay-in.ts';

/** What a payment may turn into in place, without a separate row. */
export type Flip = 'refund' | 'dispute';

const FLIPS: readonly Flip[] = ['refund', 'dispute'];

/** Whether a payment's own row says that it was refunded or disputed: by its flag, or by the dashboard's Status. */
function isFlipped({ kind, status, is_refund, is_dispute }: PayIn, flip: Flip): boolean {
  if (kind !== 'payment') return false;
  const word = status?.trim().toLowerCase();
  return flip === 'refund' ? is_refund || word === 'refunded' : is_dispute || word === 'disputed';
}

/** The id of what a payment turned into. */
export const flipId = (id: string, flip: Flip): string => `${id}_${flip}`;

/**
 * A payment that turned refunded or disputed in place, as a separate entry. How much went back and what the fees were
 * is unstated: the amount is the payment's with its sign turned, and what is unknown is null.
 */
export const flipped = (payment: PayIn, flip: Flip): PayIn => ({
  ...payment,
  id: flipId(payment.id, flip),
  kind: flip,
  amount: 0 - payment.amount,
  ...amountTexts(0 - payment.amount, payment.currency),
  net_amount: null,
  service_fee: null,
  service_fee_psp: null,
});

/**
 * The refunds and disputes that a list says in place only, each beside its payment. One that has a separate row in the
 * list is not among them: each such row stands for one payment of its link, one of its amount first.
 * @param entries those of one list, final ones alone
 */
export function flipsIn(entries: readonly PayIn[]): { readonly payment: PayIn; readonly flip: Flip }[] {
  return FLIPS.flatMap((flip) => {
    const open = entries.filter((entry) => isFlipped(entry, flip));
    for (const { kind, pay_id, amount } of entries) {
      if (kind !== flip) continue;
      const ofLink = open.filter((payment) => payment.pay_id === pay_id);
      const told = ofLink.find((payment) => payment.amount === -amount) ?? ofLink[0];
      if (told) open.splice(open.indexOf(told), 1);
    }
    return open.map((payment) => ({ payment, flip }));
  });
}
