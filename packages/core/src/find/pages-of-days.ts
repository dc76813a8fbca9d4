import { dayOfUnreadable, isReadable, type Listed } from '../entries/listed.ts';
import type { PayIn } from '../entries/pay-in.ts';
import type { PayIns } from '../endpoints/pay-ins.ts';
import type { PayInQuery } from '../endpoints/requests.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import { type Days, daysBetween, eachDayBack, EVER } from './days.ts';

type Page = readonly Listed<PayIn>[];

/** Further back than SecPaid lets us ask for, no limit is set. */
const LONGEST_SINCE = 36_500;

/** The server's own day of an entry, as far as it can be told. */
const dayOf = (entry: Listed<PayIn>): string | undefined =>
  isReadable(entry) ? entry.created_at.slice(0, 10) : dayOfUnreadable(entry);

function lastDayOf(page: Page): string | undefined {
  const last = page.findLast((entry) => dayOf(entry) !== undefined);
  return last && dayOf(last);
}

/**
 * What to ask for. From which hour "the last N days" count, and in which zone, is unstated: a day more on either side is
 * asked for, and cut off by created_at. The entries of one payment link are few.
 */
function queryFor(query: PayInQuery, { start }: Days, today: string): PayInQuery {
  if (query.payId !== undefined || query.date !== undefined) return query;
  const since = Math.max(daysBetween(start, today), 0) + 2;
  if (start === EVER.start || since > LONGEST_SINCE) return query;
  return { ...query, since: query.since ? Math.min(query.since, since) : since };
}

/** Whether one request for each day takes fewer than walking on, as far as the first page of the walk tells. */
function isFasterByDay(first: Page, { start, end }: Days, today: string): boolean {
  const reached = lastDayOf(first);
  if (first.length < MAX_LIMIT || reached === undefined || reached <= start) return false;
  const perDay = first.length / (daysBetween(reached, today) + 1);
  const days = daysBetween(start, end < reached ? end : reached) + 1;
  const walk = (daysBetween(start, reached) * perDay) / MAX_LIMIT;
  return days * Math.ceil(perDay / MAX_LIMIT) < walk;
}

/**
 * The entries of certain days, newest first, a page at a time, in as few requests as SecPaid's filters allow. There is
 * no filter for an end, so they are walked down to from today; where a long way is left to days of long ago, those are
 * asked for one by one. Pages reach over the days on either side.
 * @param pageSize what the caller expects to need
 * @param today the day at SecPaid, YYYY-MM-DD
 */
export async function* pagesOfDays(
  payIns: Pick<PayIns, 'pages'>,
  days: Days,
  { query = {}, pageSize = MAX_LIMIT, today }: { query?: PayInQuery; pageSize?: number; today: string },
): AsyncGenerator<Listed<PayIn>[], void> {
  const asked = queryFor(query, days, today);
  const isWalk = asked.date === undefined && asked.payId === undefined;
  const size = isWalk && days.end < today ? MAX_LIMIT : pageSize;
  let isFirst = true;
  for await (const page of payIns.pages(asked, size, (last) => last.slice(0, 10) >= days.start)) {
    yield page;
    const reached = lastDayOf(page);
    if (reached !== undefined && reached < days.start) return;
    if (isFirst && isWalk && days.start !== EVER.start && isFasterByDay(page, days, today)) {
      yield* oneByOne(payIns, asked, days, page);
      return;
    }
    isFirst = false;
  }
}

/** The rest of the days, below a first page that was full: so a page that is shorter is known to be whole. */
async function* oneByOne(
  payIns: Pick<PayIns, 'pages'>,
  query: PayInQuery,
  { start, end }: Days,
  first: Page,
): AsyncGenerator<Listed<PayIn>[], void> {
  const given = new Set(first.map(({ id }) => id));
  const reached = lastDayOf(first) ?? end;
  for (const date of eachDayBack({ start, end: end < reached ? end : reached })) {
    for await (const page of payIns.pages({ ...query, date }, MAX_LIMIT, () => false)) {
      yield date === reached ? page.filter(({ id }) => !given.has(id)) : page;
    }
  }
}

/** The entries of a page that are of the days; one that cannot be read and has no date stays. */
export const within = (page: Page, { start, end }: Days): Listed<PayIn>[] =>
  page.filter((entry) => {
    const day = dayOf(entry);
    return day === undefined || (day >= start && day <= end);
  });
