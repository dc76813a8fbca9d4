import type { Due } from './plan.ts';
import type { FeedState } from './state.ts';
import { CHECK_EVERY, sweepEvery } from './window.ts';

/** When a poll happens. */
export interface Turn {
  /** An instant in milliseconds. */
  readonly now: number;
  /** Whether this process polls for the first time. */
  readonly firstSinceStart: boolean;
  /** Gives numbers from 0 up to 1. */
  readonly random: () => number;
}

/**
 * When to read the whole lookback, and when to check the end of the window. Whatever is overdue at a start gets a random
 * time: many triggers may start at once, and SecPaid counts the requests of one address together.
 * @param rows how many rows the lookback should have
 */
export function dueTimes(state: FeedState, rows: number, { now, firstSinceStart, random }: Turn): Due {
  const every = sweepEvery(rows);
  const furthest = now + Math.max(every, CHECK_EVERY);
  const planned = (at: number, span: number): number => {
    if (at === 0 || (firstSinceStart && at <= now)) return now + Math.floor(random() * span);
    // If the clock was set back, the planned time would be too far ahead.
    return at > furthest ? now : at;
  };
  return { sweepAt: planned(state.sweepAt, every), checkAt: planned(state.checkAt, CHECK_EVERY) };
}

/** The next times, after the whole lookback was read. */
export const dueAfterSweep = (rows: number, now: number): Due => ({
  sweepAt: now + sweepEvery(rows),
  checkAt: now + CHECK_EVERY,
});
