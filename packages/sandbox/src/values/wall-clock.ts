import { InputError } from './input-error.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const berlin = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Berlin', timeZoneName: 'longOffset' });

// Berlin's offset only ever changes on a full hour, so one Intl call an hour is enough: bulk tests
// read the clock a hundred thousand times.
let lastHour = { hour: NaN, offset: 0 };

function offsetOf(instant: number): number {
  const hour = Math.floor(instant / HOUR);
  if (hour !== lastHour.hour) {
    const name = berlin.formatToParts(hour * HOUR).find((part) => part.type === 'timeZoneName')?.value ?? '';
    lastHour = { hour, offset: name === 'GMT+02:00' ? 2 * HOUR : HOUR };
  }
  return lastHour.offset;
}

/** The server's wall clock at an instant: Berlin's local time as "YYYY-MM-DD HH:MM:SS", without an offset. */
export function wallClock(instant: number): string {
  return new Date(instant + offsetOf(instant)).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant at which Berlin's wall clock shows a time; if it does so twice, the first one. */
export function instantOf(clock: string): number {
  const asUtc = Date.parse(`${clock.replace(' ', 'T')}Z`);
  return asUtc - offsetOf(asUtc - 2 * HOUR);
}

/** Berlin's offset at an instant, "+02:00". */
export function offsetText(instant: number): string {
  return `+0${offsetOf(instant) / HOUR}:00`;
}

/** A wall clock some hours before another, as if neither ever changed its offset. */
export function hoursEarlier(clock: string, hours: number): string {
  const moved = new Date(Date.parse(`${clock.replace(' ', 'T')}Z`) - hours * HOUR);
  return moved.toISOString().slice(0, 19).replace('T', ' ');
}

/** The zone's abbreviation at an instant, as the envelope's ServerTime gives it. */
export function zoneOf(instant: number): 'CEST' | 'CET' {
  return offsetOf(instant) === 2 * HOUR ? 'CEST' : 'CET';
}

/** Whether a text is a day that exists, written YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
}

/** Whether a text is a month, written YYYY-MM. */
export const isMonth = (text: string): boolean => /^\d{4}-\d\d$/.test(text) && isDay(`${text}-01`);

/** The day that lies `days` before (or, negative, after) a day. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);
}

/** The same time of day, `days` before a wall clock. */
export function daysEarlier(clock: string, days: number): string {
  return `${daysBefore(clock.slice(0, 10), days)} ${clock.slice(11)}`;
}

/** Gives a wall clock back as it is, or says how one is written. */
export function checkedWallClock(text: string): string {
  const [day = '', time = ''] = text.split(' ');
  if (text.length === 19 && isDay(day) && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time)) return text;
  throw new InputError(`"${text}" is not a wall clock: expected local time as "YYYY-MM-DD HH:MM:SS"`);
}
