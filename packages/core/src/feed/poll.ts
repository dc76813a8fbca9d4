import { invalidInput } from '../errors.ts';
import type { Answer, Slice } from '../pages.ts';
import type { NumberedRow } from '../pay-in.ts';
import { armForBackfill, armNow } from './arm.ts';
import type { Plan } from './plan.ts';
import { planPoll } from './plan-poll.ts';
import { remember, shrunkLookback } from './remember.ts';
import { type FeedState, readState } from './state.ts';

/** The most requests of one poll: a third of SecPaid's 60 a minute, which all workflows of an account share. */
export const MAX_REQUESTS = 20;
const MAX_ITEMS = 1000;

export interface PollInput {
  /** The state as stored by the platform; undefined or null on the very first poll. */
  readonly state: unknown;
  /** Sends one request; the client's `payIns.answer`. */
  readonly ask: (slice: Slice) => Promise<Answer>;
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

export interface PollOutcome {
  /** New entries, oldest first. */
  readonly taken: NumberedRow[];
  /** To be stored, in one go, unless `isOvertaken`. */
  readonly state: FeedState;
  /** A sentence for the log, where the merchant should know something. */
  readonly notice: string | undefined;
}

/**
 * One poll: asks, and gives the new entries with the state to store. Nothing is stored here, so a poll that throws
 * changes nothing and the next one finds the same entries.
 * @throws SecPaidError of any kind
 */
export async function poll(input: PollInput): Promise<PollOutcome> {
  const { clock, firstSinceStart, maxItems = MAX_ITEMS } = input;
  if (!Number.isInteger(maxItems) || maxItems < 1 || maxItems > MAX_ITEMS) {
    throw invalidInput('Max Items', maxItems, `a whole number from 1 to ${MAX_ITEMS}`);
  }
  const now = clock();
  const stored = readState(input.state);
  if (!stored && input.backfillDays === undefined) {
    const state = await carryOut(armNow(now), input);
    return { taken: [], state, notice: shrunkLookback(state) };
  }
  const before = stored ?? armForBackfill(input.backfillDays ?? 0, now);
  const finding = await carryOut(planPoll(before, { now, firstSinceStart, maxItems }), input);
  const state = remember(before, finding, now);
  return { taken: finding.taken, state, notice: finding.swept ? shrunkLookback(state) : undefined };
}

async function carryOut<Result>(plan: Plan<Result>, { ask, clock, deadline }: PollInput): Promise<Result> {
  let requests = 0;
  let step = plan.next();
  while (!step.done) {
    const mayAsk =
      requests < MAX_REQUESTS && (requests === 0 || deadline === undefined || clock() < deadline);
    const answer = mayAsk ? await ask(step.value) : undefined;
    requests++;
    step = plan.next(answer);
  }
  return step.value;
}

/**
 * Whether another poll stored its state while this one was under way. Then its outcome is dropped, entries and state:
 * what it found is found again, and nothing is emitted twice.
 */
export function isOvertaken(before: unknown, current: unknown): boolean {
  return readState(before)?.revision !== readState(current)?.revision;
}
