import { InputError } from './input-error.ts';

/** Euros with at most two decimals, as a number or as the API writes them. */
export type Money = number | string;

/** Whole cents, in which everything is computed: 0.1 + 0.2 must not become 0.30000000000000004. */
export function toCents(amount: Money): number {
  const cents =
    typeof amount === 'string' && !/^-?\d+(\.\d{1,2})?$/.test(amount)
      ? NaN
      : Math.round(Number(amount) * 100);
  const exact = Math.abs(Number(amount) * 100 - cents) < 1e-4;
  if (exact && Number.isSafeInteger(cents)) return cents;
  throw new InputError(
    `"${amount}" is not an amount: expected euros with at most two decimals, such as 49.99`,
  );
}

/** Cents of an amount that money can arrive with; zero and less are refused, as createLink does. */
export function toPositiveCents(amount: Money): number {
  const cents = toCents(amount);
  if (cents > 0) return cents;
  throw new InputError(`"${amount}" is not above zero: a payment, refund or dispute takes a positive amount`);
}

/** Cents as the API writes amounts: "88.19", "-0.10". */
export function toWire(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Both fees in cents. SecPaid's price list is not part of its API; these are near the documented samples. */
export interface Fees {
  readonly service: number;
  readonly psp: number;
}

/** Fees of a payment; together never more than the payment itself. */
export function paymentFees(amount: number, paymentMethod: string | null): Fees {
  const service = Math.round(amount * 0.015);
  const psp = paymentMethod === 'Bank Transfer' ? 20 : 25 + Math.round(amount * 0.019);
  return { service, psp: Math.min(psp, amount - service) };
}

/** Fees of a refund: the platform's share comes back (so it is negative), the processor keeps its own. */
export function refundFees(amount: number): Fees {
  return { service: -Math.round(amount * 0.015), psp: 0 };
}

/** What costs nothing. */
export function noFees(): Fees {
  return { service: 0, psp: 0 };
}
