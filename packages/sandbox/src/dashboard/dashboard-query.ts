import { Fields } from '../values/fields.ts';
import { InputError } from '../values/input-error.ts';
import { daysBefore } from '../values/wall-clock.ts';

/** The time ranges of the dashboard, and how many days before today each begins. */
const daysBack = { today: 0, '7-days': 6, '30-days': 29, all: undefined } as const;
const ranges = ['today', '7-days', '30-days', 'all'] as const satisfies readonly (keyof typeof daysBack)[];
const tabs = ['pay-in', 'pay-out', 'refunds', 'disputes'] as const;
const statuses = ['Success', 'Refunded', 'Disputed'] as const;

type Range = (typeof ranges)[number];
export type Tab = (typeof tabs)[number];
/** The dashboard's words for the state of a payment. */
type DashboardStatus = (typeof statuses)[number];

/** A query of the dashboard. */
export interface DashboardQuery {
  readonly range: Range;
  readonly tab: Tab;
  /** A part of the note, or of the pay ID, in any case; '' for all. */
  readonly search: string;
  /** '' for all. */
  readonly method: string;
  /** '' for all. */
  readonly status: DashboardStatus | '';
  /** How many rows at most. */
  readonly limit: number;
}

/** Reads the query string of GET /control/dashboard. Whatever is left out or empty is not filtered by. */
export function readDashboardQuery(values: Readonly<Record<string, string>>): DashboardQuery {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const fields = new Fields(given, ['range', 'tab', 'search', 'method', 'status', 'limit']);
  return {
    range: fields.choice('range', ranges) ?? 'all',
    tab: fields.choice('tab', tabs) ?? 'pay-in',
    search: fields.text('search') ?? '',
    method: fields.text('method') ?? '',
    status: fields.choice('status', statuses) ?? '',
    limit: limitOf(fields.text('limit') ?? '100'),
  };
}

/** The wall clock from which on a range shows entries; '' if it shows all. `now` is the wall clock. */
export function startOf(range: Range, now: string): string {
  const days = daysBack[range];
  return days === undefined ? '' : `${daysBefore(now.slice(0, 10), days)} 00:00:00`;
}

function limitOf(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InputError('"limit": expected a whole number of 1 to 99999');
}
