import { wallClockAt, wallClockGap } from '../entries/server-time.ts';
import { differences } from './expected.ts';
import { FEEDS } from './feed-kind.ts';
import type { Covered, Finding } from './plan.ts';
import { Seen } from './seen.ts';
import type { FeedState } from './state.ts';
import { justAfter, later, latestDate, lookbackFloor, MAX_IDENTITIES } from './window.ts';

/**
 * The state after a poll. The floor rises in two cases only: after a complete sweep, which has just read everything
 * between the old floor and the new one; and if the state would hold too many identities.
 *
 * @param now an instant in milliseconds
 * @param covered the part of the list that was read completely
 */
export function nextState(state: FeedState, finding: Finding, now: number, covered?: Covered): FeedState {
  const { taken, aside = [], swept, drain, awaited = state.awaited, due } = finding;
  const seen = new Seen(state);
  for (const numbered of [...taken, ...aside]) seen.add(numbered);
  // A row dated ahead is remembered, but does not move the window.
  const latest = latestDate(now);
  const watermark = [...taken, ...aside]
    .map(({ row }) => row.createdAt)
    .filter((date) => date <= latest)
    .reduce(later, state.watermark);
  const rested = swept ? later(state.floor, lookbackFloor(watermark)) : state.floor;
  const tooMany = seen.nthNewest(MAX_IDENTITIES + 1);
  const floor = tooMany === undefined ? rested : later(rested, justAfter(tooMany));
  seen.dropBefore(floor);
  // A sweep over several polls did not read everything at one moment, so the floor stays.
  const sweptInParts = drain === null && state.drain?.sweeps === true;
  return {
    ...state,
    revision: state.revision + 1,
    watermark,
    floor,
    seen: seen.toJSON(),
    unsaltedUntil: floor > state.unsaltedUntil ? '' : state.unsaltedUntil,
    sweptAt: swept || sweptInParts ? now : state.sweptAt,
    drain: drain && { ...drain, from: later(drain.from, floor) },
    polledAt: now,
    knowsFlips: state.knowsFlips || swept,
    awaited,
    ...differences(state, seen, floor, covered),
    ...due,
  };
}

/** Whether entries had to be forgotten. After a backfill of fewer days the lookback is shorter too, with few entries. */
export const isFull = (state: FeedState): boolean => new Seen(state).size > MAX_IDENTITIES / 2;

/** Log message if the lookback had to shrink: it says which late entries may be missed. */
export function shrunkLookback({ feed, watermark, floor }: FeedState): string | undefined {
  if (floor <= lookbackFloor(watermark)) return undefined;
  const hours = Math.floor(wallClockGap(floor, watermark) / 3_600_000);
  const span = hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
  return (
    `More than ${MAX_IDENTITIES} entries came in the last 30 days, so SecPaid ${FEEDS[feed].name} looks back ${span}: ` +
    'an entry that SecPaid shows later than that after its date is not noticed. A list by date finds it.'
  );
}

/**
 * Repairs a position that a row dated ahead had moved: earlier versions allowed that, and then missed everything new.
 * Entries since the last sweep are found again; earlier ones cannot be told from known ones.
 *
 * @param now an instant in milliseconds
 */
export function broughtBack(state: FeedState, now: number): { state: FeedState; notice: string | undefined } {
  if (state.floor <= latestDate(now)) return { state, notice: undefined };
  const since = wallClockAt(state.sweptAt);
  const notice =
    `SecPaid lists an entry dated ahead (${state.watermark}), which stopped SecPaid ${FEEDS[state.feed].name}. It goes on ` +
    `from ${since}. Entries that came before that may be missing: list the last days to find them.`;
  return { state: { ...state, watermark: since, floor: since, drain: null }, notice };
}
