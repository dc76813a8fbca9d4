import { digit, hash, valueOf } from '../entries/hash.ts';
import type { Numbered } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';

/** The identities in the state, by day ("YYYY-MM-DD"). An entry takes eleven characters: three of time, eight of hash. */
export type StoredSeen = Readonly<Record<string, string>>;

const TIME = 3;
const RECORD = TIME + 8;

/** The time of day in three characters. */
function writeTime(wall: WallClock): string {
  const second =
    Number(wall.slice(11, 13)) * 3600 + Number(wall.slice(14, 16)) * 60 + Number(wall.slice(17, 19));
  return digit(second >>> 12) + digit(second >>> 6) + digit(second);
}

function readTime(record: string): string {
  const value = (at: number): number => valueOf(record.charAt(at));
  const second = value(0) * 4096 + value(1) * 64 + value(2);
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return `${two(second / 3600)}:${two((second / 60) % 60)}:${two(second % 60)}`;
}

/** The day and the time's three characters; '', before all time, is earlier than any day. */
const split = (wall: WallClock): [day: string, time: string] => [wall.slice(0, 10), writeTime(wall)];

/** The part of a stored state that says which entries are remembered. */
export interface Memory {
  readonly seen: StoredSeen;
  /**
   * Part of each hash, so that nobody can make two payments of one second with the same hash. Without a salt, two such
   * amounts of one Personal QR were found in 13 s.
   */
  readonly salt: string;
  /** Entries up to this wall clock may have been remembered without a salt, by version 1; '' if none were. */
  readonly unsaltedUntil: WallClock;
}

/** The identities that the feed remembers, compact enough to store with every poll. */
export class Seen {
  readonly #days = new Map<string, Set<string>>();
  readonly #salt: string;
  readonly #unsaltedUntil: WallClock;

  constructor({ seen, salt, unsaltedUntil }: Memory) {
    this.#salt = salt;
    this.#unsaltedUntil = unsaltedUntil;
    for (const [day, records] of Object.entries(seen)) {
      const set = new Set<string>();
      for (let at = 0; at < records.length; at += RECORD) set.add(records.slice(at, at + RECORD));
      this.#days.set(day, set);
    }
  }

  /** Hashes the identity, not the id: its spelling may change ("99296", "0099296"). */
  #record({ id, row }: Numbered): string {
    const identity = row.match + id.slice(row.key.length);
    return writeTime(row.createdAt) + hash(`${this.#salt} ${identity}`);
  }

  get size(): number {
    return [...this.#days.values()].reduce((sum, records) => sum + records.size, 0);
  }

  /** The record under which an entry is remembered here. */
  #find(numbered: Numbered): string | undefined {
    const { id, row } = numbered;
    const records = this.#days.get(row.createdAt.slice(0, 10));
    if (!records) return undefined;
    const unsalted = row.createdAt <= this.#unsaltedUntil ? [writeTime(row.createdAt) + hash(id)] : [];
    return [...unsalted, this.#record(numbered)].find((record) => records.has(record));
  }

  has(numbered: Numbered): boolean {
    return this.#find(numbered) !== undefined;
  }

  #put(day: string, record: string): void {
    const records = this.#days.get(day) ?? new Set<string>();
    this.#days.set(day, records.add(record));
  }

  add(numbered: Numbered): void {
    this.#put(numbered.row.createdAt.slice(0, 10), this.#record(numbered));
  }

  /** Copies the record of an entry from another memory, if it has one. */
  addFrom(other: Seen, numbered: Numbered): void {
    const record = other.#find(numbered);
    if (record !== undefined) this.#put(numbered.row.createdAt.slice(0, 10), record);
  }

  /** This memory without the entries of another one. */
  without(other: Seen): Seen {
    const left = new Seen({ seen: {}, salt: this.#salt, unsaltedUntil: this.#unsaltedUntil });
    for (const [day, records] of this.#days) {
      const others = other.#days.get(day);
      // Copying a whole set is much faster than going through it.
      const rest = new Set(others ? [...records].filter((record) => !others.has(record)) : records);
      if (rest.size > 0) left.#days.set(day, rest);
    }
    return left;
  }

  /** How many entries are not older than a wall clock. */
  countSince(floor: WallClock): number {
    const [day, time] = split(floor);
    let count = 0;
    for (const [other, records] of this.#days) {
      if (other > day) count += records.size;
      else if (other === day) count += [...records].filter((record) => record >= time).length;
    }
    return count;
  }

  /** Forgets entries older than a wall clock. */
  dropBefore(floor: WallClock): void {
    this.dropBetween('', floor);
  }

  /** Forgets entries from `from` on that are older than `to`. */
  dropBetween(from: WallClock, to: WallClock | undefined): void {
    const [first, begin] = split(from);
    const [last, end] = split(to ?? '9999-12-31 23:59:59');
    for (const [day, records] of this.#days) {
      if (day < first || day > last) continue;
      for (const record of records) {
        if ((day > first || record >= begin) && (day < last || record < end)) records.delete(record);
      }
      if (records.size === 0) this.#days.delete(day);
    }
  }

  /** What is remembered of each day, the newest day first. */
  #newestDays(): [day: string, records: Set<string>][] {
    return [...this.#days].sort(([a], [b]) => (a < b ? 1 : -1));
  }

  /** Forgets all but the n newest. */
  keepNewest(n: number): void {
    let left = n;
    for (const [day, set] of this.#newestDays()) {
      const records = [...set].sort();
      const kept = records.slice(Math.max(0, records.length - left));
      if (kept.length === 0) this.#days.delete(day);
      else this.#days.set(day, new Set(kept));
      left -= kept.length;
    }
  }

  /** The wall clock of the n-th newest entry; undefined if there are fewer. */
  nthNewest(n: number): WallClock | undefined {
    let left = n;
    for (const [day, records] of this.#newestDays()) {
      const record = records.size < left ? undefined : [...records].sort().at(-left);
      if (record !== undefined) return `${day} ${readTime(record)}`;
      left -= records.size;
    }
    return undefined;
  }

  toJSON(): StoredSeen {
    return Object.fromEntries([...this.#days].map(([day, records]) => [day, [...records].join('')]));
  }
}
