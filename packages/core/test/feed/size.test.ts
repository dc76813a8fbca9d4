import { describe, expect, it } from '@jest/globals';
import { poll } from '../../src/index.ts';
import { MAX_IDENTITIES } from '../../src/feed/window.ts';
import { Oracle } from './oracle.ts';
import { armed, DAY, HOUR, spread, stateOf } from './scenes.ts';
import { World } from './world.ts';

describe('a large backlog', () => {
  it.each([
    [40_000, 1000],
    [15_000, 300],
  ])('of %d entries drains oldest first, in portions of %d, in few requests', async (size, maxItems) => {
    const world = await armed(poll, maxItems);
    const oracle = new Oracle(world);
    world.wait(14 * DAY);
    spread(world, size, 13 * DAY);
    oracle.observe();
    let polls = 0;
    let requests = 0;
    while (world.emitted.length < size && polls < 400) {
      world.wait(60_000);
      await oracle.poll();
      polls++;
      requests += world.requests;
      expect(world.requests).toBeLessThanOrEqual(20);
    }
    expect(polls).toBeLessThanOrEqual(size / maxItems + 5);
    expect(requests).toBeLessThanOrEqual(polls * 3);
    expect(oracle.complaints()).toEqual([]);
    const times = world.emitted.map(({ row }) => row.createdAt);
    expect(times).toEqual(times.toSorted());
  });

  it('of one day with a burst larger than the budget of one poll comes to its end', async () => {
    const world = await armed();
    const oracle = new Oracle(world);
    world.wait(3 * HOUR);
    spread(world, 30_000, HOUR);
    oracle.observe();
    await oracle.settle();
    expect(oracle.complaints()).toEqual([]);
  });
});

describe('an account with 50,000 entries in the window', () => {
  it('costs one request a poll with nothing new', async () => {
    const world = new World(poll);
    spread(world, 50_000, 29 * DAY);
    await world.poll();
    world.wait(60_000);
    await world.poll();
    world.wait(60_000);
    expect(await world.poll()).toEqual([]);
    expect(world.requests).toBe(1);
  });

  it('keeps the state within 10,000 identities and 150 kB, and the merchant is told of the shorter lookback', async () => {
    const notices: unknown[] = [];
    const world = new World(async (turn) => {
      const outcome = await poll(turn);
      notices.push(outcome.notice);
      return outcome;
    });
    spread(world, 50_000, 29 * DAY);
    await world.poll();
    expect(notices).toEqual([expect.stringMatching(/looks back 5 days/)]);
    expect(Object.values(stateOf(world).seen).join('').length / 11).toBeLessThanOrEqual(MAX_IDENTITIES);
    expect(world.stored?.length).toBeLessThan(150_000);
  });
});
