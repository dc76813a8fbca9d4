import { describe, expect, it } from '@jest/globals';
import { wallClock } from '../../../sandbox/src/index.ts';
import { poll } from '../../src/index.ts';
import { armedWith, idle } from './idle-day.ts';
import { DAY, HOUR, spread, stateOf } from './scenes.ts';
import { type Feed, World } from './world.ts';

const MINUTE = 60_000;

describe('a day with a poll a minute and nothing new', () => {
  it.each([0, 15, 17, 940, 2000])(
    'costs at most 10 kB and 1.2 requests a poll: %d entries',
    async (count) => {
      const { world, cost } = await armedWith(count);
      const polls = 1440;
      await idle(world, polls);
      expect(cost.bytes / polls).toBeLessThanOrEqual(10_000);
      expect(cost.requests / polls).toBeLessThanOrEqual(1.2);
      expect(world.emitted).toEqual([]);
    },
  );

  it('costs 1.2 requests a poll where a payment is pending', async () => {
    const { world, cost } = await armedWith(940);
    world.account.pay({ amount: 1, at: wallClock(world.serverNow - 5 * DAY), status: 'Pending' });
    await idle(world, 1440);
    expect(cost.requests / 1440).toBeLessThanOrEqual(1.2);
    expect(cost.bytes / 1440).toBeLessThanOrEqual(10_500);
  });
});

describe('twenty triggers of twenty accounts behind one address', () => {
  /** Different in each process, and the same in each run of this test. */
  const chance = (seed: number): Feed => {
    let value = seed;
    const random = (): number => (value = (value * 16_807) % 2_147_483_647) / 2_147_483_647;
    return (turn) => poll({ ...turn, random });
  };

  async function requestsAMinute(
    count: number,
    prepare: (world: World) => Promise<unknown>,
  ): Promise<number[]> {
    const worlds = Array.from({ length: 20 }, (_, index) => new World(chance(7919 * (index + 1))));
    for (const world of worlds) {
      spread(world, count, 29 * DAY);
      await prepare(world);
    }
    const minutes: number[] = [];
    for (let minute = 0; minute < 30; minute++) {
      let requests = 0;
      for (const world of worlds) {
        await world.poll();
        requests += world.requests;
        world.wait(MINUTE);
      }
      minutes.push(requests);
    }
    return minutes;
  }

  it('arm within 60 requests a minute: 940 entries each', async () => {
    expect(Math.max(...(await requestsAMinute(940, () => Promise.resolve())))).toBeLessThanOrEqual(60);
  });

  it('are published again within 60 requests a minute: 940 entries each', async () => {
    const minutes = await requestsAMinute(940, async (world) => {
      await world.poll();
      await idle(world, 2);
      world.wait(DAY);
      world.publish();
    });
    expect(Math.max(...minutes)).toBeLessThanOrEqual(60);
  });

  it('go on within 60 requests a minute after a restart, however long it took: 3000 entries each', async () => {
    const minutes = await requestsAMinute(3000, async (world) => {
      await world.poll();
      await idle(world, 2);
      world.wait(DAY);
      world.restart();
    });
    expect(minutes[0]).toBe(20);
    expect(Math.max(...minutes)).toBeLessThanOrEqual(60);
  });
});

describe('the state', () => {
  it('has at most 150 kB, whatever is listed beside the entries', async () => {
    const { world } = await armedWith(9900);
    const at = wallClock(world.serverNow - HOUR);
    world.account.addMany(600, () => ({ amount: 1, at, status: 'Failed' }));
    world.account.addMany(600, () => ({ amount: 1, at, status: 'Pending' }));
    const rows = world.account.rows();
    const deleted = new Set(rows.filter((row, index) => row.status === 'Success' && index % 8 === 0));
    world.account.remove((row) => deleted.has(row), deleted.size);
    await idle(world, 30);
    const state = stateOf(world);
    expect(state.waiting).toHaveLength(200);
    expect(state.uncounted).toHaveLength(200);
    expect(Object.values(state.gone).join('')).toHaveLength(500 * 11);
    expect(world.stored?.length).toBeLessThanOrEqual(150_000);
  });
});
