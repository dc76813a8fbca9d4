import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actions } from './actions.ts';
import { brokenByOddity } from './broken-by-oddity.ts';
import { brokenFeeds } from './broken-feeds.ts';
import { type AnyAction, oddActions, runActions } from './histories.ts';
import { isOddity } from './odd-actions.ts';
import { type Feed, World } from './world.ts';

/** Whether histories show a fault of a feed. */
async function isFaulted(
  feed: Feed,
  histories: fc.Arbitrary<AnyAction[]>,
  numRuns: number,
): Promise<boolean> {
  const { failed } = await fc.check(
    fc.asyncProperty(histories, fc.constantFrom(3, 40), async (list, history) => {
      const oracle = await runActions(new World(feed), history, list);
      return oracle.complaints().length === 0;
    }),
    { numRuns, endOnFailure: true },
  );
  return failed;
}

describe('the oracle that judges New Pay-In', () => {
  it.each(Object.entries(brokenFeeds))('finds fault with %s', async (_, feed) => {
    expect(await isFaulted(feed, actions(60), 300)).toBe(true);
  });

  const broken = Object.entries(brokenByOddity).map(([name, one]) => ({ name, ...one }));
  const ordinary = (by: string): fc.Arbitrary<AnyAction[]> =>
    actions(30, 60).map((list) =>
      list.filter((action) => action.do !== by && !(by === 'delete' && action.do === 'paging')),
    );

  it.each(broken)('finds the fault of $name', async ({ feed, by }) => {
    expect(await isFaulted(feed, isOddity(by) ? oddActions(12, [by]) : actions(60), 500)).toBe(true);
  });

  it.each(broken)('finds no other fault of $name', async ({ feed, by }) => {
    expect(await isFaulted(feed, ordinary(by), 40)).toBe(false);
  });
});
