/**
 * A text as we compare it: one spelling of composed letters, one space for any white space, and no case ("ß" is "ss").
 */
export const fold = (text: string): string =>
  text.normalize('NFKC').replace(/\s+/gu, ' ').trim().toUpperCase().toLowerCase().normalize('NFKC');
