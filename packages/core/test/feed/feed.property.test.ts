import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { poll } from '../../src/index.ts';
import { actions, burst } from './actions.ts';
import { type AnyAction, oddActions, runActions } from './histories.ts';
import type { Met, Oracle } from './oracle.ts';
import { World } from './world.ts';

/** `FEED_RUNS=20000 pnpm unit feed.property` for the night; `FEED_SEED=…` replays what a failure printed. */
const runs = Number(process.env['FEED_RUNS'] ?? 1000);
/** `npm test` plays the same histories each time, so that it tells of a change and not of luck; the night plays others. */
const SAME = runs > 1000 ? undefined : '20261126';
const chosen = process.env['FEED_SEED'] ?? SAME;
const seed = chosen === undefined ? {} : { seed: Number(chosen) };
const TIMEOUT = 600_000 + runs * 100;

async function judged(maxItems: number, history: number, list: readonly AnyAction[]): Promise<Oracle> {
  const oracle = await runActions(new World(poll, maxItems), history, list);
  expect(oracle.complaints()).toEqual([]);
  return oracle;
}

/** Of a thousand histories, how many met what they are about, at least: about half of what was counted. */
const OFTEN: Readonly<Record<Met, number>> = {
  'another account': 40,
  'a new token': 50,
  'dated ahead': 60,
  unreadable: 40,
  mended: 5,
  capped: 20,
  'another list': 20,
  accepted: 40,
  spelled: 50,
  'became final': 3,
  failed: 20,
  'in place': 45,
  'in place and by a row': 35,
};

describe('New Pay-In under anything that can happen to an account', () => {
  it(
    'emits every entry that appears, once, oldest first, within its bounds',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          actions(60),
          fc.constantFrom(0, 3, 40),
          fc.constantFrom(1000, 100, 15),
          async (list, history, maxItems) => {
            await judged(maxItems, history, list);
          },
        ),
        { numRuns: Math.ceil(runs / 4), endOnFailure: true, ...seed },
      );
    },
    TIMEOUT,
  );

  it(
    'does so with bursts of thousands, more than one poll may fetch',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          actions(10),
          burst(1001, 6000),
          actions(10),
          fc.constantFrom(1000, 250),
          async (before, many, after, maxItems) => {
            await judged(maxItems, 40, [...before, many, ...after]);
          },
        ),
        { numRuns: Math.ceil(runs / 125), endOnFailure: true, ...seed },
      );
    },
    TIMEOUT,
  );

  it(
    'does so where account, API and rows are not as documented, and raises no false alarm',
    async () => {
      const met = new Map<Met, number>();
      await fc.assert(
        fc.asyncProperty(
          oddActions(12),
          fc.constantFrom(0, 3, 40),
          fc.constantFrom(1000, 100, 15),
          async (list, history, maxItems) => {
            const oracle = await judged(maxItems, history, list);
            for (const one of oracle.met) met.set(one, (met.get(one) ?? 0) + 1);
          },
        ),
        { numRuns: runs, endOnFailure: true, ...seed },
      );
      // A few histories say nothing of how often.
      const seldom = Object.entries(OFTEN).filter(
        ([name, times]) =>
          runs >= 500 && [...met].every(([one, count]) => one !== name || count < (times * runs) / 1000),
      );
      expect(seldom).toEqual([]);
    },
    TIMEOUT,
  );
});
