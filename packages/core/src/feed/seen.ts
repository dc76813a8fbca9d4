import type { Numbered } from '../row.ts';
import type { WallClock } from '../server-time.ts';

/** The identities in the state: by day ("YYYY-MM-DD"), eleven characters an entry: three of time, eight of hash. */
export type StoredSeen = Readonly<Record<string, string>>;

const TIME = 3;
const RECORD = TIME + 8;
/** In the order of their character codes, so that records sort by time as they stand. */
const DIGITS = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

const digit = (value: number): string => DIGITS.charAt(value & 63);

/** 24 bits as four characters. */
const write24 = (bits: number): string =>
  digit(bits >>> 18) + digit(bits >>> 12) + digit(bits >>> 6) + digit(bits);

/**
 * 48 bits of the id (cyrb53, by bryc, public domain). Two entries are mistaken for one only where they also share the
 * second, so even a second with a thousand payments is safe to one in 500 million.
 */
function hash(id: string): string {
  let h1 = 0xdeadbeef;
  let h2 = 0x41c6ce57;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    h1 = Math.imul(h1 ^ code, 2654435761);
    h2 = Math.imul(h2 ^ code, 1597334677);
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return write24(h1 & 0xffffff) + write24(h2 & 0xffffff);
}

/** The time of day in three characters. */
function writeTime(wall: WallClock): string {
  const second =
    Number(wall.slice(11, 13)) * 3600 + Number(wall.slice(14, 16)) * 60 + Number(wall.slice(17, 19));
  return digit(second >>> 12) + digit(second >>> 6) + digit(second);
}

function readTime(record: string): string {
  const value = (at: number): number => DIGITS.indexOf(record.charAt(at));
  const second = value(0) * 4096 + value(1) * 64 + value(2);
  const two = (part: number): string => String(Math.floor(part)).padStart(2, '0');
  return `${two(second / 3600)}:${two((second / 60) % 60)}:${two(second % 60)}`;
}

/** The day and the time's three characters; '', before all time, is earlier than any day. */
const split = (wall: WallClock): [day: string, time: string] => [wall.slice(0, 10), writeTime(wall)];

/** The identities that the feed remembers, compact enough to be stored with every poll. */
export class Seen {
  readonly #days = new Map<string, Set<string>>();

  /** Reads what `toJSON` wrote. */
  constructor(stored: StoredSeen) {
    for (const [day, records] of Object.entries(stored)) {
      const set = new Set<string>();
      for (let at = 0; at < records.length; at += RECORD) set.add(records.slice(at, at + RECORD));
      this.#days.set(day, set);
    }
  }

  get size(): number {
    return [...this.#days.values()].reduce((sum, records) => sum + records.size, 0);
  }

  has({ id, row }: Numbered): boolean {
    const records = this.#days.get(row.createdAt.slice(0, 10));
    return records?.has(writeTime(row.createdAt) + hash(id)) ?? false;
  }

  add({ id, row }: Numbered): void {
    const day = row.createdAt.slice(0, 10);
    const records = this.#days.get(day) ?? new Set<string>();
    this.#days.set(day, records.add(writeTime(row.createdAt) + hash(id)));
  }

  /** How many are not older than a wall clock. */
  countSince(floor: WallClock): number {
    const [day, time] = split(floor);
    let count = 0;
    for (const [other, records] of this.#days) {
      if (other > day) count += records.size;
      else if (other === day) count += [...records].filter((record) => record >= time).length;
    }
    return count;
  }

  /** Forgets all that is older than a wall clock. */
  dropBefore(floor: WallClock): void {
    const [day, time] = split(floor);
    for (const [other, records] of this.#days) {
      if (other > day) continue;
      for (const record of records) if (other < day || record < time) records.delete(record);
      if (records.size === 0) this.#days.delete(other);
    }
  }

  /** The wall clock of the n-th newest, or undefined where there are fewer. */
  nthNewest(n: number): WallClock | undefined {
    let left = n;
    for (const day of [...this.#days.keys()].sort().reverse()) {
      const records = [...(this.#days.get(day) ?? [])];
      const record = records.length < left ? undefined : records.sort().at(-left);
      if (record !== undefined) return `${day} ${readTime(record)}`;
      left -= records.length;
    }
    return undefined;
  }

  toJSON(): StoredSeen {
    return Object.fromEntries([...this.#days].map(([day, records]) => [day, [...records].join('')]));
  }
}
