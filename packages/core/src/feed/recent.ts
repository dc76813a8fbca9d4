import { SecPaidError } from '../errors.ts';
import type { Answer, Slice } from '../pages.ts';
import { type PayIn, type Row, toPayIn } from '../pay-in.ts';
import { type PayOut, type PayOutRow, toPayOut } from '../pay-out.ts';
import type { ListRow, Numbered } from '../row.ts';
import { shiftWallClock, wallClockAt } from '../server-time.ts';
import { MAX_LIMIT } from '../validation.ts';
import { within } from '../walk.ts';
import { scan } from './scan.ts';

const DAY = 24 * 3_600_000;
/** However many entries there are, what is this young is read. */
const ALWAYS_DAYS = 3;

/** How far one reading goes: to `days`, if `requests` reach that far; up to `most` to cover the last three days. */
interface Reach {
  readonly days: number;
  readonly requests: number;
  readonly most: number;
}

/** Eight requests are about 8000 entries, 4.5 MB: Zapier takes 6 MB. */
const USUAL: Reach = { days: 30, requests: 2, most: 8 };
/**
 * Reaches deeper than any usual reading of the same list ever will, by time and by count, so that a deletion or the
 * hour that October repeats cannot bring up an old entry that was not there when the reading was armed.
 */
const THOROUGH: Reach = { days: 31, requests: 10, most: 10 };

export interface RecentInput<R extends ListRow = Row> {
  /** Sends one request; the client's `payIns.answer` or `payOuts.answer`. */
  readonly ask: (slice: Slice) => Promise<Answer<R>>;
  /** The clock, in milliseconds. The newest entry's date would do for a window, but one wrong date would move it. */
  readonly clock: () => number;
  /** An instant after which no further request is started. */
  readonly deadline: number;
  /** Whether this reading tells what is old: then it has to reach at least as far as all later ones. */
  readonly thorough: boolean;
}

/**
 * The recent entries, newest first, for platforms that keep the ids themselves: as much of the last 30 days as two
 * requests of 1000 reach, never less than the last three days as far as eight reach.
 * @throws SecPaidError of any kind; a thorough reading also where time runs out, since a shorter one would let old
 * entries pass for new later
 */
export async function recentPayIns(input: RecentInput): Promise<PayIn[]> {
  return (await recent(input)).map(toPayIn);
}

/** The recent pay-outs, as `recentPayIns`. */
export async function recentPayOuts(input: RecentInput<PayOutRow>): Promise<PayOut[]> {
  return (await recent(input)).map(toPayOut);
}

async function recent<R extends ListRow>({
  ask,
  clock,
  deadline,
  thorough,
}: RecentInput<R>): Promise<Numbered<R>[]> {
  const reach = thorough ? THOROUGH : USUAL;
  const now = wallClockAt(clock());
  const always = shiftWallClock(now, -ALWAYS_DAYS * DAY);
  const bounded = within(ask, (requests, last) => {
    const oldest = last?.rows.at(-1)?.createdAt ?? '';
    const inReach = requests < reach.requests || (requests < reach.most && oldest >= always);
    const inTime = requests === 0 || clock() < deadline;
    if (thorough && inReach && !inTime) throw tooSlow();
    return inReach && inTime;
  });
  const {
    fresh,
    reached,
    oldest: edge,
  } = await scan(bounded, {
    floorOf: () => shiftWallClock(now, -reach.days * DAY),
    firstLimit: MAX_LIMIT,
    isKnown: () => false,
    enough: Infinity,
  });
  // Where reading stopped half-way, the last second may hold entries that were not read, and ties have no order: the
  // next answer could show another of them.
  const whole = reached ? fresh : fresh.filter(({ row }) => row.createdAt !== edge);
  return (whole.length === 0 ? fresh : whole).sort((a, b) =>
    a.row.createdAt < b.row.createdAt ? 1 : a.row.createdAt > b.row.createdAt ? -1 : 0,
  );
}

function tooSlow(): SecPaidError {
  return new SecPaidError(
    'network',
    {
      what: 'SecPaid answered too slowly to read what is already there.',
      next: 'Nothing was started. Try again in a few minutes.',
    },
    { retryable: true },
  );
}
