import { invalidInput, SecPaidError } from '../errors.ts';
import { type Form, isBlank } from '../forms/form.ts';
import { INPUTS } from '../forms/inputs.ts';
import { choiceOf, valueOf } from '../forms/read-value.ts';
import { shiftWallClock, wallClockAt, wallClockGap } from '../entries/server-time.ts';
import { checkOrder } from '../endpoints/requests.ts';

const DAY = 24 * 3_600_000;

/** Whole days of SecPaid's calendar, YYYY-MM-DD, both inclusive; as texts they compare like days. */
export interface Days {
  readonly start: string;
  readonly end: string;
}

const noon = (day: string): string => `${day} 12:00:00`;
const shiftDay = (day: string, days: number): string => shiftWallClock(noon(day), days * DAY).slice(0, 10);
const monthStart = (day: string): string => `${day.slice(0, 7)}-01`;

/** What day it is at SecPaid at an instant (milliseconds since 1970). */
export const dayAt = (instant: number): string => wallClockAt(instant).slice(0, 10);

/** How many days `later` is after `earlier`. */
export const daysBetween = (earlier: string, later: string): number =>
  Math.round(wallClockGap(noon(earlier), noon(later)) / DAY);

/** Every day, the last one first. */
export function* eachDayBack({ start, end }: Days): Generator<string, void> {
  for (let day = end; day >= start; day = shiftDay(day, -1)) yield day;
}

/** Every day, the first one first. */
export function* eachDay({ start, end }: Days): Generator<string, void> {
  for (let day = start; day <= end; day = shiftDay(day, 1)) yield day;
}

function dayOf(form: Form, name: 'startDate' | 'endDate'): string {
  const day = valueOf(form, name, INPUTS[name]);
  if (day === undefined) throw invalidInput(INPUTS[name].label, '', INPUTS[name].expected);
  return day;
}

function customRange(form: Form): Days {
  const start = dayOf(form, 'startDate');
  const end = dayOf(form, 'endDate');
  checkOrder(start, end);
  return { start, end };
}

/**
 * The days of the `timeRange` of a form, the last 30 where none is chosen, as on the dashboard; `startDate` and
 * `endDate` count for `custom` only. "Last N days" are N days with today, which the dashboard leaves unstated.
 * @param today the day at SecPaid, YYYY-MM-DD
 * @throws SecPaidError `validation` for an unknown range, a day that is none, and a start after the end
 */
export function daysOf(form: Form, today: string): Days {
  const range = choiceOf(form, 'timeRange', INPUTS.timeRange) ?? 'last30Days';
  switch (range) {
    case 'today':
      return { start: today, end: today };
    case 'yesterday': {
      const yesterday = shiftDay(today, -1);
      return { start: yesterday, end: yesterday };
    }
    case 'last7Days':
      return { start: shiftDay(today, -6), end: today };
    case 'last30Days':
      return { start: shiftDay(today, -29), end: today };
    case 'thisMonth':
      return { start: monthStart(today), end: today };
    case 'lastMonth': {
      const end = shiftDay(monthStart(today), -1);
      return { start: monthStart(end), end };
    }
    case 'custom':
      return customRange(form);
  }
}

/** Before SecPaid, and after anything that it will list. */
export const EVER: Days = { start: '1970-01-01', end: '9999-12-31' };

/**
 * The days that all of the `timeRange`, `startDate` and `endDate` of a form allow; undefined where all are blank. For
 * filters, which are joined with AND: a start without an end reaches up to today.
 * @param today the day at SecPaid, YYYY-MM-DD
 * @throws SecPaidError `validation` for an unknown range, a day that is none, and where no day is left
 */
export function filteredDays(form: Form, today: string): Days | undefined {
  const range = choiceOf(form, 'timeRange', INPUTS.timeRange);
  const start = valueOf(form, 'startDate', INPUTS.startDate) ?? EVER.start;
  const end = valueOf(form, 'endDate', INPUTS.endDate) ?? EVER.end;
  checkOrder(start, end);
  if (range === 'custom' && isBlank(form['startDate']) && isBlank(form['endDate']))
    return daysOf(form, today);
  const days = range === undefined || range === 'custom' ? EVER : daysOf(form, today);
  const both = { start: start > days.start ? start : days.start, end: end < days.end ? end : days.end };
  if (both.start > both.end) {
    throw new SecPaidError('validation', {
      what: `${INPUTS.timeRange.label} ends before ${INPUTS.startDate.label}, or begins after ${INPUTS.endDate.label}.`,
      next: 'Remove one of them. Nothing was sent to SecPaid.',
    });
  }
  return both.start === EVER.start && both.end === EVER.end ? undefined : both;
}
