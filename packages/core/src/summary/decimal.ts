/**
 * A number as it is written in decimal: `digits` × 10^-`places`. Sums of it are exact, as sums of floats are not
 * (0.1 + 0.2), whatever the number of decimals.
 */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

export const ZERO: Decimal = { digits: 0n, places: 0 };

/** The decimal that a finite number is written as: the shortest one that reads back as the same number. */
export function decimalOf(number: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(number).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 };
}

const digitsAt = ({ digits, places }: Decimal, wanted: number): bigint =>
  digits * 10n ** BigInt(wanted - places);

/** The exact sum. */
export function plus(one: Decimal, other: Decimal): Decimal {
  const places = Math.max(one.places, other.places);
  return { digits: digitsAt(one, places) + digitsAt(other, places), places };
}

/** The same with the other sign. */
export const minus = ({ digits, places }: Decimal): Decimal => ({ digits: -digits, places });

/** The number nearest to it; nothing is 0, never -0. */
export const numberFrom = ({ digits, places }: Decimal): number => Number(`${digits}e-${places}`);

/** The share of `count` equal parts, in whole cents, half a cent away from zero. */
export function centsEach({ digits, places }: Decimal, count: number): Decimal {
  const divisor = BigInt(count) * 10n ** BigInt(places);
  const twice = digits * 200n;
  const half = twice < 0n ? -divisor : divisor;
  return { digits: (twice + half) / (2n * divisor), places: 2 };
}
