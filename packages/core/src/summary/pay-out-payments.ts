import type { Client } from '../client.ts';
import { faultOf, isReadable, type Listed } from '../entries/listed.ts';
import { amountTexts } from '../entries/mail-texts.ts';
import type { PayIn } from '../entries/pay-in.ts';
import type { PayOut } from '../entries/pay-out.ts';
import { isRealDay } from '../entries/server-time.ts';
import { standingOf } from '../entries/status.ts';
import { idOf } from '../entries/wire.ts';
import { invalidInput, SecPaidError } from '../errors.ts';
import type { Form } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import { valueOf } from '../forms/read-value.ts';
import { decimalOf, minus, numberFrom, plus, ZERO } from './decimal.ts';

/** A pay-out with the entries that it pays out, as far as that can be told. */
export interface PayOutPayments extends PayOut {
  /** The entries of the pay-out's request date that are not still pending, newest first. */
  readonly payments: readonly Listed<PayIn>[];
  readonly payments_count: number;
  /** The sum of their net amounts, in euros. */
  readonly payments_net_amount: number;
  /** That sum less the net amount of the pay-out, in euros; null where one of them is not known. */
  readonly difference: number | null;
  /** A sentence on whether they add up. */
  readonly check: string;
}

/** How long may be read. */
export interface Bounds {
  /** The clock, in milliseconds. */
  readonly clock: () => number;
  /** An instant after which no further page is read. */
  readonly deadline: number;
}

/** The entries of a list, a page at a time. Throws `validation` where time runs out: a part would be the wrong sum. */
async function* inTime<T>(pages: AsyncIterable<T[]>, bounds: Bounds | undefined): AsyncGenerator<T, void> {
  for await (const page of pages) {
    yield* page;
    if (!bounds || bounds.clock() < bounds.deadline) continue;
    throw new SecPaidError('validation', {
      what: 'There is more to read than there is time for.',
      next: 'Use the transaction ID instead of the pay-out ID, or try again later.',
    });
  }
}

/** A pay-out by its ID, also as its approval carries it, or by its transaction ID. */
async function payOutBy(
  { payOuts }: Pick<Client, 'payOuts'>,
  entered: string,
  bounds: Bounds | undefined,
): Promise<PayOut | undefined> {
  const id = entered.replace(/_approved$/, '');
  const isOwnId = /^\d+$/.test(id);
  const query = isOwnId ? {} : { search: id };
  for await (const one of inTime(payOuts.pages(query), bounds)) {
    const found = isOwnId ? idOf(one['payout_id']) === idOf(id) : one['transaction_id'] === id;
    if (!found) continue;
    if (isReadable(one)) return one;
    throw faultOf(one) ?? invalidInput(INPUTS.payOutId.label, entered, INPUTS.payOutId.expected);
  }
  return undefined;
}

const isPending = ({ status, payout_status }: PayIn): boolean =>
  standingOf(status) !== undefined || payout_status?.trim().toLowerCase() === 'pending';

function checkOf(difference: number | null, sum: number, unknown: number): string {
  if (unknown > 0)
    return `${unknown} of the payments have no net amount that can be read, so the sum is not compared.`;
  if (difference === null) return 'SecPaid gives no net amount of the pay-out, so the sum is not compared.';
  if (difference === 0) return 'The net amounts of the payments add up to that of the pay-out.';
  const euros = (amount: number): string => amountTexts(amount, 'EUR').amount_text ?? '';
  const by = `${euros(Math.abs(difference))} ${difference > 0 ? 'more' : 'less'}`;
  return `The net amounts of the payments add up to ${euros(sum)}, ${by} than that of the pay-out: it does not hold exactly these payments.`;
}

async function withPayments(
  { payIns }: Pick<Client, 'payIns'>,
  payOut: PayOut,
  bounds: Bounds | undefined,
): Promise<PayOutPayments> {
  const { request_date: date, net_amount } = payOut;
  if (date === null || !isRealDay(date)) {
    throw new SecPaidError('unexpected-answer', {
      what: `SecPaid gives no request date of pay-out ${payOut.payout_id}, so its payments cannot be told.`,
      next: 'Look it up in SecPaid’s dashboard. If it stays, tell SecPaid’s support.',
    });
  }
  const payments: Listed<PayIn>[] = [];
  for await (const one of inTime(payIns.pages({ date }), bounds)) {
    if (!isReadable(one) || !isPending(one)) payments.push(one);
  }
  const nets = payments.map((one) => (isReadable(one) ? one.net_amount : null)).filter((net) => net !== null);
  const sum = nets.map(decimalOf).reduce(plus, ZERO);
  const unknown = payments.length - nets.length;
  const isKnown = unknown === 0 && net_amount !== null;
  const difference = isKnown ? numberFrom(plus(sum, minus(decimalOf(net_amount)))) : null;
  return {
    ...payOut,
    payments,
    payments_count: payments.length,
    payments_net_amount: numberFrom(sum),
    difference,
    check: checkOf(difference, numberFrom(sum), unknown),
  };
}

/**
 * The pay-out that a form names in `payOutId`, with its payments; none where SecPaid does not know it. SecPaid does not
 * say which payments are in a pay-out: they are joined by its request date, and `check` says whether they add up.
 * @param bounds none where there is time for any list
 * @throws SecPaidError of any kind; `validation` for an empty field, and where time runs out
 */
export async function findPayOut(
  client: Pick<Client, 'payIns' | 'payOuts'>,
  form: Form,
  bounds?: Bounds,
): Promise<PayOutPayments[]> {
  const entered = valueOf(form, 'payOutId', INPUTS.payOutId);
  const { label, expected } = INPUTS.payOutId;
  if (entered === undefined) throw invalidInput(label, '', expected);
  const payOut = await payOutBy(client, entered, bounds);
  return payOut ? [await withPayments(client, payOut, bounds)] : [];
}

/** As `findPayOut`; a pay-out that SecPaid does not know is an error. */
export async function getPayOutPayments(
  client: Pick<Client, 'payIns' | 'payOuts'>,
  form: Form,
): Promise<PayOutPayments[]> {
  const found = await findPayOut(client, form);
  if (found.length > 0) return found;
  throw new SecPaidError('validation', {
    what: 'SecPaid does not know this pay-out.',
    next: `Correct ${INPUTS.payOutId.label} and try again.`,
  });
}
