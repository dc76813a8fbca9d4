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
/** Entries this young are always read, however many there are. */
const ALWAYS_DAYS = 3;

/** How far one reading goes: `days` back if `requests` are enough; up to `most` requests for the last three days. */
interface Reach {
  readonly days: number;
  readonly requests: number;
  readonly most: number;
}

/** Eight requests are about 8000 entries or 4.5 MB; Zapier's limit is 6 MB. */
const USUAL: Reach = { days: 30, requests: 2, most: 8 };
/**
 * Reaches further back than any later usual reading, in days and in requests. Otherwise a deletion, or the hour that
 * October repeats, could bring up an old entry that this reading had not covered.
 */
const THOROUGH: Reach = { days: 31, requests: 10, most: 10 };

export interface RecentInput<R extends ListRow = Row> {
  /** Sends one request; the client's `payIns.answer` or `payOuts.unsorted`. */
  readonly ask: (slice: Slice) => Promise<Answer<R>>;
  /** The clock, in milliseconds. The newest entry's date is not used, because one wrong date would move the window. */
  readonly clock: () => number;
  /** The instant after which no request is started. */
  readonly deadline: number;
  /** Whether this reading decides which entries are old. Then it must reach at least as far as all later ones. */
  readonly thorough: boolean;
}

/**
 * The recent entries, newest first, for platforms that keep the ids themselves. Reads as much of the last 30 days as two
 * requests of 1000 reach, and up to eight requests for the last three days. A payment that was refunded or disputed in
 * place gets a second entry for that. Entries that are not final are left out.
 * @throws SecPaidError of any kind. A thorough reading also fails if time runs out, since after a shorter one old entries
 * would pass for new. Several times a day, it throws the fault of an unreadable entry for a while (`faultDue`)
 */
export async function recentPayIns(input: RecentInput): Promise<PayIn[]> {
  const entries = (await recent(input)).map(toPayIn);
  const flips = flipsIn(entries);
  return entries.flatMap((entry) => [
    ...flips.filter(({ payment }) => payment === entry).map(({ flip }) => flipped(entry, flip)),
    entry,
  ]);
}

/** The recent pay-outs, or their approvals if `ask` gives those (`approvalsIn`), like `recentPayIns`. */
export async function recentPayOuts(input: RecentInput<PayOutRow>): Promise<PayOut[]> {
  return (await recent(input)).map(toPayOut);
}

/** The recent fee invoices, like `recentPayIns`. */
export async function recentFeeInvoices(input: RecentInput<ListRow>): Promise<FeeInvoice[]> {
  return (await recent(input)).map(toFeeInvoice);
}

/** Ends a reading at its limit. */
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
 * Drops the last second if reading stopped half-way: it may hold entries that were not read, and since ties have no
 * order, the next answer could show another one of them.
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
