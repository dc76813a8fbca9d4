import { invalidInput } from '../errors.ts';
import type { TypedInput } from './input.ts';
import { isRealDay, wallClockAt } from '../entries/server-time.ts';
import { textOf } from './text.ts';

/** "2026-05-20", "2026-05-20 18:56:08", "2026-05-20T18:56:08.000+02:00", as Luxon, JavaScript and SecPaid write it. */
const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/i;

const isCallable = (value: unknown): value is () => unknown => typeof value === 'function';

/** n8n hands over $now as a Luxon DateTime, and new Date() as a Date; both write themselves as ISO 8601. */
function written(value: unknown): unknown {
  const { toISO, toJSON } = Object(value) as { readonly toISO?: unknown; readonly toJSON?: unknown };
  const write = isCallable(toISO) ? toISO : toJSON;
  return isCallable(write) ? write.call(value) : value;
}

/**
 * A day as a form hands it over, YYYY-MM-DD; undefined where it is empty. A plain day, or midnight in any zone, stays
 * the day that is written; any other instant is its day at SecPaid (Europe/Berlin).
 * @throws SecPaidError `validation` for what is no real day
 */
export function dayFrom(input: TypedInput, value: unknown): string | undefined {
  const refused = invalidInput(input.label, value, input.expected);
  const entered = written(value);
  if (typeof entered !== 'string') throw refused;
  const text = textOf(input, entered);
  if (text === undefined) return undefined;
  const [, day = '', time = '00:00', seconds = '00', offset] = ISO.exec(text) ?? [];
  const instant = Date.parse(`${day}T${time}:${seconds}${offset?.replace(/^(...)(\d\d)$/, '$1:$2') ?? 'Z'}`);
  if (!isRealDay(day) || Number.isNaN(instant)) throw refused;
  const isMidnight = time === '00:00' && seconds === '00';
  return offset === undefined || isMidnight ? day : wallClockAt(instant).slice(0, 10);
}
