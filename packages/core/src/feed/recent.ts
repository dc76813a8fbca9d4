import { SecPaidError } from '../errors.ts';
import { pagesOf } from '../paging/all-pages.ts';
import type { Answer, Slice } from '../paging/pages.ts';
import { type PayIn, type Row, toPayIn } from '../entries/pay-in.ts';
import { type FeeInvoice, toFeeInvoice } from '../entries/fee-invoice.ts';
import { type PayOut, type PayOutRow, toPayOut } from '../entries/pay-out.ts';
import { type ListRow, type Numbered, numberFinal } from '../entries/row.ts';
import { shiftWallClock, type WallClock, wallClockAt } from '../entries/server-time.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import { flipped, flipsIn } from '../entries/flips.ts';
import { checkOnce, faultDue } from './recent-faults.ts';

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
  /** Sends one request; the client's `payIns.answer` or `payOuts.unsorted`. */
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
 * requests of 1000 reach, never less than the last three days as far as eight reach. A payment that was refunded or
 * disputed in place is followed by an entry for that. Entries that are not final are left out.
 * @throws SecPaidError of any kind; a thorough reading also where time runs out, since a shorter one would let old
 * entries pass for new later; for a while, several times a day, the fault of an entry that cannot be read
 */
export async function recentPayIns(input: RecentInput): Promise<PayIn[]> {
  const entries = (await recent(input)).map(toPayIn);
  const flips = flipsIn(entries);
  return entries.flatMap((entry) => [
    ...flips.filter(({ payment }) => payment === entry).map(({ flip }) => flipped(entry, flip)),
    entry,
  ]);
}

/** The recent pay-outs, or their approvals where `ask` gives those (`approvalsIn`), as `recentPayIns`. */
export async function recentPayOuts(input: RecentInput<PayOutRow>): Promise<PayOut[]> {
  return (await recent(input)).map(toPayOut);
}

/** The recent fee invoices, as `recentPayIns`. */
export async function recentFeeInvoices(input: RecentInput<ListRow>): Promise<FeeInvoice[]> {
  return (await recent(input)).map(toFeeInvoice);
}

/** Ends a reading that has gone as far as it may. */
class Enough extends Error {}

async function recent<R extends ListRow>({
  ask,
  clock,
  deadline,
  thorough,
}: RecentInput<R>): Promise<Numbered<R>[]> {
  const reach = thorough ? THOROUGH : USUAL;
  const now = wallClockAt(clock());
  const floor = shiftWallClock(now, -reach.days * DAY);
  const always = shiftWallClock(now, -ALWAYS_DAYS * DAY);
  let requests = 0;
  let oldest: WallClock | undefined;
  const bounded = async (slice: Slice): Promise<Answer<R>> => {
    const inReach = requests < reach.requests || (requests < reach.most && (oldest ?? always) >= always);
    const inTime = requests === 0 || clock() < deadline;
    if (thorough && inReach && !inTime) throw tooSlow();
    if (!inReach || !inTime) throw new Enough();
    requests++;
    return await ask(slice);
  };
  const needsProof = (last: WallClock): boolean => last >= floor && (thorough || clock() < deadline);
  const read: Numbered<R>[] = [];
  let isWhole = true;
  try {
    for await (const page of pagesOf(bounded, MAX_LIMIT, { needsProof, number: numberFinal })) {
      read.push(...page);
      oldest = page.at(-1)?.row.createdAt ?? oldest;
      if (oldest !== undefined && oldest < floor) break;
    }
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    isWhole = false;
  }
  const fault = thorough
    ? undefined
    : faultDue(
        read.map(({ row }) => row),
        floor,
        now,
      );
  if (fault) throw fault;
  const fresh = read.filter(({ row }) => !row.fault && row.createdAt >= floor);
  checkOnce(fresh);
  return newestFirst(isWhole ? fresh : complete(fresh, oldest));
}

/**
 * Where reading stopped half-way, the last second may hold entries that were not read, and ties have no order: the next
 * answer could show another of them.
 */
function complete<R extends ListRow>(fresh: Numbered<R>[], edge: WallClock | undefined): Numbered<R>[] {
  const whole = fresh.filter(({ row }) => row.createdAt !== edge);
  return whole.length === 0 ? fresh : whole;
}

const newestFirst = <R extends ListRow>(rows: readonly Numbered<R>[]): Numbered<R>[] =>
  rows.toSorted((a, b) =>
    a.row.createdAt < b.row.createdAt ? 1 : a.row.createdAt > b.row.createdAt ? -1 : 0,
  );

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
