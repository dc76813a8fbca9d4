import { describe, expect, it } from '@jest/globals';
import { wallClock } from '../../../sandbox/src/index.ts';
import { isOvertaken, poll, SecPaidError, toPayIn } from '../../src/index.ts';
import { Oracle } from './oracle.ts';
import { armed, DAY, HOUR, notes, spread, stateOf } from './scenes.ts';
import { type Feed, World } from './world.ts';

describe('arming', () => {
  it('emits none of the existing entries', async () => {
    expect((await armed()).emitted).toEqual([]);
  });

  it('emits the first payment of an empty account', async () => {
    const world = new World(poll);
    await world.poll();
    world.account.pay({ amount: 10, note: 'first' });
    expect(notes(await world.poll())).toEqual(['first']);
  });

  it('emits a payment that arrives while a long list is being read', async () => {
    const world = new World(poll);
    spread(world, 4000, 20 * DAY);
    world.service.before = ({ number }) => {
      if (number === 3) world.account.pay({ amount: 10, note: 'meanwhile' });
    };
    await world.poll();
    expect(notes(await world.poll())).toEqual(['meanwhile']);
  });

  it('fails when SecPaid cannot be read, and starts from then on when it can', async () => {
    const world = new World(poll);
    world.service.faults.add({ kind: '500' });
    await expect(world.poll()).rejects.toThrow(SecPaidError);
    expect(world.stored).toBeUndefined();
    world.account.pay({ amount: 10 });
    expect(await world.poll()).toEqual([]);
  });
});

describe('what is new', () => {
  it('includes a payment of an old link, though its pay_id is lower', async () => {
    const world = await armed();
    world.account.pay({ amount: 10, payId: 7, note: 'old link' });
    expect(notes(await world.poll())).toEqual(['old link']);
  });

  it('includes a refund that shares the pay_id of its payment', async () => {
    const world = await armed();
    const { pay_id } = world.account.pay({ amount: 10 });
    await world.poll();
    world.account.refund(pay_id, {});
    expect((await world.poll()).map((row) => toPayIn(row).kind)).toEqual(['refund']);
  });

  it('includes every payment of a Personal QR, also two alike in one second', async () => {
    const world = await armed();
    for (const note of ['a', 'b', 'c']) world.account.payPersonalQr({ amount: 5, note });
    expect(await world.poll()).toHaveLength(3);
    world.account.payPersonalQr({ amount: 5 });
    const [fourth] = await world.poll();
    expect(fourth?.id).toMatch(/_4$/);
  });

  it('includes a bank transfer entered nearly 30 days late, within the hour', async () => {
    const world = await armed();
    spread(world, 3000, 20 * DAY);
    await world.settle();
    world.account.lateBankTransfer({ amount: 10, at: wallClock(world.serverNow - 29 * DAY), note: 'late' });
    world.wait(HOUR);
    expect(notes(await world.poll())).toEqual(['late']);
  });

  it('includes a late entry that came during an outage of weeks', async () => {
    const world = await armed();
    world.wait(10 * DAY);
    world.account.lateBankTransfer({ amount: 10, at: wallClock(world.serverNow - 28 * DAY), note: 'late' });
    world.wait(20 * DAY);
    spread(world, 5000, DAY);
    world.restart();
    expect(notes(await world.poll())[0]).toBe('late');
  });

  it('excludes a row whose payout_status and fees change', async () => {
    const world = await armed();
    world.account.change(() => true, { payout_status: 'Approved', net_amount: '0.01' });
    expect(await world.poll()).toEqual([]);
  });
});

describe('a poll that fails', () => {
  const kinds = ['429', '500', '503', '401', 'html', 'cut-off', 'no-list', 'drop'] as const;
  it.each(kinds)('by %s throws, changes nothing and loses nothing', async (kind) => {
    const world = await armed();
    world.account.pay({ amount: 10, note: 'kept' });
    const before = world.stored;
    world.service.faults.add({ kind });
    await expect(world.poll()).rejects.toThrow(SecPaidError);
    expect(world.stored).toBe(before);
    expect(notes(await world.poll())).toEqual(['kept']);
  });

  it('on its second page changes nothing either', async () => {
    const world = await armed();
    spread(world, 1500, 30 * 60_000);
    world.service.faults.add({ kind: 'drop', onPage: 2 });
    await expect(world.poll()).rejects.toThrow('SecPaid could not be reached');
    await world.settle();
    expect(world.emitted).toHaveLength(1500);
  });
});

describe('a backlog', () => {
  it('continues where it was after a restart, while new payments keep coming', async () => {
    const world = await armed(poll, 300);
    const oracle = new Oracle(world);
    world.wait(DAY);
    spread(world, 2400, 20 * HOUR);
    for (let polls = 0; polls < 12; polls++) {
      spread(world, 40, 60_000);
      oracle.observe();
      await oracle.poll();
      world.restart();
      world.wait(60_000);
    }
    await oracle.settle();
    expect(oracle.complaints()).toEqual([]);
  });

  it('stops asking at the deadline and continues in the next poll', async () => {
    const world = await armed((turn) => poll({ ...turn, deadline: turn.clock() }));
    const oracle = new Oracle(world);
    world.wait(3 * HOUR);
    spread(world, 2400, HOUR);
    oracle.observe();
    for (let polls = 0; polls < 12 && world.emitted.length < 2400; polls++) {
      await oracle.poll();
      expect(world.requests).toBe(1);
      world.wait(60_000);
    }
    expect(oracle.complaints()).toEqual([]);
  });
});

describe('a backfill', () => {
  const backfilling =
    (backfillDays: number): Feed =>
    (turn) =>
      poll({ ...turn, backfillDays });

  it('emits the last N days oldest first, in bounded portions, then what is new, without a seam', async () => {
    const world = new World(backfilling(60), 400);
    spread(world, 3000, 90 * DAY);
    const since = wallClock(world.serverNow - 60 * DAY).slice(0, 10);
    for (let polls = 0; polls === 0 || stateOf(world).drain; polls++) {
      expect(polls).toBeLessThan(10);
      const taken = await world.poll();
      expect(taken.length).toBeLessThanOrEqual(400);
      world.account.pay({ amount: 1 });
      world.wait(60_000);
    }
    await world.settle();
    const owed = world.account.rows().filter((row) => row.created_at >= since);
    expect(new Set(world.emitted.map(({ id }) => id)).size).toBe(owed.length);
    expect(world.emitted).toHaveLength(owed.length);
    const times = world.emitted.map(({ row }) => row.createdAt);
    expect(times).toEqual(times.toSorted());
  });

  it('of an account without entries emits the first payment', async () => {
    const world = new World(backfilling(30));
    expect(await world.poll()).toEqual([]);
    world.account.pay({ amount: 3, note: 'first' });
    expect(notes(await world.poll())).toEqual(['first']);
  });

  it.each([0, 366, 1.5])('of %d days is refused with a clear message', async (days) => {
    await expect(new World(backfilling(days)).poll()).rejects.toThrow(
      'Backfill Days must be a whole number from 1 to 365',
    );
  });
});

describe('the cost', () => {
  it.each([0, 100, 900, 5000])(
    'of a poll with nothing new is one request, with %d entries in the window',
    async (count) => {
      const world = new World(poll);
      spread(world, count, 29 * DAY);
      await world.poll();
      world.wait(60_000);
      await world.poll();
      world.wait(60_000);
      expect(await world.poll()).toEqual([]);
      expect(world.requests).toBe(1);
    },
  );

  it('of a sweep is what it takes to read the lookback once', async () => {
    const world = new World(poll);
    spread(world, 5000, 29 * DAY);
    await world.poll();
    await world.poll();
    world.wait(6 * HOUR);
    await world.poll();
    expect(world.requests).toBeGreaterThan(4);
    expect(world.requests).toBeLessThan(8);
  });
});

describe('the state', () => {
  it('of two overlapping polls is the one stored first; the later poll is dropped', async () => {
    const world = await armed();
    const before = stateOf(world);
    world.account.pay({ amount: 10 });
    await world.poll();
    expect(isOvertaken(before, stateOf(world))).toBe(true);
    expect(isOvertaken(stateOf(world), stateOf(world))).toBe(false);
    expect(isOvertaken(undefined, undefined)).toBe(false);
  });

  it.each([
    ['text', 'garbage'],
    ['a list', []],
    ['an empty object', {}],
    ['one with a wrong watermark', { watermark: 'yesterday' }],
    ['one with broken identities', { seen: { '2026-05-20': 'abc' } }],
    ['one with a broken backlog', { drain: { from: 3 } }],
  ])('that is %s is an error that says what to do, and asks nothing', async (_, change) => {
    const world = await armed();
    const broken =
      typeof change === 'string' || Array.isArray(change) ? change : { ...stateOf(world), ...change };
    const stored = Object.keys(change).length === 0 ? change : broken;
    world.service.requests.clear();
    const asked = poll({
      state: stored,
      ask: () => Promise.reject(new Error('asked')),
      clock: Date.now,
      random: () => 0.5,
      firstSinceStart: true,
    });
    await expect(asked).rejects.toThrow(/cannot be read.*delete this trigger/);
  });

  it('of a newer version is an error that says so', async () => {
    const world = await armed();
    const state = { ...stateOf(world), version: 99 };
    const asked = poll({
      state,
      ask: () => Promise.reject(new Error('asked')),
      clock: Date.now,
      random: () => 0.5,
      firstSinceStart: true,
    });
    await expect(asked).rejects.toThrow('newer version of this connector');
  });

  it('of version 1, as it was stored in November 2026, is read', async () => {
    const world = new World(poll);
    world.account.pay({ amount: 42.5, payId: 99296, at: '2026-05-20 09:56:08' });
    world.account.pay({ amount: 1, payId: 99300, at: '2026-05-20 11:00:00', note: 'new' });
    world.stored = STORED_V1;
    world.restart();
    expect(notes(await world.poll())).toEqual(['new']);
  });
});

/** Never change this text: it is what installed connectors have stored. */
const STORED_V1 =
  '{"version":1,"revision":2,"watermark":"2026-05-20 09:56:08","floor":"2026-04-20 09:56:08",' +
  '"seen":{"2026-05-20":"7isH0HONsZn"},"sweptAt":1779271200000,"drain":null}';
