import { invalidInput, SecPaidError } from '../errors.ts';
import { fold } from './fold.ts';
import type { Form } from './form.ts';
import { INPUTS } from './inputs.ts';
import type { PayIn } from '../entries/pay-in.ts';
import { choicesOf, valueOf } from './read-value.ts';
import { isOneOf, type PayInEvent } from './events.ts';

const DEFAULT_EVENTS: readonly PayInEvent[] = ['payment'];

function boundOf(form: Form, name: 'minAmount' | 'maxAmount'): number | undefined {
  const { label, expected } = INPUTS[name];
  const amount = valueOf(form, name, INPUTS[name]);
  if (amount !== undefined && amount < 0) throw invalidInput(label, amount, expected);
  return amount;
}

/** Throws `validation` for bounds that no amount keeps. */
function checkBounds(least: number, most: number): void {
  const { minAmount, maxAmount } = INPUTS;
  if (most === 0) {
    throw new SecPaidError('validation', {
      what: `${maxAmount.label} is 0, so no entry would match.`,
      next: `Enter an amount, or remove the filter ${maxAmount.label}. Nothing was sent to SecPaid.`,
    });
  }
  if (least <= most) return;
  throw new SecPaidError('validation', {
    what: `${minAmount.label} (${least}) is above ${maxAmount.label} (${most}), so no entry would match.`,
    next: 'Swap the two and try again. Nothing was sent to SecPaid.',
  });
}

/**
 * Whether an amount is between the `minAmount` and `maxAmount` of a form, its sign aside; one that SecPaid does not say
 * is. A blank field sets no limit.
 * @throws SecPaidError `validation` for a wrong input
 */
export function amountFilter(form: Form): (entry: { readonly amount: number | null }) => boolean {
  const least = boundOf(form, 'minAmount') ?? 0;
  const most = boundOf(form, 'maxAmount') ?? Infinity;
  checkBounds(least, most);
  return ({ amount }) => amount === null || (Math.abs(amount) >= least && Math.abs(amount) <= most);
}

/** The filters on what an entry says; `text` is folded. */
const TEXT_FILTERS = [
  ['noteContains', (payIn: PayIn, text: string) => fold(payIn.recipient_note ?? '').includes(text)],
  [
    'paymentMethod',
    (payIn: PayIn, text: string) => payIn.kind !== 'payment' || fold(payIn.payment_method ?? '') === text,
  ],
  ['transactionType', (payIn: PayIn, text: string) => fold(payIn.transaction_type ?? '') === text],
] as const;

/** What the triggers' forms filter entries by, each an input of that name. */
export const ENTRY_FILTERS = ['minAmount', 'maxAmount', ...TEXT_FILTERS.map(([name]) => name)] as const;

/**
 * Whether an entry is what a form's amounts, `noteContains`, `paymentMethod` and `transactionType` want. Uses only what
 * never changes after an entry appeared, the payment method aside: what is wanted now was wanted when it was new.
 * @throws SecPaidError `validation` for a wrong input
 */
export function fieldFilter(form: Form): (payIn: PayIn) => boolean {
  const isOfAmount = amountFilter(form);
  const texts = TEXT_FILTERS.map(
    ([name, fits]) => [fold(valueOf(form, name, INPUTS[name]) ?? ''), fits] as const,
  ).filter(([text]) => text !== '');
  return (payIn) => isOfAmount(payIn) && texts.every(([text, fits]) => fits(payIn, text));
}

/**
 * Whether a form wants an entry, by its `events` (payments where none is chosen) and by its fields.
 * @throws SecPaidError `validation` for a wrong input
 */
export function entryFilter(form: Form): (payIn: PayIn) => boolean {
  const chosen = choicesOf(form, 'events', INPUTS.events);
  const events = chosen.length === 0 ? DEFAULT_EVENTS : chosen;
  const fits = fieldFilter(form);
  return (payIn) => isOneOf(events, payIn) && fits(payIn);
}
