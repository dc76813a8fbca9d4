import { describe, expect, it } from '@jest/globals';
import { PAY_OUT_FIELDS } from '@secpaid/core';
import { wallClock } from '@secpaid/sandbox';
import { Engine } from '../engine.ts';
import { DAY, failure, HOUR, MINUTE, sentencesOf, startWorld, TOKEN, type World } from '../support.ts';

/** A day's payments and, in the night after, their pay-out; gives its id. */
function payOut({ account, now }: World, ago = 0): string {
  const at = now() - ago;
  account.pay({ amount: 40, at: wallClock(at - 12 * HOUR) });
  const [made] = account.payouts.payOut(undefined, wallClock(at));
  return made?.payout_id ?? '';
}

/** A year of pay-outs, the last one two days ago. */
function fill(world: World, count: number): void {
  for (let index = count; index > 0; index--) payOut(world, (index + 1) * DAY);
}

const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);

describe('a pay-out', () => {
  it('comes with every key, numbers as numbers, dates with offset', async () => {
    const world = await startWorld();
    const id = payOut(world);
    const [entry] = await world.pollPayOuts();
    expect(Object.keys(entry ?? {}).sort()).toEqual(PAY_OUT_FIELDS.map(({ key }) => key).sort());
    expect(entry).toMatchObject({
      id,
      payout_id: id,
      amount: 40,
      currency: 'EUR',
      payout_status: 'InProgress',
      request_date: '2026-06-15',
      created_at: '2026-06-15T14:00:00+02:00',
    });
    expect(JSON.stringify(entry)).not.toContain(TOKEN);
  });
});

describe('the window', () => {
  it('is the last 30 days, a day more if it tells what is old, in one request each', async () => {
    const world = await startWorld();
    fill(world, 300);
    expect(await world.pollPayOuts()).toHaveLength(29);
    expect(await world.pollPayOuts({ isPopulatingDedupe: true })).toHaveLength(30);
    expect(world.sandbox.requests).toHaveLength(2);
  });

  it('covers, on switching on, every pay-out that a later poll gives', async () => {
    const world = await startWorld();
    fill(world, 60);
    const known = new Set(ids(await world.pollPayOuts({ isPopulatingDedupe: true })));
    for (let hours = 0; hours < 30; hours++) {
      const given = ids(await world.pollPayOuts());
      expect(given.length).toBeGreaterThanOrEqual(27);
      expect(given.filter((id) => !known.has(id))).toEqual([]);
      world.sleep(HOUR);
    }
  });

  it('shows the three newest as samples, and none for an account without', async () => {
    const world = await startWorld();
    expect(await world.pollPayOuts({ isLoadingSample: true })).toEqual([]);
    expect(await world.pollPayOuts()).toEqual([]);
    expect(await world.pollPayOuts({ isPopulatingDedupe: true })).toEqual([]);
    fill(world, 5);
    const id = payOut(world);
    const samples = await world.pollPayOuts({ isLoadingSample: true });
    expect(samples).toHaveLength(3);
    expect(samples[0]?.id).toBe(id);
  });
});

describe('a Zap', () => {
  it('starts once for each new pay-out, the oldest first, and not when one is approved', async () => {
    const world = await startWorld();
    fill(world, 40);
    const zap = new Engine((meta) => world.pollPayOuts(meta));
    await zap.turnOn();
    expect(await zap.turn()).toEqual([]);
    for (let day = 0; day < 45; day++) {
      world.sleep(DAY);
      const made = payOut(world);
      expect(ids(await zap.turn())).toEqual([made]);
      world.sleep(MINUTE);
      world.account.payouts.approve(made);
      expect(await zap.turn()).toEqual([]);
    }
    world.sleep(DAY);
    const two = [payOut(world, 20 * DAY), payOut(world)];
    expect(ids(await zap.turn())).toEqual(two);
  });

  it('starts for the first pay-out of an account', async () => {
    const world = await startWorld();
    const zap = new Engine((meta) => world.pollPayOuts(meta));
    await zap.turnOn();
    const id = payOut(world);
    expect(ids(await zap.turn())).toEqual([id]);
  });

  it.each(['429', '500', '503', '401', 'html', 'cut-off', 'no-list', 'drop'] as const)(
    'meets a fault (%s) with an error, and starts later',
    async (kind) => {
      const world = await startWorld();
      const zap = new Engine((meta) => world.pollPayOuts(meta));
      await zap.turnOn();
      const id = payOut(world);
      world.sandbox.faults.add({ kind });
      const error = await failure(zap.turn());
      expect(error.name).toMatch(/^(AppError|ThrottledError|ExpiredAuthError)$/);
      expect(sentencesOf(error)).not.toContain(TOKEN);
      expect(ids(await zap.turn())).toEqual([id]);
    },
  );
});
