import { describe, expect, it } from '@jest/globals';
import { PAY_OUT_FIELDS } from '@secpaid/core';
import { wallClock } from '@secpaid/sandbox';
import { Engine } from '../engine.ts';
import { DAY, failure, HOUR, startWorld, type World } from '../support.ts';

/** A day's payments and, in the night after, their pay-out; gives its id. */
function payOut({ account, now }: World, ago = 0): string {
  const at = now() - ago;
  account.pay({ amount: 40, at: wallClock(at - 12 * HOUR) });
  const [made] = account.payouts.payOut(undefined, wallClock(at));
  return made?.payout_id ?? '';
}

const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);

describe('Pay-Out Approved', () => {
  it('starts once for each pay-out, when it is approved, and for none that was approved before', async () => {
    const world = await startWorld();
    const old = payOut(world, 9 * DAY);
    world.account.payouts.approve(old);
    const waiting = payOut(world, 8 * DAY);
    const zap = new Engine((meta) => world.pollApproved(meta));
    await zap.turnOn();
    expect(await zap.turn()).toEqual([]);
    world.account.payouts.approve(waiting);
    expect(ids(await zap.turn())).toEqual([`${waiting}_approved`]);
    for (let day = 0; day < 40; day++) {
      world.sleep(DAY);
      const made = payOut(world);
      // Every third is approved before the Zap sees it for the first time.
      if (day % 3 !== 0) expect(await zap.turn()).toEqual([]);
      world.account.payouts.approve(made);
      expect(ids(await zap.turn())).toEqual([`${made}_approved`]);
      expect(await zap.turn()).toEqual([]);
    }
  });

  it('gives every field, and says that it is the approval', async () => {
    const world = await startWorld();
    const id = payOut(world);
    expect(await world.pollApproved()).toEqual([]);
    world.account.payouts.approve(id);
    const [entry] = await world.pollApproved();
    expect(Object.keys(entry ?? {}).sort()).toEqual(PAY_OUT_FIELDS.map(({ key }) => key).sort());
    expect(entry).toMatchObject({ payout_id: id, kind: 'payout_approved', payout_status: 'Approved' });
  });

  it('shows approved pay-outs alone as samples, three at most', async () => {
    const world = await startWorld();
    for (let days = 9; days > 3; days--) payOut(world, days * DAY);
    expect(await world.pollApproved({ isLoadingSample: true })).toEqual([]);
    world.account.payouts.approve(undefined);
    payOut(world);
    const samples = await world.pollApproved({ isLoadingSample: true });
    expect(samples.map(({ payout_status }) => payout_status)).toEqual(['Approved', 'Approved', 'Approved']);
  });

  it('fails and starts later if SecPaid cannot answer', async () => {
    const world = await startWorld();
    const id = payOut(world);
    const zap = new Engine((meta) => world.pollApproved(meta));
    await zap.turnOn();
    world.account.payouts.approve(id);
    world.sandbox.faults.add({ kind: '503' });
    expect((await failure(zap.turn())).name).toBe('AppError');
    expect(ids(await zap.turn())).toEqual([`${id}_approved`]);
  });
});
