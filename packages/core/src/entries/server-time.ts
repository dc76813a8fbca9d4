import { tzOffset } from '@date-fns/tz';

/**
 * SecPaid's wall clock, "YYYY-MM-DD HH:MM:SS", local time without offset (getPayInTransactions, created_at).
 * Two of them compare as strings. The envelope's ServerTime names the zone of the answer, not of the row, so it is
 * not used; "CEST"/"CET" there is how we know the zone.
 */
export type WallClock = string;

const ZONE = 'Europe/Berlin';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const asIfUtc = (wall: WallClock): number => Date.parse(`${wall.replace(' ', 'T')}Z`);
const writeWall = (ms: number): WallClock => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

const DATE_TIME =
  /^\d{4}-\d\d-\d\d[ T](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?$/i;
const OFFSET = /[Z+-].*/i;

/** How far an offset such as "+02:00", "-0330" or "Z" is ahead of UTC, in minutes. */
function minutesIn(offset: string): number {
  const digits = offset.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return offset.startsWith('-') ? -minutes : minutes;
}

/**
 * The one spelling of a wall clock that the wire gives, or undefined where it is none or no real time. With an offset
 * or "Z" it is an instant; then it is what SecPaid's wall shows at that instant.
 */
export function parseWallClock(text: unknown): WallClock | undefined {
  if (typeof text !== 'string' || !DATE_TIME.test(text)) return undefined;
  const day = text.slice(0, 10);
  if (!isRealDay(day)) return undefined;
  const wall = `${day} ${text.slice(11, 19)}`;
  const [offset] = OFFSET.exec(text.slice(19)) ?? [];
  if (offset === undefined) return wall;
  const there = wallClockAt(asIfUtc(wall) - minutesIn(offset) * MINUTE);
  return isRealDay(there.slice(0, 10)) ? there : undefined;
}

let lastRealDay: string | undefined;

/** Whether the text is YYYY-MM-DD and that day exists. */
export function isRealDay(day: string): boolean {
  // A page's rows come by day, and a calendar is slow to ask.
  if (day === lastRealDay) return true;
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? asIfUtc(`${day} 00:00:00`) : NaN;
  const isReal = !Number.isNaN(ms) && writeWall(ms).startsWith(day);
  if (isReal) lastRealDay = day;
  return isReal;
}

/** The wall clock `ms` milliseconds later (or earlier) by a clock that never changes over; for windows only. */
export function shiftWallClock(wall: WallClock, ms: number): WallClock {
  return writeWall(asIfUtc(wall) + ms);
}

/** How far `later` is ahead of `earlier` in milliseconds, by a clock that never changes over. */
export function wallClockGap(earlier: WallClock, later: WallClock): number {
  return asIfUtc(later) - asIfUtc(earlier);
}

/** What SecPaid's wall shows at an instant (milliseconds since 1970). */
export function wallClockAt(instant: number): WallClock {
  return writeWall(instant + tzOffset(ZONE, new Date(instant)) * MINUTE);
}

const wholeDayOffsets = new Map<string, number | undefined>();

/** A day's offset in minutes, undefined on the two days a year that have two. Cached: a page has a thousand rows. */
function wholeDayOffset(day: string): number | undefined {
  if (!wholeDayOffsets.has(day)) {
    const [before, after] = offsetsAround(`${day} 12:00:00`);
    wholeDayOffsets.set(day, before === after ? before : undefined);
  }
  return wholeDayOffsets.get(day);
}

const offsetsAround = (wall: WallClock): [number, number] => [
  tzOffset(ZONE, new Date(asIfUtc(wall) - DAY)),
  tzOffset(ZONE, new Date(asIfUtc(wall) + DAY)),
];

/**
 * The offset in minutes at a wall clock. The hour that happens twice in October is read as its first (summer time)
 * and the hour that March skips as winter time: unstated, so we choose what never changes between two answers.
 */
function offsetAt(wall: WallClock): number {
  const whole = wholeDayOffset(wall.slice(0, 10));
  if (whole !== undefined) return whole;
  const [before, after] = offsetsAround(wall);
  const holds = (offset: number): boolean =>
    tzOffset(ZONE, new Date(asIfUtc(wall) - offset * MINUTE)) === offset;
  return !holds(before) && holds(after) ? after : before;
}

/** The instant (milliseconds since 1970) of a wall clock. */
export function instantOf(wall: WallClock): number {
  return asIfUtc(wall) - offsetAt(wall) * MINUTE;
}

/** ISO 8601 with offset, such as 2026-05-20T18:56:08+02:00. */
export function isoWithOffset(wall: WallClock): string {
  // Zones of before 1893 have seconds.
  const offset = Math.round(offsetAt(wall));
  const hours = String(Math.trunc(offset / 60)).padStart(2, '0');
  const minutes = String(offset % 60).padStart(2, '0');
  return `${wall.replace(' ', 'T')}+${hours}:${minutes}`;
}
