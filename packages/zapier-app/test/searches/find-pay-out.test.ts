import { describe, expect, it } from '@jest/globals';
import { PAY_IN_FIELDS } from '@secpaid/core';
import { wallClock } from '@secpaid/sandbox';
import { DAY, failure, sentencesOf, startWorld } from '../support.ts';

describe('Find Pay-Out', () => {
  it('gives the pay-out with its payments as line items', async () => {
    const world = await startWorld();
    for (const amount of [10, 20]) world.account.pay({ amount, at: wallClock(world.now() - DAY) });
    const [made] = world.account.payouts.payOut(undefined, wallClock(world.now()));
    const [found] = await world.findPayOut({ pay_out_id: made?.transaction_id });
    expect(found).toMatchObject({ id: made?.payout_id, payments_count: 2, difference: 0 });
    expect(found?.payments).toHaveLength(2);
    for (const payment of found?.payments ?? []) {
      expect(Object.keys(payment).sort()).toEqual(PAY_IN_FIELDS.map(({ key }) => key).sort());
    }
  });

  it('gives nothing if there is none, and refuses an empty ID', async () => {
    const world = await startWorld();
    expect(await world.findPayOut({ pay_out_id: '4711' })).toEqual([]);
    const error = await failure(world.findPayOut({ pay_out_id: ' ' }));
    expect(sentencesOf(error)).toContain('Pay-Out ID must be the ID of a pay-out');
  });
});
