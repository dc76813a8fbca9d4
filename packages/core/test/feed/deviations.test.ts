import { describe, expect, it } from '@jest/globals';
import { wallClock } from '../../../sandbox/src/index.ts';
import { fingerprint } from '../../src/http/connection.ts';
import { poll, type PollOutcome, toPayIn } from '../../src/index.ts';
import { armed, DAY, HOUR, notes, spread, stateOf } from './scenes.ts';
import { type Feed, World } from './world.ts';

const MINUTE = 60_000;

/** A feed that keeps what its polls said, and knows which token it was asked with. */
function watched({ token = (): string => 'shop', accepts = (): boolean => false } = {}) {
  const said: Omit<PollOutcome, 'taken' | 'state'>[] = [];
  const feed: Feed = async (turn) => {
    const connection = { token: token(), baseUrl: 'http://127.0.0.1/api/v2' };
    const outcome = await poll({
      ...turn,
      fingerprint: (salt) => fingerprint(connection, salt),
      accepts: accepts(),
    });
    said.push(outcome);
    return outcome;
  };
  return { feed, said };
}

const ids = (rows: Awaited<ReturnType<World['poll']>>): unknown[] => rows.map(({ id }) => id);

describe('a credential that changes', () => {
  /** A trigger on a test account, and the shop's account behind another token. */
  async function goingLive(before: number, ofShop: number, backfill = false) {
    let token = 'test';
    const { feed, said } = watched({ token: () => token });
    const world = new World((turn) => feed(backfill ? { ...turn, backfillDays: 7 } : turn));
    spread(world, before, 3 * DAY);
    await world.poll();
    world.account.clear();
    spread(world, ofShop, 30 * DAY);
    world.wait(HOUR);
    token = 'shop';
    return { world, said };
  }

  it('to another account starts from now, and the log says so', async () => {
    const { world, said } = await goingLive(20, 400);
    world.restart();
    expect(await world.poll()).toEqual([]);
    expect(said.at(-1)?.notice).toMatch(/shows another account than before.*starts over from now/);
    world.wait(MINUTE);
    world.account.pay({ amount: 1, note: 'new' });
    expect(notes(await world.poll())).toEqual(['new']);
  });

  it('to another account starts from now, even if the last days were to be emitted', async () => {
    const { world } = await goingLive(20, 400, true);
    const emitted = world.emitted.length;
    expect(await world.poll()).toEqual([]);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(emitted);
  });

  it('from an account of two payments starts nothing that is older than the last poll', async () => {
    const { world, said } = await goingLive(2, 400);
    // What is dated within ten minutes of the last poll may have come after it, since the clocks may differ.
    const around = wallClock(world.serverNow - HOUR - 10 * MINUTE);
    world.account.remove(({ created_at: at }) => at >= around, 1);
    expect(await world.poll()).toEqual([]);
    expect(said.at(-1)?.notice).toMatch(/it is unclear whether it shows another account/);
    world.account.pay({ amount: 1, note: 'new' });
    expect(notes(await world.poll())).toEqual(['new']);
  });

  it.each([0, 3, 20, 1200])(
    'to a new token of the same account (%d payments) loses nothing',
    async (count) => {
      let token = 'old';
      const { feed } = watched({ token: () => token });
      const world = new World(feed);
      spread(world, count, 20 * DAY);
      await world.poll();
      world.wait(HOUR);
      token = 'new';
      world.account.pay({ amount: 1, note: 'between' });
      world.wait(MINUTE);
      expect(notes(await world.poll())).toEqual(['between']);
      world.account.pay({ amount: 2, note: 'after' });
      expect(notes(await world.poll())).toEqual(['after']);
      expect(await world.settle()).toBe(true);
      expect(world.emitted).toHaveLength(2);
    },
  );
});

describe('a credential that changes if little is remembered', () => {
  async function rotated() {
    let token = 'old';
    const { feed, said } = watched({ token: () => token });
    const world = new World(feed);
    spread(world, 3, DAY);
    await world.poll();
    return { world, said, rotate: () => (token = 'new') };
  }

  it('does not show an unreadable row a second time', async () => {
    const { world, said, rotate } = await rotated();
    for (const { pay_id: payId } of world.account.rows().slice(0, 2)) {
      world.service.deviations.add('unreadable-row', { payId, field: 'amount' });
    }
    await world.settle();
    expect(said.some(({ unreadable }) => unreadable)).toBe(true);
    const shown = said.length;
    world.account.remove(world.account.rows().at(-1) ?? {});
    rotate();
    await world.poll();
    expect(said.at(-1)?.notice).toMatch(/unclear whether it shows another account/);
    expect(await world.settle()).toBe(true);
    expect(
      said
        .slice(shown)
        .map(({ unreadable }) => unreadable)
        .filter(Boolean),
    ).toEqual([]);
  });

  it('does not start a refund a second time when it gets its own row', async () => {
    const { world, said, rotate } = await rotated();
    const [first] = world.account.rows();
    world.account.change((row) => row === first, { is_refund: 'true' });
    expect(await world.poll()).toHaveLength(1);
    const row = world.account.refund(first?.pay_id ?? '');
    world.account.remove(() => true);
    rotate();
    await world.poll();
    expect(said.at(-1)?.notice).toMatch(/unclear whether it shows another account/);
    world.account.payTwin(row);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(1);
  });
});

describe('a payment that is refunded or disputed in place', () => {
  it.each([
    ['dispute', { is_dispute: 'true' }],
    ['dispute', { status: 'Disputed' }],
    ['refund', { is_refund: 'true' }],
    ['refund', { status: 'Refunded' }],
  ])('starts the workflow once as a %s: %j', async (kind, change) => {
    const world = await armed();
    const [first] = world.account.rows();
    world.account.change((row) => row === first, change);
    const [entry, ...more] = await world.poll();
    expect(more).toEqual([]);
    expect(entry && toPayIn(entry)).toMatchObject({
      kind,
      pay_id: first?.pay_id,
      amount: -Number(first?.amount),
    });
    expect(entry?.id).toMatch(new RegExp(`_${kind}$`));
    world.restart();
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(1);
  });

  it('does not start it again by a separate row', async () => {
    const world = await armed();
    const [first] = world.account.rows();
    world.account.change((row) => row === first, { is_refund: 'true' });
    expect(await world.poll()).toHaveLength(1);
    world.account.refund(first?.pay_id ?? '');
    expect(await world.poll()).toEqual([]);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(1);
  });

  it('starts nothing if that was already so when the feed was armed', async () => {
    const world = new World(poll);
    spread(world, 5, DAY);
    const [first] = world.account.rows();
    world.account.change((row) => row === first, { is_refund: 'true' });
    await world.poll();
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toEqual([]);
  });
});

describe('a list that is not the one that is remembered', () => {
  const changes = [
    ['zone-moved', { hours: -2 }],
    ['zone-moved', { hours: 2 }],
    ['amount-spelled', { as: 'cents' }],
    ['listed-twice', { transactionId: 'none' }],
    ['listed-twice', { transactionId: 'different' }],
  ] as const;

  it.each(changes)('is one clear error and starts nothing old: %s %j', async (name, values) => {
    const world = new World(poll);
    spread(world, 400, 29 * DAY);
    await world.poll();
    world.service.deviations.add(name, values);
    for (let polls = 0; polls < 3; polls++) {
      world.wait(HOUR);
      await expect(world.poll()).rejects.toThrow(/SecPaid’s list is not the one this trigger knows/);
    }
    world.service.deviations.clear();
    world.account.pay({ amount: 1, note: 'after' });
    expect(notes(await world.poll())).toEqual(['after']);
  });

  it.each(changes)('is taken as it is once the workflow is published again: %s %j', async (name, values) => {
    let accepts = false;
    const { feed, said } = watched({ accepts: () => accepts });
    const world = new World(feed);
    spread(world, 400, 29 * DAY);
    world.wait(3 * HOUR);
    await world.poll();
    world.wait(5 * HOUR);
    world.service.deviations.add(name, values);
    await expect(world.poll()).rejects.toThrow(/publish the workflow again/);
    accepts = true;
    world.account.pay({ amount: 1, note: 'since' });
    world.restart();
    const taken = await world.poll();
    expect(new Set(notes(taken))).toEqual(new Set(['since']));
    expect(said.at(-1)?.notice).toMatch(/published again.*start the workflow/);
    accepts = false;
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(taken.length);
  });

  it.each([
    ['pay-id-spelled', { as: 'leading zero' }],
    ['pay-id-spelled', { as: 'blanks' }],
    ['pay-id-spelled', { as: 'number' }],
    ['amount-spelled', { as: '100' }],
    ['amount-spelled', { as: 'number' }],
    ['amount-spelled', { as: '1,234.56' }],
    ['date-spelled', { as: 'UTC' }],
    ['date-spelled', { as: 'offset' }],
    ['date-spelled', { as: 'fraction' }],
    ['date-spelled', { as: 'T' }],
    ['listed-twice', { transactionId: 'equal' }],
  ] as const)('is the same in another spelling: %s %j', async (name, values) => {
    const world = new World(poll);
    spread(world, 400, 29 * DAY);
    await world.poll();
    world.service.deviations.add(name, values);
    world.wait(HOUR);
    world.account.pay({ amount: 1, note: 'new' });
    expect(notes(await world.poll())).toEqual(['new']);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(1);
  });
});

describe('a list that only looks like another one', () => {
  it('has many payments alike in all that tells them apart', async () => {
    const world = await armed();
    world.wait(HOUR);
    const [first] = world.account.rows();
    for (let times = 0; first && times < 6; times++) world.account.payTwin(first);
    expect(await world.poll()).toHaveLength(6);
  });

  it('was taken with each row twice: what is new comes twice, but is no alarm', async () => {
    let accepts = false;
    const { feed } = watched({ accepts: () => accepts });
    const world = await armed(feed);
    world.service.deviations.add('listed-twice', { transactionId: 'none' });
    accepts = true;
    await world.poll();
    accepts = false;
    world.wait(MINUTE);
    spread(world, 8, 0);
    spread(world, 8, 3 * DAY);
    expect(await world.poll()).toHaveLength(32);
  });

  it('has refunds in place, deleted rows and late payments', async () => {
    const world = await armed();
    const refunded = world.account.rows();
    world.account.change(() => true, { is_refund: 'true' });
    expect(await world.poll()).toHaveLength(5);
    world.wait(MINUTE);
    world.account.remove((row) => row.pay_id === refunded[2]?.pay_id);
    spread(world, 30, DAY);
    expect(await world.poll()).toHaveLength(30);
  });

  it('had refunds in place when the feed was armed', async () => {
    const world = new World(poll);
    spread(world, 6, DAY);
    world.account.change(() => true, { is_refund: 'true' });
    await world.poll();
    spread(world, 30, DAY);
    world.wait(MINUTE);
    expect(await world.poll()).toHaveLength(30);
  });
});

describe('a row that cannot be read', () => {
  it('is shown if it has no date and is at the end of the list', async () => {
    const { feed, said } = watched();
    const world = new World(feed);
    spread(world, 41, 8 * DAY);
    await world.poll();
    const last = world.account.rows().at(-1)?.pay_id;
    world.service.deviations.add('unreadable-row', { field: 'created_at', payId: last });
    await world.settle();
    expect(said.map(({ unreadable }) => unreadable?.message).filter(Boolean)).toEqual([
      expect.stringMatching(/created_at null/),
    ]);
  });

  it.each(['created_at', 'amount', 'pay_id'])('is shown once; the others pass: %s', async (field) => {
    const { feed, said } = watched();
    const world = new World(feed);
    spread(world, 30, 20 * DAY);
    await world.poll();
    world.account.pay({ amount: 3, note: 'bad' });
    const id = world.service.deviations.add('unreadable-row', {
      field,
      place: 'top',
      payId: world.account.rows()[0]?.pay_id,
    });
    world.wait(MINUTE);
    world.account.pay({ amount: 4, note: 'good' });
    const first = notes(await world.poll());
    expect(said.at(-1)?.unreadable?.message).toMatch(/SecPaid lists an entry whose .* cannot be read/);
    for (let polls = 0; polls < 3; polls++) {
      world.wait(HOUR);
      await world.poll();
      expect(said.at(-1)?.unreadable).toBeUndefined();
    }
    world.service.deviations.lift(id);
    world.wait(HOUR);
    const mended = notes(await world.poll());
    expect([...first, ...mended].sort()).toEqual(['bad', 'good']);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(2);
  });
});

describe('many rows that cannot be read', () => {
  /** An account of twelve old payments and newer ones; those that are meant cannot be read. */
  async function spoiled(
    isMeant: (index: number) => boolean,
    ages: number,
  ): Promise<ReturnType<typeof watched>> {
    const { feed, said } = watched();
    const world = new World(feed);
    for (let index = 0; index < 12; index++) {
      const at = wallClock(world.serverNow - (index + 1) * ages);
      world.account.pay({ amount: 5, payId: 700_000 + index, at });
      if (!isMeant(index)) continue;
      world.service.deviations.add('unreadable-row', { payId: String(700_000 + index), field: 'amount' });
    }
    await world.poll();
    world.account.pay({ amount: 6, note: 'new' });
    expect(notes(await world.poll())).toEqual(['new']);
    return { feed, said };
  }

  it('are one error that names the first three', async () => {
    const { said } = await spoiled((index) => index > 6, HOUR);
    expect(said[0]?.unreadable?.what.match(/The row: pay_id/g)).toHaveLength(3);
    expect(said[0]?.unreadable?.what).toMatch(/There are 2 more\.$/);
  });

  it('do not matter at the end of the list, even a whole page of them', async () => {
    const { said } = await spoiled((index) => index > 0, 40 * DAY);
    expect(said.map(({ unreadable }) => unreadable)).toEqual([undefined, undefined]);
  });

  it('are an error where none of the newest can be read: then the format is another one', async () => {
    const world = await armed();
    for (const { pay_id: payId } of world.account.rows()) {
      world.service.deviations.add('unreadable-row', { payId, field: 'amount' });
    }
    await expect(world.poll()).rejects.toThrow('cannot be read; it must be an amount');
  });
});

describe('a payment that is not final', () => {
  it('starts the workflow when it is, once', async () => {
    const world = await armed();
    world.account.pay({ amount: 7, note: 'slow', status: 'Pending' });
    expect(await world.poll()).toEqual([]);
    world.wait(3 * HOUR);
    expect(await world.poll()).toEqual([]);
    world.account.change((row) => row.recipient_note === 'slow', { status: 'Success' });
    expect(notes(await world.poll())).toEqual(['slow']);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(1);
  });

  it.each(['Failed', 'Cancelled'])('never starts it if it ends as %s', async (status) => {
    const world = await armed();
    world.account.pay({ amount: 7, note: 'slow', status: 'Pending' });
    await world.poll();
    world.account.change((row) => row.recipient_note === 'slow', { status });
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toEqual([]);
  });
});

describe('a limit that SecPaid cuts off silently', () => {
  it.each([100, 200, 500])('at %d rows loses nothing of a burst', async (limit) => {
    const world = await armed();
    world.service.deviations.add('limit-capped', { limit });
    world.account.addMany(900, (index) => ({
      amount: index + 1,
      at: wallClock(world.serverNow + index * 100),
    }));
    world.wait(5 * MINUTE);
    expect(await world.settle()).toBe(true);
    expect(world.emitted).toHaveLength(900);
    expect(new Set(ids(world.emitted)).size).toBe(900);
  });

  it.each([100, 500])(
    'at %d rows is learnt when the feed is armed: nothing old is emitted',
    async (limit) => {
      const world = new World(poll);
      spread(world, 900, 20 * DAY);
      const id = world.service.deviations.add('limit-capped', { limit });
      await world.poll();
      world.service.deviations.lift(id);
      world.account.pay({ amount: 1, note: 'new' });
      expect(await world.settle()).toBe(true);
      expect(notes(world.emitted)).toEqual(['new']);
    },
  );

  it('is learnt if a page further down is the first to show it', async () => {
    const world = new World(poll);
    spread(world, 517, 20 * DAY);
    const twice = world.service.deviations.add('listed-twice', { transactionId: 'none' });
    await world.poll();
    world.service.deviations.lift(twice);
    world.service.deviations.add('limit-capped', { limit: 500 });
    world.account.pay({ amount: 1, note: 'new' });
    world.publish();
    expect(notes(await world.poll())).toEqual(['new']);
    expect(stateOf(world).pageSize).toBe(500);
  });

  it.each([100, 500])('at %d rows hides nothing of another account', async (limit) => {
    let token = 'test';
    const { feed } = watched({ token: () => token });
    const world = new World(feed);
    spread(world, 6, HOUR);
    await world.poll();
    world.account.clear();
    spread(world, 900, 20 * DAY);
    const id = world.service.deviations.add('limit-capped', { limit });
    token = 'shop';
    world.wait(HOUR);
    expect(await world.poll()).toEqual([]);
    world.service.deviations.lift(id);
    world.account.pay({ amount: 1, note: 'new' });
    expect(await world.settle()).toBe(true);
    expect(notes(world.emitted)).toEqual(['new']);
  });

  it('below a hundred is an error, not the end of the list', async () => {
    const world = await armed();
    world.service.deviations.add('limit-capped', { limit: 40 });
    world.account.addMany(900, (index) => ({
      amount: index + 1,
      at: wallClock(world.serverNow + index * 100),
    }));
    world.wait(5 * MINUTE);
    await expect(world.poll()).rejects.toThrow(/gave 40 entries where .* were asked for, and there are more/);
  });
});

describe('a list in another order', () => {
  it('ascending is an error that says so', async () => {
    const world = new World(poll);
    spread(world, 1500, 20 * DAY);
    await world.poll();
    world.service.deviations.add('ascending');
    world.wait(HOUR);
    await expect(world.poll()).rejects.toThrow(/not sorted by date/);
  });

  it('out of order by minutes stays right', async () => {
    const world = await armed();
    spread(world, 300, 5 * DAY);
    world.service.deviations.add('out-of-order', { minutes: 5 });
    world.account.pay({ amount: 1, note: 'new' });
    expect(await world.settle()).toBe(true);
    expect(notes(world.emitted)).toContain('new');
  });
});
