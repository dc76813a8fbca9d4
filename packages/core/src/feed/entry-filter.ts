import { eurosOf } from '../amount.ts';
import { invalidInput } from '../errors.ts';
import { choicesOf, textOf } from '../form.ts';
import { INPUTS } from '../inputs.ts';
import { EVENT_LABELS } from '../labels.ts';
import type { PayIn } from '../pay-in.ts';
import { isOneOf, type PayInEvent } from './filter.ts';

/** Which entries a person wants, as a form hands it over; a blank field sets no bound. */
export interface EntryChoice {
  /** Payments where none is chosen. */
  readonly events?: unknown;
  readonly minAmount?: unknown;
  readonly maxAmount?: unknown;
  readonly noteContains?: unknown;
  readonly paymentMethod?: unknown;
  readonly transactionType?: unknown;
}

const DEFAULT_EVENTS: readonly PayInEvent[] = ['payment'];

const lower = (text: string): string => text.toLowerCase();

function amountOf(field: string, value: unknown): number | undefined {
  const expected = 'an amount in euros, 0 or more, such as 20 or 49.99';
  const amount = eurosOf(field, value, expected);
  if (amount !== undefined && amount < 0) throw invalidInput(field, value, expected);
  return amount;
}

/**
 * Whether an amount is wanted, its sign aside; one that SecPaid does not say is.
 * @throws SecPaidError `validation` for a wrong input
 */
export function amountFilter({
  minAmount,
  maxAmount,
}: Pick<EntryChoice, 'minAmount' | 'maxAmount'>): (entry: { readonly amount: number | null }) => boolean {
  const least = amountOf(INPUTS.minAmount.label, minAmount) ?? 0;
  const most = amountOf(INPUTS.maxAmount.label, maxAmount) ?? Infinity;
  return ({ amount }) => amount === null || (Math.abs(amount) >= least && Math.abs(amount) <= most);
}

/**
 * Whether an entry is wanted. Uses only what never changes after an entry appeared, the payment method aside: what is
 * wanted now was wanted when it was new.
 * @throws SecPaidError `validation` for a wrong input
 */
export function entryFilter(choice: EntryChoice): (payIn: PayIn) => boolean {
  const chosen = choicesOf(INPUTS.events.label, choice.events, EVENT_LABELS);
  const events = chosen.length === 0 ? DEFAULT_EVENTS : chosen;
  const isOfAmount = amountFilter(choice);
  const note = textOf(choice.noteContains);
  const method = textOf(choice.paymentMethod);
  const type = textOf(choice.transactionType);
  return (payIn) =>
    isOneOf(events, payIn) &&
    isOfAmount(payIn) &&
    (note === undefined || lower(payIn.recipient_note ?? '').includes(lower(note))) &&
    (method === undefined || lower(payIn.payment_method ?? '') === lower(method)) &&
    (type === undefined || lower(payIn.transaction_type ?? '') === lower(type));
}
