import { describe, expect, it } from '@jest/globals';
import { type PaymentInput, wallClock } from '../../../sandbox/src/index.ts';
import { type NumberedRow, poll } from '../../src/index.ts';
import { armedWith, idle } from './idle-day.ts';
import { DAY, notes, spread, stateOf } from './scenes.ts';
import { World } from './world.ts';

const MINUTE = 60_000;
const SIZES = [16, 100, 940, 3000];

/** Polls once a minute until something comes. @returns what came, and after how many minutes */
async function firstOf(
  world: World,
  most: number,
): Promise<{ taken: readonly NumberedRow[]; minutes: number }> {
  for (let minutes = 1; minutes <= most; minutes++) {
    world.wait(MINUTE);
    const taken = await world.poll();
    if (taken.length > 0) return { taken, minutes };
  }
  return { taken: [], minutes: Infinity };
}

/** An account that is polled for a while; a look at its end may be due at any time. */
async function polledWith(count: number, minutes = 17): Promise<World> {
  const { world } = await armedWith(count);
  await idle(world, minutes);
  return world;
}

const late = (world: World, days: number, note = 'late'): PaymentInput & { at: string } => ({
  amount: 12.34,
  at: wallClock(world.serverNow - days * DAY),
  note,
});

describe('an entry under an old date', () => {
  it.each(SIZES.flatMap((count) => [0.5, 29].map((days) => [count, days] as const)))(
    'is found within 15 minutes among %d entries: %d days',
    async (count, days) => {
      const world = await polledWith(count);
      for (const age of [days, days - 0.1]) {
        world.account.lateBankTransfer(late(world, age));
        const { taken, minutes } = await firstOf(world, 20);
        expect(notes(taken)).toEqual(['late']);
        expect(minutes).toBeLessThanOrEqual(15);
      }
    },
  );

  it.each([940, 3000])('is found within 15 minutes of a start among %d entries', async (count) => {
    const world = await polledWith(count);
    world.account.lateBankTransfer(late(world, 20));
    world.wait(DAY);
    world.restart();
    const { taken, minutes } = await firstOf(world, 20);
    expect(notes(taken)).toEqual(['late']);
    expect(minutes).toBeLessThanOrEqual(15);
  });

  it('is found by the first poll, if that comes 15 minutes after arming', async () => {
    const { world } = await armedWith(940);
    world.account.lateBankTransfer(late(world, 20));
    world.wait(15 * MINUTE);
    expect(notes(await world.poll())).toEqual(['late']);
  });

  it.each([100, 200])('is found where a page of %d rows ends just above it', async (limit) => {
    const world = new World(poll);
    spread(world, limit, 20 * DAY);
    await world.poll();
    world.service.deviations.add('limit-capped', { limit });
    await idle(world, 17);
    world.account.lateBankTransfer(late(world, 25));
    const { taken, minutes } = await firstOf(world, 20);
    expect(notes(taken)).toEqual(['late']);
    expect(minutes).toBeLessThanOrEqual(15);
  });

  it('is found with the next sweep where another entry is deleted at the same time', async () => {
    const world = await polledWith(940);
    const [deleted] = world.account.rows().slice(500);
    world.account.remove((row) => row === deleted, 1);
    world.account.lateBankTransfer(late(world, 20));
    const { taken, minutes } = await firstOf(world, 100);
    expect(notes(taken)).toEqual(['late']);
    expect(minutes).toBeLessThanOrEqual(68);
  });

  it('is found within 15 minutes where entries were deleted before', async () => {
    const world = await polledWith(3000);
    const rows = world.account.rows();
    for (const index of [0, 1, 2, 3, 700, 2500]) {
      world.account.remove((row) => row === rows[index], 1);
      await idle(world, 3);
    }
    await idle(world, 15);
    expect(Object.values(stateOf(world).gone).join('')).toHaveLength(6 * 11);
    world.account.lateBankTransfer(late(world, 20));
    expect((await firstOf(world, 20)).minutes).toBeLessThanOrEqual(15);
  });
});

describe('the newest entries, once deleted', () => {
  it('do not make every poll read all', async () => {
    const { world, cost } = await armedWith(940);
    const newest = new Set(world.account.rows().slice(0, 3));
    world.account.remove((row) => newest.has(row), 3);
    await idle(world, 2);
    const { bytes } = cost;
    await idle(world, 10);
    expect((cost.bytes - bytes) / 10).toBeLessThan(10_000);
  });
});

describe('what changes without a row of its own', () => {
  it.each([
    [100, 8],
    [840, 60],
  ])('starts the workflow after a minute for 14 entries at most: %d entries', async (count, most) => {
    const world = await polledWith(count);
    const row = world.account.rows()[Math.floor(count * 0.7)];
    world.account.change((one) => one === row, { is_refund: 'true' });
    const { taken, minutes } = await firstOf(world, most + 5);
    expect(taken.map(({ id }) => id)).toEqual([expect.stringMatching(/_refund$/)]);
    expect(minutes).toBeLessThanOrEqual(most);
  });

  it.each(SIZES)('starts it within 15 minutes where a payment was pending: %d entries', async (count) => {
    const world = await polledWith(count);
    world.account.pay({ ...late(world, 0), status: 'Pending' });
    await idle(world, 3);
    spread(world, 10, MINUTE);
    await idle(world, 14);
    world.account.change((row) => row.recipient_note === 'late', { status: 'Success' });
    const { taken, minutes } = await firstOf(world, 20);
    expect(notes(taken)).toEqual(['late']);
    expect(minutes).toBeLessThanOrEqual(15);
  });

  it.each([16, 940])(
    'starts it within 15 minutes where a row could not be read: %d entries',
    async (count) => {
      const world = await polledWith(count);
      const { pay_id: payId } = world.account.pay(late(world, 0));
      const bad = world.service.deviations.add('unreadable-row', { payId, field: 'amount' });
      await idle(world, 3);
      spread(world, 10, MINUTE);
      await idle(world, 14);
      world.service.deviations.lift(bad);
      const { taken, minutes } = await firstOf(world, 20);
      expect(notes(taken)).toEqual(['late']);
      expect(minutes).toBeLessThanOrEqual(15);
    },
  );
});

describe('more new rows that cannot be read than a head has room for', () => {
  it('stop nothing that can be read', async () => {
    const world = await polledWith(100);
    for (let count = 0; count < 12; count++) {
      const { pay_id: payId } = world.account.pay({ amount: 1 });
      world.service.deviations.add('unreadable-row', { payId, field: 'amount' });
    }
    expect(await world.poll()).toEqual([]);
    world.account.lateBankTransfer(late(world, 0.0001));
    expect(notes(await world.poll())).toEqual(['late']);
  });
});

describe('a state of November 2026, which tells less', () => {
  it.each([0, 4])('goes on without loss or repeat; %d entries were deleted', async (deleted) => {
    const { world, cost } = await armedWith(940);
    await idle(world, 2);
    const rows = world.account.rows();
    world.account.remove((row) => rows.indexOf(row) < deleted, deleted);
    const { gone, waiting, uncounted, sweepAt, checkAt, ...before } = stateOf(world);
    world.stored = JSON.stringify({ ...before, missing: deleted });
    world.restart();
    world.account.pay({ amount: 1, note: 'new' });
    expect(notes(await world.poll())).toEqual(['new']);
    const { requests } = cost;
    await idle(world, 30);
    expect(cost.requests - requests).toBeLessThanOrEqual(30 + 3 + (deleted > 0 ? 2 : 0));
    world.account.lateBankTransfer(late(world, 20));
    expect(notes((await firstOf(world, 15)).taken)).toEqual(['late']);
    expect(world.emitted).toHaveLength(2);
    expect(Object.keys({ gone, waiting, uncounted, sweepAt, checkAt })).toHaveLength(5);
  });
});
