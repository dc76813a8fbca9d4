/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PAY_OUT_FIELDS } from '@secpaid/core';
import { endpoints, payOut, sandbox, trigger } from './fresh-trigger.ts';
import { daysAgo, idsOf } from '../support.ts';

describe('the event Pay-Out', () => {
  beforeEach(() => {
    trigger.parameters = { events: ['payout'] };
  });

  it('starts once with new pay-outs, with every field', async () => {
    payOut();
    const poll = trigger.start();
    expect(await poll()).toBeNull();
    const id = payOut();
    const items = await poll();
    expect(items).toEqual([expect.objectContaining({ id, payout_id: id, kind: 'payout', currency: 'EUR' })]);
    expect(Object.keys(items?.[0] ?? {})).toEqual(
      expect.arrayContaining(PAY_OUT_FIELDS.map(({ key }) => key)),
    );
    expect(await poll()).toBeNull();
  });

  it('fires for the first pay-out of an account that had none', async () => {
    const poll = trigger.start();
    expect(await poll()).toBeNull();
    const id = payOut();
    expect(idsOf(await poll())).toEqual([id]);
  });

  it('fires nothing when a pay-out is approved', async () => {
    const poll = trigger.start();
    await poll();
    payOut();
    await poll();
    sandbox.account.payouts.approve(undefined);
    expect(await poll()).toBeNull();
  });

  it('reads only the list of pay-outs, with one request', async () => {
    const poll = trigger.start();
    await poll();
    await poll();
    expect(endpoints()).toEqual(['getPayOutTransactions', 'getPayOutTransactions']);
  });

  it('continues where it was after a restart and a new name', async () => {
    await trigger.start()();
    trigger.staticData = trigger.saved();
    trigger.name = 'Paid out';
    const id = payOut();
    const poll = trigger.start('init');
    expect(idsOf(await poll())).toEqual([id]);
    expect(await poll()).toBeNull();
  });

  it('uses only the amounts of the filters, since a pay-out has neither note nor payment method', async () => {
    const filters = {
      minAmount: 100,
      noteContains: 'Order',
      paymentMethod: 'PayPal',
      transactionType: 'Split',
    };
    trigger.parameters = { events: ['payout'], filters };
    const poll = trigger.start();
    await poll();
    payOut(20);
    const large = payOut(200);
    expect(idsOf(await poll())).toEqual([large]);
    trigger.parameters = { events: ['payout'] };
    expect(await poll()).toBeNull();
  });

  it('gives SecPaid’s own row with the ID added if the raw output is chosen', async () => {
    trigger.parameters = { events: ['payout'], options: { rawOutput: true } };
    const poll = trigger.start();
    await poll();
    const id = payOut();
    const [item] = (await poll()) ?? [];
    expect(item).toMatchObject({ id, payout_id: id, payout_amount: expect.any(String) });
    expect(item).not.toHaveProperty('kind');
  });

  it('with a backfill gives those of the last days first', async () => {
    trigger.parameters = { events: ['payout'], startFrom: 'backfill', backfillDays: 3 };
    payOut(20, daysAgo(9));
    const older = payOut(20, daysAgo(2));
    const newer = payOut(20, daysAgo(1));
    const poll = trigger.start();
    expect(idsOf(await poll())).toEqual([older, newer]);
    expect(await poll()).toBeNull();
  });
});

it('an unknown event is refused', async () => {
  trigger.parameters = { events: ['payments'] };
  await expect(trigger.start()()).rejects.toThrow('Events must be one of payment, refund, dispute, payout');
});
