import type { ListRow, Numbered } from '../entries/row.ts';
import { type WallClock, wallClockAt } from '../entries/server-time.ts';
import { type Ask, atMost } from '../paging/walk.ts';
import { accountOf } from './account.ts';
import { ACCOUNT, acceptedList, otherList, startedOver } from './anew.ts';
import { armForBackfill, type Arming, armNow, armSince, backfillStart } from './arm.ts';
import { OtherList } from './continuity.ts';
import { type FeedKind, FEEDS } from './feed-kind.ts';
import { type Planned, planPoll } from './plan-poll.ts';
import type { Finding } from './plan.ts';
import { broughtBack, isFull, nextState, shrunkLookback } from './next-state.ts';
import type { Turn } from './schedule.ts';
import { Seen } from './seen.ts';
import type { FeedState } from './state.ts';
import { aroundPoll, later, lookbackFloor, sincePoll } from './window.ts';

/** How the lists differ. */
export interface Kind<R extends ListRow> {
  readonly feed: FeedKind;
  /** Refunds and disputes that entries show in place, as separate rows. */
  readonly turnedIn: (entries: readonly Numbered<R>[]) => Numbered<R>[];
  readonly withTurned: (planned: Planned<R>, state: FeedState, maxItems: number) => Finding<R>;
}

interface Position<R extends ListRow> extends Kind<R>, Turn {
  readonly stored: FeedState | undefined;
  /** An empty state to begin with. */
  readonly blank: FeedState;
  readonly maxItems: number;
  readonly backfillDays?: number | undefined;
  readonly fingerprint?: ((salt: string) => string) | undefined;
  readonly accepts: boolean;
  readonly restarts: boolean;
  /** How many requests this poll may still make. */
  readonly left: () => number;
}

/** The most requests for deciding whether to start over, and how many of a poll's requests are kept for doing so. */
const TO_DECIDE = 10;
const TO_BEGIN = 4;

interface Outcome<R extends ListRow> {
  readonly taken: Numbered<R>[];
  readonly state: FeedState;
  readonly notice: string | undefined;
  readonly swept: boolean;
  /** Why the whole lookback was read. */
  readonly because: string | undefined;
}

const ARMED = { swept: true, because: 'start' };

/**
 * Begins, continues from a stored position, or starts over if the account or its list is another one.
 * @throws SecPaidError of any kind
 */
export async function beginOrGoOn<R extends ListRow>(
  ask: Ask<R>,
  position: Position<R>,
): Promise<Outcome<R>> {
  const { feed, turnedIn, withTurned, stored, blank, maxItems } = position;
  const { now, firstSinceStart, backfillDays, fingerprint, accepts, restarts, random, left } = position;
  const deciding = (): Ask<R> => atMost(ask, Math.min(TO_DECIDE, left() - TO_BEGIN));
  const arming: Arming<R> = {
    blank: { ...blank, account: fingerprint?.(blank.salt) ?? '' },
    now,
    random,
    turnedIn,
  };
  const arm = async (notice?: string): Promise<Outcome<R>> => {
    const state = await armNow(ask, arming);
    return { taken: [], state, notice: notice ?? shrunkLookback(state), ...ARMED };
  };
  /**
   * @param from entries from this date on start the workflow unless they are known
   * @param keeps what the feed still knows after starting over
   */
  const armFrom = async (
    before: FeedState,
    from: WallClock,
    keeps: Partial<FeedState>,
    noticeOf: (count: number) => string,
  ): Promise<Outcome<R>> => {
    const seen = new Seen(before);
    const since = later(from, before.floor);
    // This is most likely the same account, so nothing is shown or started twice.
    const { told, awaited } = before;
    const again = { ...arming, blank: { ...arming.blank, told, awaited, ...keeps } };
    const { state, taken } = await armSince(ask, again, since, seen.has.bind(seen), maxItems);
    return { taken, state, notice: noticeOf(taken.length), ...ARMED };
  };

  if (stored && restarts) return await arm(startedOver(stored));
  if (!stored && backfillDays === undefined) return await arm();
  if (!stored && backfillDays !== undefined && FEEDS[feed].comesLate) {
    const since = backfillStart(backfillDays, now);
    if (since > lookbackFloor(wallClockAt(now))) {
      const { state, taken } = await armSince(ask, arming, since, () => false, maxItems);
      return { taken, state, notice: shrunkLookback(state), ...ARMED };
    }
  }
  const account = stored && fingerprint ? fingerprint(stored.salt) : (stored?.account ?? '');
  if (stored && isChanged(stored, fingerprint)) {
    const whose = await accountOf(deciding(), stored);
    if (whose === 'other') return await arm(ACCOUNT.other);
    if (whose === 'unsure') {
      const { seen, salt, unsaltedUntil } = stored;
      const keeps = { seen, salt, unsaltedUntil, account };
      return await armFrom(stored, aroundPoll(stored.polledAt), keeps, () => ACCOUNT.unsure);
    }
  }
  const { state: before, notice } = broughtBack(
    stored ? { ...stored, account } : armForBackfill(arming.blank, backfillDays ?? 0, now),
    now,
  );
  try {
    const turn = { now, firstSinceStart, maxItems, random, accepts };
    const planned = await planPoll(accepts ? deciding() : ask, before, turn);
    const finding = withTurned(planned, before, maxItems);
    const state = nextState(before, finding, now, planned.covered);
    const { taken, swept, because } = finding;
    const shrunk = swept && isFull(state) ? shrunkLookback(state) : undefined;
    return { taken, state, notice: notice ?? shrunk, swept, because };
  } catch (error) {
    if (!(error instanceof OtherList)) throw error;
    if (!accepts) throw otherList(feed, error.odd, before);
    return await armFrom(before, sincePoll(before), {}, (count) => acceptedList(count, before));
  }
}

/** Whether the address or token changed since the last poll. A state of version 1 does not say. */
export const isChanged = (
  { account, salt }: FeedState,
  fingerprint: ((salt: string) => string) | undefined,
): boolean => account !== '' && fingerprint !== undefined && fingerprint(salt) !== account;
