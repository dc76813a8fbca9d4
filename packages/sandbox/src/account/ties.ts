/** Gives a row, by its serial number, its place among the rows of the same second. Smaller comes first. */
export type TieOrder = (serial: number) => number;

/** Ties by entry, the newest first, in every request alike. */
export const steadyTies: TieOrder = (serial) => -serial;

/**
 * Ties in an order that belongs to one request: the same within it, so an answer never holds a row twice,
 * and another one for the next, because SecPaid states no order for them.
 */
export function shuffledTies(seed: number, request: number): TieOrder {
  const salt = mix(seed ^ mix(request));
  return (serial) => mix(serial ^ salt);
}

/** A bijection on 32-bit integers (the finalizer of MurmurHash3): two serials never share a place. */
function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
