import { random } from './listing.ts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { wallClock } from '../../../sandbox/src/index.ts';
import {
  approvalsIn,
  pollApprovals,
  pollPayOuts,
  readState,
  recentPayOuts,
  toPayOut,
} from '../../src/index.ts';
import type { PayOutRow } from '../../src/entries/pay-out.ts';
import type { Numbered } from '../../src/entries/row.ts';
import type { Answer, Slice } from '../../src/paging/pages.ts';
import { PayOutList } from '../endpoints/pay-out-list.ts';
import { ids } from '../support.ts';
import { DAY, HOUR } from './scenes.ts';

/** A list of pay-outs with Pay-Out Approved on it. */
class World {
  now = Date.UTC(2026, 4, 20, 10);
  readonly list = new PayOutList();
  readonly emitted: Numbered<PayOutRow>[] = [];
  stored: string | undefined;
  maxItems = 1000;
  backfillDays: number | undefined;
  #firstSinceStart = true;

  /** SecPaid makes a pay-out. */
  pay(ago = 0, payout_status = 'InProgress'): string {
    return this.list.add(wallClock(this.now - ago), { payout_status }).payout_id;
  }

  approve(...payOuts: readonly string[]): void {
    this.list.rows = this.list.rows.map((row) =>
      payOuts.includes(row.payout_id) ? { ...row, payout_status: 'Approved' } : row,
    );
  }

  readonly ask = async (slice: Slice): Promise<Answer<PayOutRow>> =>
    approvalsIn(await this.list.client.payOuts.unsorted(slice));

  async poll(crash = false): Promise<string[]> {
    const { taken, state } = await pollApprovals({
      state: this.stored === undefined ? undefined : JSON.parse(this.stored),
      ask: this.ask,
      clock: () => this.now,
      random,
      firstSinceStart: this.#firstSinceStart,
      maxItems: this.maxItems,
      backfillDays: this.backfillDays,
      fingerprint: this.list.client.fingerprint,
    });
    this.#firstSinceStart = crash;
    if (crash) return [];
    this.stored = JSON.stringify(state);
    this.emitted.push(...taken);
    return ids(taken);
  }
}

describe('the approval of a pay-out', () => {
  it('is emitted once, whatever its status was before', async () => {
    const world = new World();
    const [old, pending, odd] = [world.pay(9 * DAY), world.pay(DAY, 'Pending'), world.pay(DAY, 'On its way')];
    expect(await world.poll()).toEqual([]);
    world.approve(old);
    expect(await world.poll()).toEqual([`${old}_approved`]);
    world.now += DAY;
    world.approve(pending, odd);
    expect((await world.poll()).sort()).toEqual([`${pending}_approved`, `${odd}_approved`].sort());
    for (let day = 0; day < 3; day++) {
      world.now += DAY;
      expect(await world.poll()).toEqual([]);
    }
  });

  it('is emitted though the pay-out is approved when it is first listed', async () => {
    const world = new World();
    await world.poll();
    const id = world.pay(0, 'Approved');
    expect(await world.poll()).toEqual([`${id}_approved`]);
  });

  it('is not emitted if it was there when the event was chosen', async () => {
    const world = new World();
    for (let day = 0; day < 40; day++) world.pay(day * DAY, 'Approved');
    const waiting = world.pay(29 * DAY);
    expect(await world.poll()).toEqual([]);
    expect(await world.poll()).toEqual([]);
    world.approve(waiting);
    expect(await world.poll()).toEqual([`${waiting}_approved`]);
  });

  it('comes after younger ones were approved before it', async () => {
    const world = new World();
    const first = world.pay(8 * DAY);
    await world.poll();
    for (let day = 7; day > 0; day--) world.approve(world.pay(day * DAY));
    expect(await world.poll()).toHaveLength(7);
    world.approve(first);
    expect(await world.poll()).toEqual([`${first}_approved`]);
  });

  it('is not emitted twice when the status is spelled otherwise, or leaves and comes back', async () => {
    const world = new World();
    const id = world.pay();
    await world.poll();
    world.list.rows = world.list.rows.map((row) => ({ ...row, payout_status: ' approved ' }));
    expect(await world.poll()).toEqual([`${id}_approved`]);
    for (const payout_status of ['InProgress', 'Approved', 'APPROVED']) {
      world.list.rows = world.list.rows.map((row) => ({ ...row, payout_status }));
      expect(await world.poll()).toEqual([]);
    }
  });

  it('says that it is the approval, with the pay-out’s own ID, date and amounts', async () => {
    const world = new World();
    await world.poll();
    const id = world.pay(0, 'Approved');
    await world.poll();
    const [row] = world.list.rows.map((raw) => raw['created_at']);
    expect(world.emitted.map(toPayOut)).toMatchObject([
      {
        id: `${id}_approved`,
        payout_id: id,
        kind: 'payout_approved',
        payout_status: 'Approved',
        amount: 74.06,
        created_at: `${String(row).replace(' ', 'T')}+02:00`,
      },
    ]);
  });

  it('that cannot be read starts nothing, and comes once when it can', async () => {
    const world = new World();
    await world.poll();
    const id = world.pay(0, 'Approved');
    const whole = world.list.rows;
    world.list.rows = whole.map((row) => ({ ...row, payout_amount: 'much' }));
    expect(await world.poll()).toEqual([]);
    world.list.rows = whole;
    expect(await world.poll()).toEqual([`${id}_approved`]);
    expect(await world.poll()).toEqual([]);
  });
});

describe('a backfill of approvals', () => {
  it('emits those of the last days, and later that of an older pay-out', async () => {
    const world = new World();
    world.backfillDays = 3;
    const old = world.pay(9 * DAY);
    world.pay(8 * DAY, 'Approved');
    const approved = [world.pay(3 * DAY, 'Approved'), world.pay(DAY, 'Approved')].map(
      (id) => `${id}_approved`,
    );
    expect(await world.poll()).toEqual(approved);
    world.approve(old);
    expect(await world.poll()).toEqual([`${old}_approved`]);
    expect(await world.poll()).toEqual([]);
  });

  it('comes in portions, oldest first', async () => {
    const world = new World();
    Object.assign(world, { backfillDays: 20, maxItems: 3 });
    const owed = Array.from(
      { length: 10 },
      (_, day) => `${world.pay((10 - day) * DAY, 'Approved')}_approved`,
    );
    const given: string[] = [];
    for (let polls = 0; polls < 6; polls++) given.push(...(await world.poll()));
    expect(given).toEqual(owed);
  });

  it('may be longer than the lookback', async () => {
    const world = new World();
    world.backfillDays = 90;
    const owed = [80, 50, 5].map((days) => `${world.pay(days * DAY, 'Approved')}_approved`);
    const given = [...(await world.poll()), ...(await world.poll())];
    expect(given).toEqual(owed);
  });

  it('with no whole number of days is refused', async () => {
    const world = new World();
    world.backfillDays = 0.5;
    await expect(world.poll()).rejects.toThrow('Backfill Days must be a whole number from 1 to 365');
  });
});

describe('the state of Pay-Out Approved', () => {
  it('is its own: that of New Pay-Out continues beside it', async () => {
    const world = new World();
    const { payOuts } = world.list.client;
    const turn = {
      ask: (slice: Slice) => payOuts.unsorted(slice),
      clock: () => world.now,
      random,
      firstSinceStart: true,
    };
    const { state } = await pollPayOuts({ ...turn, state: undefined });
    await world.poll();
    expect(() => readState(state, 'pay-out-approved', random)).toThrow(
      'The saved position is that of New Pay-Out, not of Pay-Out Approved.',
    );
    const id = world.pay();
    const created = await pollPayOuts({ ...turn, state });
    world.approve(id);
    expect(ids(created.taken)).toEqual([id]);
    expect(await world.poll()).toEqual([`${id}_approved`]);
    expect(ids((await pollPayOuts({ ...turn, state: created.state })).taken)).toEqual([]);
  });

  it('belongs to one account: that of a replaced token continues', async () => {
    const world = new World();
    for (let day = 1; day < 9; day++) world.pay(day * DAY, 'Approved');
    await world.poll();
    const stored = JSON.parse(world.stored ?? '') as { account: string };
    world.stored = JSON.stringify({ ...stored, account: `${stored.account.slice(1)}x` });
    const id = world.pay(2 * DAY, 'Approved');
    expect(await world.poll()).toEqual([`${id}_approved`]);
  });
});

it('a platform that keeps the ids is given the recent approvals only, newest first', async () => {
  const world = new World();
  world.pay(40 * DAY, 'Approved');
  const [older, newer] = [world.pay(5 * DAY, 'Approved'), world.pay(DAY, 'Approved')];
  world.pay();
  const recent = await recentPayOuts({
    ask: world.ask,
    clock: () => world.now,
    deadline: Infinity,
    thorough: false,
  });
  expect(ids(recent)).toEqual([`${newer}_approved`, `${older}_approved`]);
});

type Step =
  | { readonly do: 'fault' | 'crash' | 'poll' | 'delete' }
  | { readonly do: 'pay'; readonly days: number; readonly approved: boolean }
  | { readonly do: 'approve'; readonly which: number }
  | { readonly do: 'wait'; readonly minutes: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay'),
      days: fc.constantFrom(0, 0, 0, 1, 8),
      approved: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('approve'), which: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('fault', 'crash', 'delete') }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait'), minutes: fc.constantFrom(1, 90, 1440) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('poll') }) },
);

it('whatever happens, each approval since arming is emitted once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25, size: 'max' }),
      fc.constantFrom(1000, 2),
      async (steps, maxItems) => {
        const world = new World();
        world.maxItems = maxItems;
        for (let day = 0; day < 6; day++) world.pay(day * DAY, day % 2 === 0 ? 'Approved' : 'InProgress');
        await world.poll();
        const approved = (): string[] =>
          world.list.rows
            .filter((row) => row['payout_status'] === 'Approved')
            .map(({ payout_id }) => `${payout_id}_approved`);
        const before = approved();
        for (const action of steps) {
          const { list } = world;
          if (action.do === 'pay') world.pay(action.days * DAY, action.approved ? 'Approved' : 'InProgress');
          else if (action.do === 'approve') {
            world.approve(list.rows[action.which % Math.max(1, list.rows.length)]?.payout_id ?? '');
          } else if (action.do === 'wait') world.now += action.minutes * 60_000;
          else if (action.do === 'fault') list.answers.push({ status: 503 });
          else if (action.do === 'delete') list.rows.splice(3, 1);
          else await world.poll(action.do === 'crash').catch(() => undefined);
        }
        world.list.answers.length = 0;
        for (let polls = 0; polls < 40; polls++) {
          world.now += HOUR;
          await world.poll();
        }
        const given = ids(world.emitted);
        expect(new Set(given).size).toBe(given.length);
        expect(given.filter((id) => before.includes(id))).toEqual([]);
        expect(approved().filter((id) => !before.includes(id) && !given.includes(id))).toEqual([]);
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
