import { describe, expect, it } from '@jest/globals';
import { wallClock } from '../../../sandbox/src/index.ts';
import { poll } from '../../src/index.ts';
import { armed, DAY, HOUR, notes, spread, stateOf } from './scenes.ts';
import { World } from './world.ts';

const AHEAD = ['2099-01-01 00:00:00', '40 days', '4 hours'] as const;
const dateOf = (ahead: string, { serverNow }: World): string =>
  ahead === '40 days'
    ? wallClock(serverNow + 40 * DAY)
    : ahead === '4 hours'
      ? wallClock(serverNow + 4 * HOUR)
      : ahead;

describe.each(AHEAD)('a payment dated ahead (%s)', (ahead) => {
  it('is emitted once, and all that come after it are', async () => {
    const world = await armed();
    world.account.pay({ amount: 1, note: 'ahead', at: dateOf(ahead, world) });
    expect(notes(await world.poll())).toEqual(['ahead']);
    for (const note of ['one', 'two', 'three']) {
      world.wait(5 * DAY);
      world.account.pay({ amount: 1, note });
      world.account.lateBankTransfer({
        amount: 2,
        note: `${note}, late`,
        at: wallClock(world.serverNow - 20 * DAY),
      });
      world.restart();
      expect(notes(await world.poll()).sort()).toEqual([note, `${note}, late`]);
    }
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(7);
  });

  it('that is there when the feed is armed is not emitted, and hides nothing', async () => {
    const world = new World(poll);
    spread(world, 300, 40 * DAY);
    world.account.pay({ amount: 1, note: 'ahead', at: dateOf(ahead, world) });
    await world.poll();
    world.wait(HOUR);
    world.account.pay({ amount: 1, note: 'new' });
    expect(notes(await world.poll())).toEqual(['new']);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(1);
  });

  it('is emitted once beside more entries than one poll may emit', async () => {
    const world = await armed(poll, 100);
    world.account.pay({ amount: 1, note: 'ahead', at: dateOf(ahead, world) });
    world.wait(HOUR);
    spread(world, 1_500, HOUR);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(1_501);
  });
});

describe('a position that an earlier version let a payment dated ahead carry off', () => {
  it('is brought back to its last sweep: what came since is emitted, nothing older, and the log says so', async () => {
    const notices: unknown[] = [];
    const world = await armed(async (turn) => {
      const outcome = await poll(turn);
      notices.push(outcome.notice);
      return outcome;
    });
    const state = stateOf(world);
    world.account.pay({ amount: 1, note: 'ahead', at: '2099-01-01 00:00:00' });
    await world.poll();
    world.stored = JSON.stringify({
      ...stateOf(world),
      watermark: '2099-01-01 00:00:00',
      floor: '2098-12-02 00:00:00',
      sweptAt: state.sweptAt,
      seen: {},
    });
    world.restart();
    world.wait(HOUR);
    world.account.pay({ amount: 1, note: 'since' });
    expect(notes(await world.poll())).toContain('since');
    expect(notices.at(-1)).toMatch(
      /dated ahead \(2099-01-01 00:00:00\).*goes on from 2026-05-20 12:00:00.*may be missing/,
    );
    world.account.pay({ amount: 1, note: 'later' });
    expect(notes(await world.poll())).toEqual(['later']);
  });
});
