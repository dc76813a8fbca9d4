import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { actions, runActions } from './actions.ts';
import { brokenFeeds } from './broken-feeds.ts';
import { World } from './world.ts';

describe('the oracle that judges New Pay-In', () => {
  it.each(Object.entries(brokenFeeds))('finds fault with %s', async (_, feed) => {
    const result = await fc.check(
      fc.asyncProperty(
        actions(60),
        async (list) => (await runActions(new World(feed), 3, list)).length === 0,
      ),
      { numRuns: 300, endOnFailure: true },
    );
    expect(result.failed).toBe(true);
  });
});
