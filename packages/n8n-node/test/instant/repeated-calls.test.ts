/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { asked, endpoint, forge, notes, paid, post, sandbox, trigger } from './fresh-instant-trigger.ts';
import { afterSeconds } from '../later.ts';
import { ago } from '../support.ts';

describe('a call that comes twice', () => {
  it('at once starts the workflow once', async () => {
    sandbox.deliveries.addFault('twice', 1);
    await paid('Order 1');
    expect(sandbox.deliveries.all()).toHaveLength(2);
    expect(notes()).toEqual(['Order 1']);
  });

  it('later starts nothing, and is no reason to warn', async () => {
    const { pay_id } = await paid('Order 1');
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
    expect(trigger.warnings).toEqual([]);
  });

  it('starts nothing after a restart of n8n', async () => {
    const { pay_id } = await paid('Order 1');
    // In this process nothing is remembered of another workflow; what is stored is the same.
    trigger.workflowId = 'after-the-restart';
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
  });

  it('starts nothing if a poll of another trigger has overwritten what was stored', async () => {
    const { pay_id } = await paid('Order 1');
    trigger.stored = {};
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
  });

  it('starts nothing a day later', async () => {
    const { pay_id } = await paid('Order 1');
    afterSeconds(25 * 3600);
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
  });

  it('asks SecPaid twice, not five times', async () => {
    const { pay_id } = await paid('Order 1');
    const before = asked();
    await forge(pay_id);
    expect(asked() - before).toBe(2);
  });
});

it('remembers at most a thousand payments, and repeats none that it forgot', async () => {
  endpoint({ urls: [] });
  const now = Date.now();
  const many = sandbox.account.addMany(1200, (index) => ({
    amount: 1,
    payId: 90_000 + (index % 2),
    at: ago(5000 - index),
  }));
  expect(many).toHaveLength(1200);
  for (const pay_id of [90_000, 90_001]) await post({ data: { pay_id } });
  expect(trigger.items).toHaveLength(1200);
  const { ids } = trigger.stored['c9d4/emitted'] as { ids: object };
  expect(Object.keys(ids)).toHaveLength(1000);
  expect(JSON.stringify(trigger.stored).length).toBeLessThan(60_000);
  for (const pay_id of [90_000, 90_001]) await post({ data: { pay_id } });
  expect(trigger.items).toHaveLength(1200);
  expect(Date.now() - now).toBeLessThan(3_600_000);
});

it('forgets a payment after a day, when no call can start the workflow for it any more', async () => {
  await paid('Order 1');
  afterSeconds(25 * 3600);
  await paid('Order 2', ago(1));
  expect(notes()).toEqual(['Order 1', 'Order 2']);
  const { ids } = trigger.stored['c9d4/emitted'] as { ids: object };
  expect(Object.keys(ids)).toEqual([trigger.items[1]?.['id']]);
});

it.each(['x', { floor: 'x', ids: {} }, { ids: {} }, { floor: 0 }])(
  'starts with a payment even if what was stored cannot be read: %j',
  async (garbage) => {
    trigger.stored = { 'c9d4/emitted': garbage };
    await paid('Order 1');
    expect(notes()).toEqual(['Order 1']);
  },
);

it('leaves what other nodes of the workflow have stored as it is', async () => {
  trigger.stored = { a7c1: { name: 'SecPaid Trigger', state: { revision: 7 } } };
  await paid('Order 1');
  expect(trigger.stored).toMatchObject({ a7c1: { name: 'SecPaid Trigger', state: { revision: 7 } } });
});
