import type { UnreadableEntry } from '../entries/listed.ts';
import { fold } from './fold.ts';

type Noted = { readonly recipient_note: string | null } | UnreadableEntry;

const noteOf = ({ recipient_note: note }: Noted): string => (typeof note === 'string' ? note : '');

const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Whether a note is this text; case counts, since order numbers may differ in it alone. */
export const isExactNote = (entry: Noted, note: string): boolean => tidy(noteOf(entry)) === tidy(note);

/** Whether a note is what was searched for, not case-sensitive, as SecPaid's own search. */
const isWhole = (entry: Noted, search: string): boolean => fold(noteOf(entry)) === fold(search);

/**
 * What SecPaid's search found with the entries first whose whole note it is: "Order 1" finds "Order 10" too. Apart from
 * that the order stays.
 */
export function exactNoteFirst<Entry extends Noted>(found: readonly Entry[], search: string): Entry[] {
  const rank = (entry: Entry): number => (isExactNote(entry, search) ? 0 : isWhole(entry, search) ? 1 : 2);
  return [...found].sort((one, other) => rank(one) - rank(other));
}

/** Whether what SecPaid's search found holds an entry whose whole note it is. */
export const hasExactNote = (found: readonly Noted[], search: string): boolean =>
  found.some((entry) => isWhole(entry, search));
