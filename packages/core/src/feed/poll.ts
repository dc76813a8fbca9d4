import { invalidInput, SecPaidError } from '../errors.ts';
import { provenEnd, ShortPages, SMALLEST_PAGE } from '../paging/end-of-list.ts';
import type { Answer, Slice } from '../paging/pages.ts';
import type { Row } from '../entries/pay-in.ts';
import type { PayOutRow } from '../entries/pay-out.ts';
import type { ListRow, Numbered } from '../entries/row.ts';
import type { WallClock } from '../entries/server-time.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import { within } from '../paging/walk.ts';
import { beginOrGoOn, isChanged, type Kind } from './begin.ts';
import { Expected } from './expected.ts';
import { type FeedKind, FEEDS } from './feed-kind.ts';
import { turnedIn, withTurned } from './in-place.ts';
import { blankState, type FeedState, readState } from './state.ts';
import { UnreadableRows } from './unreadable.ts';

/** The most requests of one poll: a third of SecPaid's 60 a minute, which all workflows of an account share. */
const MAX_REQUESTS = 20;
const MAX_ITEMS = 1000;

export interface PollInput<R extends ListRow = Row> {
  /** The state as stored by the platform; undefined or null on the very first poll. */
  readonly state: unknown;
  /** Sends one request; the client's `payIns.answer` or `payOuts.unsorted`. */
  readonly ask: (slice: Slice) => Promise<Answer<R>>;
  /** The clock, in milliseconds. Sweeps, the deadline and a backfill's first day use it; what is new never depends on it. */
  readonly clock: () => number;
  /** Whether this process polls for the first time. */
  readonly firstSinceStart: boolean;
  /** How many past days to emit first; undefined to start from now. */
  readonly backfillDays?: number | undefined;
  /** The most entries of one poll, 1 to 1000; default 1000. */
  readonly maxItems?: number | undefined;
  /** The instant after which no request is started; the rest waits for the next poll. */
  readonly deadline?: number | undefined;
  /** Gives numbers from 0 up to 1. */
  readonly random: () => number;
  /** Gives a salted hash of the account, to notice a change of account; the client's `fingerprint`. */
  readonly fingerprint?: ((salt: string) => string) | undefined;
  /** Whether to accept a list that is not the remembered one, because the workflow was published again. */
  readonly accepts?: boolean | undefined;
  /** Whether to start over from now: all listed entries count as seen, whatever was stored. */
  readonly restarts?: boolean | undefined;
}

export interface PollOutcome<R extends ListRow = Row> {
  /** New entries, oldest first. */
  readonly taken: Numbered<R>[];
  /** Store it in one step, unless `isOvertaken`. */
  readonly state: FeedState;
  /** A sentence for the log, if the merchant should know something. */
  readonly notice: string | undefined;
  /** Rows that cannot be read, to be shown once. They do not stop the other entries. */
  readonly unreadable: SecPaidError | undefined;
  /** A line for the log that says what the poll did. */
  readonly report: string;
}

/**
 * One poll of New Pay-In: reads the list and gives the new entries with the state to store. Nothing is stored here, so a
 * poll that throws changes nothing, and the next poll finds the same entries.
 * @throws SecPaidError of any kind
 */
export function poll(input: PollInput): Promise<PollOutcome> {
  return pollFeed({ feed: 'pay-in', turnedIn, withTurned }, input);
}

/** One poll of a list whose rows never become something else in place. */
const pollPlain =
  <R extends ListRow>(feed: FeedKind) =>
  (input: PollInput<R>): Promise<PollOutcome<R>> =>
    pollFeed({ feed, turnedIn: () => [], withTurned: ({ finding }) => finding }, input);

/**
 * One poll of New Pay-Out, like `poll`. A pay-out is new when SecPaid first lists it, whatever its payout_status. A later
 * approval starts nothing.
 * @throws SecPaidError of any kind
 */
export const pollPayOuts = pollPlain<PayOutRow>('pay-out');

/**
 * One poll of Pay-Out Approved, like `poll`. It reads the approvals of the pay-outs (`approvalsIn`). Each is emitted
 * once, when the pay-out is first listed as approved.
 * @throws SecPaidError of any kind
 */
export const pollApprovals = pollPlain<PayOutRow>('pay-out-approved');

/**
 * One poll of New Fee Invoice, like `poll`.
 * @throws SecPaidError of any kind
 */
export const pollFeeInvoices = pollPlain('fee-invoice');

async function pollFeed<R extends ListRow>(kind: Kind<R>, input: PollInput<R>): Promise<PollOutcome<R>> {
  const {
    maxItems = MAX_ITEMS,
    clock,
    random,
    deadline = Infinity,
    accepts = false,
    restarts = false,
  } = input;
  if (!Number.isInteger(maxItems) || maxItems < 1 || maxItems > MAX_ITEMS) {
    throw invalidInput('Max Items', maxItems, `a whole number from 1 to ${MAX_ITEMS}`);
  }
  const stored = readState(input.state, kind.feed, random);
  const listed = stored && new Expected(stored).entries;
  const oldest = listed?.nthNewest(listed.size);
  const rows = new UnreadableRows();
  let asked = 0;
  let read = 0;
  const bounded = within(
    async (slice) => {
      asked++;
      const answer = rows.note(await input.ask(slice));
      read += answer.rows.length;
      return answer;
    },
    (requests) => requests < MAX_REQUESTS && (requests === 0 || clock() < deadline),
  );
  // The memory of another list says nothing about the end of this one.
  const isOther = accepts || restarts || (stored !== undefined && isChanged(stored, input.fingerprint));
  // A page that reaches the floor was not cut off above it. Neither was a short one that reaches the oldest known entry.
  const needsProof = (last: WallClock, rows: number): boolean =>
    isOther ||
    stored === undefined ||
    (last >= stored.floor && (rows >= SMALLEST_PAGE || oldest === undefined || last > oldest));
  for (let most = stored?.pageSize ?? MAX_LIMIT; ;) {
    try {
      const ask = provenEnd(bounded, { most, needsProof });
      const blank = {
        ...blankState(kind.feed, random),
        revision: stored?.revision ?? 0,
        pageSize: most,
      };
      const known = stored && { ...stored, pageSize: most };
      const outcome = await beginOrGoOn(ask, {
        ...input,
        ...kind,
        stored: known,
        blank,
        maxItems,
        now: clock(),
        accepts,
        restarts,
        left: () => MAX_REQUESTS - asked,
      });
      const { state, error } = rows.tell(outcome.state, outcome);
      const { taken, notice, because } = outcome;
      const did = `${asked} requests, ${read} rows, ${taken.length} new`;
      return { taken, state, notice, unreadable: error, report: reportOf(state, did, because) };
    } catch (error) {
      if (!(error instanceof ShortPages) || error.rows >= most) throw error;
      most = error.rows;
    }
  }
}

/**
 * Whether another poll stored its state during this one. Then the outcome of this poll is dropped, entries and state:
 * the next poll finds them again, and nothing is emitted twice.
 */
export function isOvertaken(before: unknown, current: unknown, feed: FeedKind = 'pay-in'): boolean {
  const revisionOf = (state: unknown): number | undefined => readState(state, feed, () => 0)?.revision;
  return revisionOf(before) !== revisionOf(current);
}

/** One line for the log; `because` says why all of the lookback was read. */
const reportOf = (state: FeedState, did: string, because: string | undefined): string =>
  `${FEEDS[state.feed].name}: ${did}, ` +
  `${because === undefined ? 'the newest read' : `all read from ${state.floor} (${because})`}, ` +
  `${state.drain ? 'a backlog is left' : 'nothing is left'}, ` +
  `pages of ${state.pageSize}, ${JSON.stringify(state).length} bytes of state.`;
