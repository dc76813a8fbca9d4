import { invalidInput } from '../errors.ts';
import type { Answer, Slice } from '../pages.ts';
import type { Row } from '../pay-in.ts';
import type { PayOutRow } from '../pay-out.ts';
import type { ListRow, Numbered } from '../row.ts';
import { armForBackfill, armNow } from './arm.ts';
import type { FeedKind } from './feed-kind.ts';
import { planPoll } from './plan-poll.ts';
import { broughtBack, remember, shrunkLookback } from './remember.ts';
import { type FeedState, readState } from './state.ts';
import { within } from '../walk.ts';

/** The most requests of one poll: a third of SecPaid's 60 a minute, which all workflows of an account share. */
const MAX_REQUESTS = 20;
const MAX_ITEMS = 1000;

export interface PollInput<R extends ListRow = Row> {
  /** The state as stored by the platform; undefined or null on the very first poll. */
  readonly state: unknown;
  /** Sends one request; the client's `payIns.answer` or `payOuts.answer`. */
  readonly ask: (slice: Slice) => Promise<Answer<R>>;
  /** The clock, in milliseconds; used for sweeps, the deadline and a backfill's first day, never for what is new. */
  readonly clock: () => number;
  /** Whether this process polls for the first time. */
  readonly firstSinceStart: boolean;
  /** How many days of the past to emit first; undefined to start with what comes from now on. */
  readonly backfillDays?: number | undefined;
  /** The most entries of one poll, 1 to 1000; 1000 unless told. */
  readonly maxItems?: number | undefined;
  /** An instant after which no further request is started; what is left waits for the next poll. */
  readonly deadline?: number | undefined;
}

export interface PollOutcome<R extends ListRow = Row> {
  /** New entries, oldest first. */
  readonly taken: Numbered<R>[];
  /** To be stored, in one go, unless `isOvertaken`. */
  readonly state: FeedState;
  /** A sentence for the log, where the merchant should know something. */
  readonly notice: string | undefined;
}

/**
 * One poll of New Pay-In: asks, and gives the new entries with the state to store. Nothing is stored here, so a poll
 * that throws changes nothing and the next one finds the same entries.
 * @throws SecPaidError of any kind
 */
export function poll(input: PollInput): Promise<PollOutcome> {
  return pollFeed('pay-in', input);
}

/**
 * One poll of New Pay-Out, as `poll`. A pay-out is new when SecPaid first lists it, whatever its payout_status; that
 * it is approved later starts nothing.
 * @throws SecPaidError of any kind
 */
export function pollPayOuts(input: PollInput<PayOutRow>): Promise<PollOutcome<PayOutRow>> {
  return pollFeed('pay-out', input);
}

async function pollFeed<R extends ListRow>(feed: FeedKind, input: PollInput<R>): Promise<PollOutcome<R>> {
  const { clock, firstSinceStart, maxItems = MAX_ITEMS } = input;
  if (!Number.isInteger(maxItems) || maxItems < 1 || maxItems > MAX_ITEMS) {
    throw invalidInput('Max Items', maxItems, `a whole number from 1 to ${MAX_ITEMS}`);
  }
  const now = clock();
  const { deadline = Infinity } = input;
  const ask = within(
    input.ask,
    (requests) => requests < MAX_REQUESTS && (requests === 0 || clock() < deadline),
  );
  const stored = readState(input.state, feed);
  if (!stored && input.backfillDays === undefined) {
    const state = await armNow(ask, feed, now);
    return { taken: [], state, notice: shrunkLookback(state) };
  }
  const { state: before, notice } = broughtBack(
    stored ?? armForBackfill(feed, input.backfillDays ?? 0, now),
    now,
  );
  const finding = await planPoll(ask, before, { now, firstSinceStart, maxItems });
  const state = remember(before, finding, now);
  return {
    taken: finding.taken,
    state,
    notice: notice ?? (finding.swept ? shrunkLookback(state) : undefined),
  };
}

/**
 * Whether another poll stored its state while this one was under way. Then its outcome is dropped, entries and state:
 * what it found is found again, and nothing is emitted twice.
 */
export function isOvertaken(before: unknown, current: unknown, feed: FeedKind = 'pay-in'): boolean {
  return readState(before, feed)?.revision !== readState(current, feed)?.revision;
}
