import type { ListRow, Numbered } from './row.ts';
import type { SecPaidError } from '../errors.ts';
import { parseWallClock } from './server-time.ts';

/** A row that cannot be read, as the list actions show it: SecPaid's own fields, and what is wrong. */
export interface UnreadableEntry {
  readonly [extra: string]: unknown;
  readonly id: string;
  /** A sentence that names the row and the field. */
  readonly unreadable: string;
}

/** What a list action gives for a row. */
export type Listed<Entry> = Entry | UnreadableEntry;

const faults = new WeakMap<object, SecPaidError>();

/** The entry of a row, or the row itself with what is wrong where it cannot be read. */
export function toListed<R extends ListRow, Entry>(
  numbered: Numbered<R>,
  toEntry: (numbered: Numbered<R>) => Entry,
): Listed<Entry> {
  const { id, row } = numbered;
  if (!row.fault) return toEntry(numbered);
  const entry: UnreadableEntry = { ...row.raw, id, unreadable: row.fault.message };
  faults.set(entry, row.fault);
  return entry;
}

/** Why an entry of a list cannot be read; undefined where it can. */
export const faultOf = (entry: object): SecPaidError | undefined => faults.get(entry);

/** Whether an entry of a list could be read. */
export const isReadable = <Entry extends object>(entry: Listed<Entry>): entry is Entry => !faults.has(entry);

/** The day of a row that cannot be read, YYYY-MM-DD, where its own date can. */
export const dayOfUnreadable = (entry: UnreadableEntry): string | undefined =>
  parseWallClock(entry['created_at'])?.slice(0, 10);
