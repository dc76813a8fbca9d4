import { describe, expect, it } from '@jest/globals';
import { wallClock } from '../../../sandbox/src/index.ts';
import { type PayIn, poll, recentPayIns } from '../../src/index.ts';
import { DAY, spread } from './scenes.ts';
import { World } from './world.ts';

const MINUTE = 60_000;

/** What a Zap reads, at an instant: 20 May 2026, a wall clock of Berlin. */
function reading(world: World, at: string, thorough = false): Promise<PayIn[]> {
  const clock = (): number => Date.parse(`2026-05-20T${at}+02:00`);
  return recentPayIns({
    ask: (slice) => world.client.payIns.answer(slice),
    clock,
    deadline: clock() + MINUTE,
    thorough,
  });
}

function worldWith(payments: number): World {
  const world = new World(poll);
  spread(world, payments, 20 * DAY);
  return world;
}

describe('a row that cannot be read', () => {
  function spoiled(): World {
    const world = worldWith(30);
    world.account.pay({ amount: 5, payId: 777_001, at: wallClock(world.serverNow - DAY) });
    world.service.deviations.add('unreadable-row', { payId: '777001', field: 'amount' });
    return world;
  }

  it.each(['00:00:00', '06:19:59', '12:05:00', '18:00:00'])('stops the Zap visibly at %s', async (at) => {
    await expect(reading(spoiled(), at)).rejects.toThrow('pay_id "777001"');
  });

  it.each(['00:20:00', '05:59:59', '13:05:00', '23:59:00'])('lets the others through at %s', async (at) => {
    expect(await reading(spoiled(), at)).toHaveLength(30);
  });

  it('does not keep a Zap from being turned on', async () => {
    expect(await reading(spoiled(), '12:05:00', true)).toHaveLength(30);
  });
});

describe('a list in which every entry stands twice', () => {
  it('starts nothing, and says so', async () => {
    const world = worldWith(30);
    world.service.deviations.add('listed-twice', { transactionId: 'different' });
    await expect(reading(world, '13:00:00')).rejects.toThrow('SecPaid lists 30 of 30 recent entries twice.');
  });

  it('is the same one if each pair is one transaction', async () => {
    const world = worldWith(30);
    world.service.deviations.add('listed-twice', { transactionId: 'equal' });
    expect(await reading(world, '13:00:00')).toHaveLength(30);
  });
});

describe('a limit that SecPaid cuts off silently', () => {
  it('is noticed: all recent entries are there', async () => {
    const world = worldWith(700);
    world.service.deviations.add('limit-capped', { limit: 500 });
    expect(new Set((await reading(world, '13:00:00', true)).map(({ id }) => id)).size).toBe(700);
  });
});

describe('a payment that is refunded in place', () => {
  it('is followed by an entry for that, with a separate id', async () => {
    const world = worldWith(3);
    const [first] = world.account.rows();
    world.account.change((row) => row === first, { is_refund: 'true' });
    const read = await reading(world, '13:00:00');
    expect(read.map(({ kind }) => kind).sort()).toEqual(['payment', 'payment', 'payment', 'refund']);
    expect(read.find(({ kind }) => kind === 'refund')?.id).toMatch(/_refund$/);
  });
});

describe('a payment that is not final', () => {
  it('is not there until it is', async () => {
    const world = worldWith(3);
    world.account.pay({ amount: 5, note: 'slow', status: 'Pending' });
    expect(await reading(world, '13:00:00')).toHaveLength(3);
    world.account.change((row) => row.recipient_note === 'slow', { status: 'Success' });
    expect(await reading(world, '13:00:00')).toHaveLength(4);
  });
});
