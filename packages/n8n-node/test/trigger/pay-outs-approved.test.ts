/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PAY_OUT_FIELDS } from '@secpaid/core';
import { endpoints, pay, payOut, sandbox, trigger } from './fresh-trigger.ts';
import { daysAgo, idsOf, kindsOf, notesOf } from '../support.ts';

const approve = (id: string): unknown => sandbox.account.payouts.approve(id);

describe('the event Pay-Out Approved', () => {
  beforeEach(() => {
    trigger.parameters = { events: ['payOutApproved'] };
  });

  it('starts once, when the pay-out is approved, with every field', async () => {
    const id = payOut();
    const poll = trigger.start();
    expect(await poll()).toBeNull();
    expect(await poll()).toBeNull();
    approve(id);
    const items = await poll();
    expect(items).toEqual([
      expect.objectContaining({
        id: `${id}_approved`,
        payout_id: id,
        kind: 'payout_approved',
        payout_status: 'Approved',
      }),
    ]);
    expect(Object.keys(items?.[0] ?? {})).toEqual(
      expect.arrayContaining(PAY_OUT_FIELDS.map(({ key }) => key)),
    );
    expect(await poll()).toBeNull();
  });

  it('starts too if the pay-out is approved when it is first listed', async () => {
    const poll = trigger.start();
    await poll();
    const id = payOut();
    approve(id);
    expect(idsOf(await poll())).toEqual([`${id}_approved`]);
    expect(await poll()).toBeNull();
  });

  it('continues where it was after a restart and a new name', async () => {
    const [before, meanwhile] = [payOut(), payOut()];
    approve(before);
    await trigger.start()();
    trigger.staticData = trigger.saved();
    trigger.name = 'On its way';
    approve(meanwhile);
    const poll = trigger.start('init');
    expect(idsOf(await poll())).toEqual([`${meanwhile}_approved`]);
    expect(await poll()).toBeNull();
  });

  it('gives SecPaid’s own row under the id of the approval if the raw output is chosen', async () => {
    trigger.parameters = { events: ['payOutApproved'], options: { rawOutput: true } };
    const poll = trigger.start();
    await poll();
    const id = payOut();
    approve(id);
    expect(await poll()).toEqual([
      expect.objectContaining({ id: `${id}_approved`, payout_id: id, payout_amount: expect.any(String) }),
    ]);
  });

  it('with a backfill gives those of the last days first, and later that of an older pay-out', async () => {
    trigger.parameters = { events: ['payOutApproved'], startFrom: 'backfill', backfillDays: 3 };
    const waiting = payOut(20, daysAgo(9));
    const recent = payOut(20, daysAgo(2));
    approve(recent);
    const poll = trigger.start();
    expect(idsOf(await poll())).toEqual([`${recent}_approved`]);
    approve(waiting);
    expect(idsOf(await poll())).toEqual([`${waiting}_approved`]);
    expect(await poll()).toBeNull();
  });

  it('shows only approved pay-outs as test events', async () => {
    const [approved] = [payOut(), payOut()];
    approve(approved);
    expect(idsOf(await trigger.fetchTestEvent())).toEqual([`${approved}_approved`]);
  });
});

describe('Pay-Out Created and Pay-Out Approved in one trigger', () => {
  const BOTH = ['payout', 'payOutApproved'];

  it('both start for one pay-out, the creation first, with separate ids', async () => {
    trigger.parameters = { events: BOTH };
    const poll = trigger.start();
    await poll();
    const id = payOut();
    approve(id);
    const items = (await poll()) ?? [];
    expect(idsOf(items)).toEqual([id, `${id}_approved`]);
    expect(kindsOf(items)).toEqual(['payout', 'payout_approved']);
    expect(await poll()).toBeNull();
  });

  it('cost one request together', async () => {
    payOut();
    trigger.parameters = { events: BOTH };
    const poll = trigger.start();
    await poll();
    await poll();
    expect(endpoints()).toEqual(['getPayOutTransactions', 'getPayOutTransactions']);
  });

  it('show a row that cannot be read once', async () => {
    const id = payOut();
    trigger.parameters = { events: BOTH };
    const poll = trigger.start();
    await poll();
    payOut();
    sandbox.deviations.add('unreadable-row', { payId: Number(id), field: 'payout_amount' });
    await poll();
    expect(trigger.raised).toHaveLength(1);
  });

  it.each(['now', 'backfill'])(
    'that a trigger of before this event did not know starts nothing old once it is chosen (%s)',
    async (startFrom) => {
      trigger.parameters = { events: ['payment', 'payout'], startFrom };
      pay('old', daysAgo(1));
      approve(payOut());
      await trigger.start()();
      const saved = trigger.saved();
      for (const holder of [...Object.values(saved.node), saved.global]) {
        for (const key of Object.keys(holder)) if (/approved/i.test(key)) Reflect.deleteProperty(holder, key);
      }
      trigger.staticData = saved;
      const waiting = payOut();
      trigger.parameters = { events: ['payment', ...BOTH], startFrom };
      const poll = trigger.start();
      expect(kindsOf((await poll()) ?? [])).not.toContain('payout_approved');
      approve(waiting);
      pay('new');
      const items = (await poll()) ?? [];
      expect(idsOf(items)).toContain(`${waiting}_approved`);
      expect(notesOf(items)).toContain('new');
    },
  );

  it('starts nothing old when it is chosen after it was left out for a while', async () => {
    trigger.parameters = { events: BOTH };
    await trigger.start()();
    trigger.parameters = { events: ['payout'] };
    await trigger.start()();
    const missed = payOut();
    approve(missed);
    await trigger.start()();
    trigger.parameters = { events: BOTH };
    const poll = trigger.start();
    await poll();
    const id = payOut();
    approve(id);
    expect(idsOf(await poll())).toEqual([id, `${id}_approved`]);
  });

  it('start with a backfill of both, however few items one execution may hold', async () => {
    trigger.parameters = {
      events: BOTH,
      startFrom: 'backfill',
      backfillDays: 9,
      options: { maxItems: 1 },
    };
    const made = [payOut(20, daysAgo(3)), payOut(20, daysAgo(2))];
    for (const id of made) approve(id);
    const poll = trigger.start();
    const given: unknown[] = [];
    for (let polls = 0; polls < 8; polls++) given.push(...(idsOf(await poll()) ?? []));
    expect(given.toSorted()).toEqual(made.flatMap((id) => [id, `${id}_approved`]).toSorted());
  });
});
