import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { poll } from '../../src/index.ts';
import { actions, burst, runActions } from './actions.ts';
import { World } from './world.ts';

/** `FEED_RUNS=100000 pnpm unit feed.property` for the night; `FEED_SEED=…` replays what a failure printed. */
const runs = Number(process.env['FEED_RUNS'] ?? 500);
/** `npm test` plays the same histories each time, so that it tells of a change and not of luck; the night plays others. */
const SAME = runs > 500 ? undefined : '20261126';
const chosen = process.env['FEED_SEED'] ?? SAME;
const seed = chosen === undefined ? {} : { seed: Number(chosen), endOnFailure: true };

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
            expect(await runActions(new World(poll, maxItems), history, list)).toEqual([]);
          },
        ),
        { numRuns: runs, ...seed },
      );
    },
    600_000 + runs * 100,
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
            const list = [...before, many, ...after];
            expect(await runActions(new World(poll, maxItems), 40, list)).toEqual([]);
          },
        ),
        { numRuns: Math.ceil(runs / 40), ...seed },
      );
    },
    600_000 + runs * 100,
  );
});
