import { describe, expect, it } from '@jest/globals';
import { wallClock } from '../../../sandbox/src/index.ts';
import { poll } from '../../src/index.ts';
import { DAY, HOUR, notes, spread } from './scenes.ts';
import { World } from './world.ts';

const MINUTE = 60_000;

/** A feed that is armed with this many entries of the last days. */
async function armedOn(count: number, days: number, maxItems?: number): Promise<World> {
  const world = new World(poll, maxItems);
  spread(world, count, days * DAY);
  await world.poll();
  return world;
}

describe('a token that is replaced while the only payment cannot be read', () => {
  it('does not start that payment a second time once it can be read', async () => {
    const world = await armedOn(0, 1);
    world.account.pay({ amount: 1, note: 'only' });
    expect(notes(await world.poll())).toEqual(['only']);
    const { pay_id: payId } = world.account.rows()[0] ?? {};
    const id = world.service.deviations.add('unreadable-row', { payId, field: 'amount' });
    for (let times = 0; times < 2; times++) {
      world.rotate();
      world.wait(MINUTE);
      expect(await world.poll()).toEqual([]);
    }
    world.service.deviations.lift(id);
    world.account.pay({ amount: 2, note: 'next' });
    expect(await world.settle()).toBe(true);
    expect(notes(world.emitted)).toEqual(['only', 'next']);
  });
});

describe('a token that is replaced while the newest entry known cannot be read', () => {
  it.each([0, HOUR])('loses nothing dated %d ms before that entry', async (before) => {
    const world = await armedOn(0, 1);
    const at = wallClock(world.serverNow + HOUR);
    world.account.pay({ amount: 1, note: 'first', at });
    await world.poll();
    const { pay_id: payId } = world.account.rows()[0] ?? {};
    world.service.deviations.add('unreadable-row', { payId, field: 'amount' });
    world.account.pay({ amount: 2, note: 'next', at: wallClock(world.serverNow + HOUR - before) });
    world.rotate();
    world.wait(MINUTE);
    await world.poll();
    expect(notes(world.emitted)).toEqual(['first', 'next']);
  });
});

describe('a token that is replaced while the list is in another order', () => {
  it('loses nothing', async () => {
    const world = await armedOn(0, 1);
    world.rotate();
    spread(world, 281, 45 * HOUR);
    world.form.set('ascending', {});
    await world.poll();
    world.form.set('out-of-order', { minutes: 60 });
    world.account.pay({ amount: 1, note: 'new' });
    world.rotate();
    await world.poll();
    world.form.set('ascending', undefined);
    world.form.set('out-of-order', undefined);
    expect(await world.settle()).toBe(true);
    expect(notes(world.emitted)).toContain('new');
  });
});

describe('a server that gives 100 rows a page', () => {
  const cap = (world: World): unknown => world.service.deviations.add('limit-capped', { limit: 100 });

  it('shows another account, however long both lists are', async () => {
    const world = await armedOn(3000, 20);
    cap(world);
    world.switchAccount(1);
    spread(world, 3000, 20 * DAY);
    world.wait(HOUR);
    expect(await world.poll()).toEqual([]);
    world.account.pay({ amount: 1, note: 'new' });
    expect(await world.settle()).toBe(true);
    expect(notes(world.emitted)).toEqual(['new']);
  });

  it('loses nothing of what came while the token was replaced', async () => {
    const world = await armedOn(300, 20);
    cap(world);
    await world.settle();
    world.rotate();
    world.wait(DAY);
    spread(world, 2500, HOUR);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(2500);
    expect(new Set(world.emitted.map(({ id }) => id)).size).toBe(2500);
  });

  it('loses nothing if only the oldest entries are known', async () => {
    const world = await armedOn(3, 1);
    world.service.deviations.add('limit-capped', { limit: 100, pages: 'the asked limit' });
    spread(world, 252, 2 * HOUR);
    world.account.pay({ amount: 1, note: 'new' });
    world.rotate();
    world.wait(HOUR);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(253);
  });

  it('and another time zone has a way out', async () => {
    const world = await armedOn(2500, 20);
    cap(world);
    world.service.deviations.add('zone-moved', { hours: -2 });
    world.wait(HOUR);
    await expect(world.poll()).rejects.toThrow(/not the one this trigger knows/);
    world.publish();
    expect(await world.poll()).toEqual([]);
    world.wait(3 * HOUR);
    world.account.pay({ amount: 1, note: 'new' });
    expect(await world.settle()).toBe(true);
    expect(notes(world.emitted)).toEqual(['new']);
  });
});

describe('an account that a poll cannot read to its end', () => {
  const CAP = { limit: 100, pages: 'the asked limit' };

  /** Armed on 3000 entries of 20 days, of which an old one was refunded in place, a hundred rows a page. */
  async function begun(maxItems?: number): Promise<World> {
    const world = new World(poll, maxItems);
    spread(world, 3000, 20 * DAY);
    const [refunded] = world.account.rows().slice(2500);
    world.account.change((row) => row === refunded, { is_refund: 'true' });
    world.service.deviations.add('limit-capped', CAP);
    await world.poll();
    expect(world.hasBacklog).toBe(true);
    return world;
  }

  it.each([1000, 15])(
    'is read to its end by a few more polls (at most %d), and starts nothing',
    async (most) => {
      const world = await begun(most);
      for (let polls = 0; polls < 3; polls++) {
        world.wait(MINUTE);
        expect(await world.poll()).toEqual([]);
      }
      expect(world.hasBacklog).toBe(false);
      expect(await world.settle()).toBe(true);
      expect(world.emitted).toEqual([]);
    },
  );

  it('misses no payment that comes while it is read, and none under an old date afterwards', async () => {
    const world = await begun();
    world.account.pay({ amount: 1, note: 'new' });
    expect(await world.settle()).toBe(true);
    world.account.lateBankTransfer({ amount: 1, note: 'late', at: wallClock(world.serverNow - 19 * DAY) });
    expect(await world.settle()).toBe(true);
    expect(notes(world.emitted)).toEqual(['new', 'late']);
  });

  it('starts all that came since the last poll, if the token was replaced', async () => {
    const world = await armedOn(3, 20);
    world.service.deviations.add('limit-capped', CAP);
    world.rotate();
    world.wait(DAY);
    spread(world, 2500, HOUR);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(2500);
    expect(new Set(world.emitted.map(({ id }) => id)).size).toBe(2500);
  });

  it('is accepted as another list, and read to its end', async () => {
    const world = await armedOn(1500, 20);
    world.service.deviations.add('limit-capped', CAP);
    await world.settle();
    world.service.deviations.add('listed-twice', { transactionId: 'none' });
    world.publish();
    expect(await world.poll()).toEqual([]);
    expect(await world.settle()).toBe(true);
    world.account.lateBankTransfer({ amount: 1, note: 'late', at: wallClock(world.serverNow - 19 * DAY) });
    expect(await world.settle()).toBe(true);
    expect(notes(world.emitted)).toEqual(['late', 'late']);
  });

  it('is accepted in the poll that learns of the cap and of a replaced token too', async () => {
    const world = await armedOn(40, 8);
    world.service.deviations.add('limit-capped', CAP);
    spread(world, 239, 60 * HOUR);
    world.rotate();
    spread(world, 20, 6 * HOUR);
    world.service.deviations.add('listed-twice', { transactionId: 'different' });
    world.wait(HOUR);
    world.publish();
    await world.poll();
    expect(await world.settle()).toBe(true);
  });
});

describe('a poll in which time runs out before anything is read of another account', () => {
  it('fails and says so; the next one begins', async () => {
    let late = true;
    const world = new World(async (turn) => {
      let asked = 0;
      return await poll({
        ...turn,
        deadline: late ? turn.clock() + 1000 : Infinity,
        clock: () => turn.clock() + asked * 2000,
        ask: (slice) => {
          asked++;
          return turn.ask(slice);
        },
      });
    });
    spread(world, 30, DAY);
    await world.poll();
    world.switchAccount(1);
    spread(world, 30, DAY);
    await expect(world.poll()).rejects.toThrow(
      /too slowly, or with too few rows a page.*Nothing was started/,
    );
    late = false;
    expect(await world.poll()).toEqual([]);
    world.account.pay({ amount: 1, note: 'new' });
    expect(notes(await world.poll())).toEqual(['new']);
  });
});

describe('a list that changed while a backlog was worked off', () => {
  /** The newest entries were taken in cents, so that the newest page looks known. */
  async function partlyInCents(): Promise<World> {
    const world = await armedOn(40, 8, 15);
    spread(world, 100, 31 * HOUR);
    for (let polls = 0; polls < 2; polls++) await world.poll();
    world.service.deviations.add('amount-spelled', { as: 'cents' });
    world.wait(HOUR);
    await world.poll();
    return world;
  }

  it('is accepted as a whole by publishing the workflow once', async () => {
    const world = await partlyInCents();
    const polls = async (): Promise<string> => {
      for (let count = 0; count < 4; count++) {
        world.wait(HOUR);
        await world.poll();
      }
      return 'no alarm';
    };
    await expect(polls()).rejects.toThrow(/not the one this trigger knows/);
    world.publish();
    await world.poll();
    expect(await polls()).toBe('no alarm');
  });
});

describe('a list that was taken while it was listed twice', () => {
  it.each([40, 6])('raises the alarm where it is listed once, an hour later: %d entries', async (count) => {
    const world = await armedOn(count, 8);
    const twice = world.service.deviations.add('listed-twice', { transactionId: 'none' });
    world.publish();
    await world.poll();
    world.service.deviations.lift(twice);
    world.service.deviations.add('zone-moved', { hours: 1 });
    world.wait(HOUR);
    await expect(world.poll()).rejects.toThrow(/not the one this trigger knows/);
  });
});

describe('a list of which half was taken twice before', () => {
  it('is an error if the other half comes twice', async () => {
    const world = await armedOn(3, 1, 100);
    spread(world, 100, 32 * HOUR);
    const once = world.service.deviations.add('listed-twice', { transactionId: 'none' });
    expect(await world.poll()).toHaveLength(100);
    world.service.deviations.lift(once);
    expect(await world.poll()).toHaveLength(50);
    world.service.deviations.add('listed-twice', { transactionId: 'different' });
    world.wait(HOUR);
    await expect(world.poll()).rejects.toThrow(/not the one this trigger knows/);
  });
});
