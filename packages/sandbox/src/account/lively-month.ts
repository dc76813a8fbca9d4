import type { Account } from './account.ts';
import type { LinkInput } from './payment-link.ts';
import type { PaymentInput } from './payment.ts';
import type { PayInRow } from './row.ts';
import { daysBefore, hoursEarlier, wallClock } from '../values/wall-clock.ts';

/** How many days before today the month begins, so that all of it lies within the last 30 days. */
const FIRST_DAY = 28;
const METHODS = [null, 'paypal', null, 'Bank Transfer', null] as const;
const CENTS = [1990, 4990, 12_950, 2500, 7900, 34_900, 990, 5925, 18_000, 4210] as const;
const AS_BY_DEFAULT = {
  callbackUrl: '',
  paymentEndpoint: '',
  cancellable: true,
  bankTransfer: true,
  isQrLink: false,
  statement: '',
  encryptionKey: undefined,
};
const OPEN_LINKS = [
  { amount: 24_900, note: 'Invoice 2044' },
  { amount: 5900, note: 'Order 1190' },
  { amount: 129_900, note: 'Deposit, workshop in December' },
];

/** An entry of a list by its place, from the start again after the last one. */
const turn = <T>(list: readonly T[], index: number): T | undefined => list[index % list.length];

const two = (number: number): string => String(number).padStart(2, '0');

/** How many payments a day has: more towards its weekend, none on some days. */
const paymentsOn = (daysAgo: number): number => [2, 1, 3, 0, 2, 4, 3][daysAgo % 7] ?? 0;

function paymentsOfDay(day: string, daysAgo: number): PaymentInput[] {
  return Array.from({ length: paymentsOn(daysAgo) }, (_, index) => {
    const number = daysAgo * 5 + index;
    return {
      amount: (turn(CENTS, number) ?? 0) / 100,
      note: number % 6 === 5 ? `Invoice ${2000 + number}` : `Order ${1000 + number}`,
      at: `${day} ${two(8 + 3 * index)}:${two((number * 7) % 60)}:${two((number * 11) % 60)}`,
      paymentMethod: turn(METHODS, number),
      transactionType: number % 9 === 4 ? 'Split' : 'Basic',
    };
  });
}

/** The Personal QR code at a market stall: three buyers, two of them within one second. */
function marketDay(account: Account, day: string): PaymentInput[] {
  const payId = account.links.personalQr();
  const paid = (amount: number, time: string): PaymentInput => ({
    payId,
    amount,
    note: 'Market stall',
    at: `${day} ${time}`,
    transactionType: 'Personal QR',
  });
  return [paid(6.5, '10:14:09'), paid(6.5, '10:14:09'), paid(18, '11:40:31')];
}

const open = (account: Account, input: Pick<LinkInput, 'amount' | 'note'>, at: string) =>
  account.links.open({ ...AS_BY_DEFAULT, ...input }, at);

/** One payment refunded, one partly, one disputed, one whose dispute was won. */
function answers(
  account: Account,
  [whole, part, lost, won]: readonly PayInRow[],
  day: (n: number) => string,
) {
  if (whole) account.refund(whole.pay_id, { at: `${day(15)} 09:20:00` });
  if (part) account.refund(part.pay_id, { amount: 10, at: `${day(6)} 14:05:12` });
  if (lost) account.dispute(lost.pay_id, { at: `${day(4)} 08:45:30` });
  if (!won) return;
  account.dispute(won.pay_id, { at: `${day(12)} 10:00:00` });
  account.disputeRefund(won.pay_id, { at: `${day(3)} 16:30:45` });
}

/**
 * Adds a month as a small shop has it, the same each time, and all of it within the last 30 days: payments of all
 * methods, a market day with the Personal QR code, refunds, disputes, bank transfers that were entered late, pay-outs, and
 * links that wait, were paid or were cancelled. No Payment Endpoint is called. Gives how many payments it holds.
 */
export function addLivelyMonth(account: Account): number {
  const now = wallClock(account.now());
  const day = (daysAgo: number): string => daysBefore(now.slice(0, 10), daysAgo);
  const days = Array.from({ length: FIRST_DAY }, (_, index) => FIRST_DAY - index);
  const inputs = [
    ...days.flatMap((daysAgo) => paymentsOfDay(day(daysAgo), daysAgo)),
    ...marketDay(account, day(9)),
    // Entered late: their link is younger than those paid after them.
    { amount: 890, note: 'Invoice 2031', at: `${day(19)} 00:00:00`, paymentMethod: 'Bank Transfer' },
    { amount: 74.5, note: 'Invoice 2037', at: `${day(5)} 00:00:00`, paymentMethod: 'Bank Transfer' },
    { amount: 49.9, note: 'Order 1201', at: hoursEarlier(now, 1) },
  ];
  const rows = account.addMany(inputs.length, (index) => inputs[index] ?? { amount: 1 });
  const large = (from: number) =>
    rows.filter((row) => row.created_at < `${day(from)} ` && Number(row.amount) > 40);
  answers(
    account,
    [large(20)[1], large(10)[6], large(8).at(-1), large(16).at(-2)].flatMap((row) => row ?? []),
    day,
  );
  for (const daysAgo of days.filter((one) => one > 1)) {
    for (const { payout_id } of account.payouts.payOutDay(day(daysAgo), `${day(daysAgo - 1)} 02:01:14`))
      if (daysAgo > 4) account.payouts.approve(payout_id);
  }
  for (const [index, input] of OPEN_LINKS.entries()) open(account, input, `${day(index + 1)} 11:19:48`);
  account.links.cancel(open(account, { amount: 9900, note: 'Order 1188' }, `${day(7)} 17:02:10`));
  return rows.length;
}
