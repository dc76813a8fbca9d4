/** In the order of their character codes, so that texts of them sort as the numbers do. */
const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/** Six bits as a character. */
export const digit = (value: number): string => DIGITS.charAt(value & 63);

/** What `digit` wrote. */
export const valueOf = (character: string): number => DIGITS.indexOf(character);

/** 24 bits as four characters. */
const write24 = (bits: number): string =>
  digit(bits >>> 18) + digit(bits >>> 12) + digit(bits >>> 6) + digit(bits);

/** 48 bits of a text as eight characters (cyrb53, by bryc, public domain). Not for secrets that can be guessed. */
export function hash(text: string): string {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return write24(h1 & 0xffffff) + write24(h2 & 0xffffff);
}

/** Eight random characters: nobody who does not know them can make two texts of one hash. */
export function newSalt(random: () => number): string {
  return write24(Math.floor(random() * 0x1000000)) + write24(Math.floor(random() * 0x1000000));
}
