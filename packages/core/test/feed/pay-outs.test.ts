import { random } from './listing.ts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wallClock } from '../../../sandbox/src/index.ts';
import { isOvertaken, poll, pollPayOuts, readState, SecPaidError } from '../../src/index.ts';
import type { Numbered } from '../../src/entries/row.ts';
import { type Order, PayOutList } from '../endpoints/pay-out-list.ts';
import { armed as armedPayIns, DAY, HOUR, stateOf } from './scenes.ts';

const ORDERS: readonly Order[] = ['newest first', 'oldest first', 'by number', 'shuffled'];

/** A list of pay-outs, New Pay-Out on it, and what it emitted. Nothing here takes real time. */
class World {
  now = Date.UTC(2026, 4, 20, 10);
  readonly list = new PayOutList();
  readonly emitted: Numbered[] = [];
  stored: string | undefined;
  maxItems = 1000;
  backfillDays: number | undefined;
  requests = 0;
  #firstSinceStart = true;

  pay(ago = 0): string {
    return this.list.add(wallClock(this.now - ago)).payout_id;
  }

  async poll(crash = false): Promise<string[]> {
    this.requests = 0;
    const { taken, state } = await pollPayOuts({
      state: this.stored === undefined ? undefined : JSON.parse(this.stored),
      ask: (slice) => {
        this.requests++;
        return this.list.client.payOuts.unsorted(slice);
      },
      clock: () => this.now,
      random,
      firstSinceStart: this.#firstSinceStart,
      maxItems: this.maxItems,
      backfillDays: this.backfillDays,
    });
    this.#firstSinceStart = crash;
    if (crash) return [];
    this.stored = JSON.stringify(state);
    this.emitted.push(...taken);
    return taken.map(({ id }) => id);
  }

  async settle(): Promise<void> {
    this.list.answers.length = 0;
    this.list.before = undefined;
    for (let quiet = 0, polls = 0; quiet < 2 && polls < 100; polls++) {
      this.now += HOUR;
      const idle = (await this.poll()).length === 0 && !/"drain":\{/.test(this.stored ?? '');
      quiet = idle ? quiet + 1 : 0;
    }
  }
}

async function armed(count = 5, order: Order = 'newest first'): Promise<World> {
  const world = new World();
  world.list.order = order;
  for (let index = 0; index < count; index++) world.pay(index * DAY);
  await world.poll();
  return world;
}

describe('New Pay-Out', () => {
  it.each(ORDERS)('emits none of the existing entries, and each pay-out after it once: %s', async (order) => {
    const world = await armed(300, order);
    expect(world.emitted).toEqual([]);
    const ids = [world.pay(), world.pay(), world.pay(29 * DAY)];
    expect((await world.poll()).sort()).toEqual(ids);
    expect(await world.poll()).toEqual([]);
    expect(world.requests).toBe(1);
  });

  it('emits the first pay-out of an account', async () => {
    const world = await armed(0);
    const id = world.pay();
    expect(await world.poll()).toEqual([id]);
  });

  it('emits nothing when a pay-out is approved', async () => {
    const world = await armed();
    world.list.rows = world.list.rows.map((row) => ({ ...row, payout_status: 'Approved', net_amount: 1 }));
    expect(await world.poll()).toEqual([]);
  });

  it('emits the last days first with a backfill, oldest first, in portions, then what is new', async () => {
    const world = new World();
    for (let index = 0; index < 200; index++) world.pay(index * (DAY / 2));
    world.maxItems = 15;
    world.backfillDays = 30;
    await world.settle();
    const dates = world.emitted.map(({ row }) => row.createdAt);
    const since = wallClock(world.now - 30 * DAY).slice(0, 10);
    expect(dates).toHaveLength(world.list.rows.filter(({ created_at }) => created_at >= since).length);
    expect(dates).toEqual(dates.toSorted());
    const id = world.pay();
    expect(await world.poll()).toEqual([id]);
  });

  it.each([
    ['HTTP 429', { status: 429 }],
    ['HTTP 503', { status: 503 }],
    ['a web page', { body: '<html></html>' }],
    ['a cut-off body', { body: '{"ResponseCode":1,"data":[' }],
    ['success without a list', { body: '{"ResponseCode":1,"Result":"True"}' }],
    ['a broken connection', new Error('reset')],
  ])('that meets %s throws, changes nothing and loses nothing', async (_, answer) => {
    const world = await armed();
    const before = world.stored;
    const id = world.pay();
    world.list.answers.push(answer);
    await expect(world.poll()).rejects.toThrow(SecPaidError);
    expect(world.stored).toBe(before);
    expect(await world.poll()).toEqual([id]);
  });

  it('throws rather than lose one if a long list is in no order', async () => {
    const world = await armed(1500, 'newest first');
    world.list.order = 'oldest first';
    world.pay();
    await expect(world.poll()).rejects.toThrow('is not sorted by date');
    world.list.order = 'newest first';
    expect(await world.poll()).toHaveLength(1);
  });

  it('follows a list of more than a page that is sorted by date', async () => {
    const world = await armed(3500);
    const ids = [world.pay(20 * DAY), world.pay()];
    expect(await world.poll()).toEqual(ids);
  });
});

describe('the state of New Pay-Out', () => {
  it('is not read by New Pay-In, nor the other way round', async () => {
    const world = await armed();
    const payIns = await armedPayIns();
    const ask = (): Promise<never> => Promise.reject(new Error('asked'));
    const turn = { ask, clock: Date.now, random, firstSinceStart: true };
    await expect(poll({ ...turn, state: JSON.parse(world.stored ?? '') })).rejects.toThrow(
      'The saved position is that of New Pay-Out, not of New Pay-In.',
    );
    await expect(pollPayOuts({ ...turn, state: stateOf(payIns) })).rejects.toThrow(
      'The saved position is that of New Pay-In, not of New Pay-Out.',
    );
  });

  it('without a name, as version 1 first was, is New Pay-In’s', async () => {
    const { feed, ...unnamed } = stateOf(await armedPayIns());
    expect(feed).toBe('pay-in');
    expect(readState(unnamed, 'pay-in', random)).toEqual({ ...unnamed, feed });
    expect(() => readState(unnamed, 'pay-out', random)).toThrow('that of New Pay-In');
  });

  it.each([['text'], [[]], [{ version: 1, feed: 'pay-out' }], [{ version: 1, feed: 'other' }]])(
    'that cannot be read is an error that says so: %j',
    (state) => {
      expect(() => readState(state, 'pay-out', random)).toThrow(
        'The saved position of New Pay-Out cannot be read.',
      );
    },
  );

  it('of a feed that does not exist is an error, though all else is right', async () => {
    const state = { ...(JSON.parse((await armed()).stored ?? '') as object), feed: 'pay-through' };
    expect(() => readState(state, 'pay-out', random)).toThrow(
      'The saved position of New Pay-Out cannot be read.',
    );
  });

  it('tells two overlapping polls apart', async () => {
    const world = await armed();
    const before: unknown = JSON.parse(world.stored ?? '');
    await world.poll();
    const after: unknown = JSON.parse(world.stored ?? '');
    expect(isOvertaken(before, after, 'pay-out')).toBe(true);
    expect(isOvertaken(after, after, 'pay-out')).toBe(false);
  });
});

type Step =
  | { readonly do: 'approve' | 'fault' | 'race' | 'crash' | 'delete' | 'poll' }
  | { readonly do: 'pay'; readonly days: number }
  | { readonly do: 'burst'; readonly count: number }
  | { readonly do: 'wait'; readonly minutes: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pay'), days: fc.constantFrom(0, 0, 0, 1, 28) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('burst'), count: fc.integer({ min: 20, max: 150 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('approve', 'fault', 'race', 'crash', 'delete') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait'),
      minutes: fc.constantFrom(1, 90, 3 * 1440, 40 * 1440),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('poll') }) },
);

async function happen(world: World, action: Step): Promise<void> {
  const { list } = world;
  switch (action.do) {
    case 'pay':
      world.pay(action.days * DAY);
      break;
    case 'burst':
      for (let index = 0; index < action.count; index++) world.pay(index * 60_000);
      break;
    case 'wait':
      world.now += action.minutes * 60_000;
      break;
    case 'approve':
      list.rows = list.rows.map((row) => ({ ...row, payout_status: 'Approved' }));
      break;
    case 'fault':
      list.answers.push({ status: 503 });
      break;
    case 'delete':
      list.rows.splice(3, 1);
      break;
    case 'race':
      list.before = () => {
        list.before = undefined;
        world.pay();
      };
      break;
    case 'poll':
    case 'crash':
      // A poll that meets a fault throws and is forgotten: whether anything was lost by it shows later.
      await world.poll(action.do === 'crash').catch(() => undefined);
      break;
  }
}

it('whatever happens, each pay-out since arming is emitted once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 30, size: 'max' }),
      fc.constantFrom(...ORDERS),
      fc.constantFrom(1000, 40),
      async (steps, order, maxItems) => {
        const world = await armed(30, order);
        world.maxItems = maxItems;
        const before = new Set(world.list.rows.map(({ payout_id }) => payout_id));
        for (const action of steps) {
          if (action.do !== 'burst' || world.list.rows.length < 800) await happen(world, action);
        }
        await world.settle();
        const ids = world.emitted.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids.filter((id) => before.has(id))).toEqual([]);
        const owed = world.list.rows.map(({ payout_id }) => payout_id).filter((id) => !before.has(id));
        expect(owed.filter((id) => !ids.includes(id))).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);
