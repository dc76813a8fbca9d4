/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { endpoints, pay, payOut, sandbox, trigger } from './fresh-trigger.ts';
import { afterSeconds } from '../later.ts';
import { ago, daysAgo, idsOf, type Item, kindsOf, notesOf } from '../support.ts';

const ALL = ['payment', 'refund', 'dispute', 'payout'];

describe('pay-outs and pay-ins in one trigger', () => {
  beforeEach(() => {
    trigger.parameters = { events: ALL };
  });

  it('come together, oldest first, each with its kind', async () => {
    const poll = trigger.start();
    await poll();
    payOut(20, ago(40));
    await poll();
    pay('first', ago(30));
    payOut(30, ago(20));
    const { pay_id } = pay('third', ago(10));
    sandbox.account.refund(pay_id, { at: ago(5) });
    const items = (await poll()) ?? [];
    // The payment that the pay-out pays out is of long ago, and comes in here too.
    expect(kindsOf(items)?.slice(1)).toEqual(['payment', 'payout', 'payment', 'refund']);
    expect(new Set(idsOf(items)).size).toBe(items.length);
    expect(await poll()).toBeNull();
  });

  it('cost one request each if nothing is new', async () => {
    const poll = trigger.start();
    await poll();
    const asked = sandbox.requests.length;
    await poll();
    expect(endpoints(asked)).toEqual(['getPayOutTransactions', 'getPayInTransactions']);
  });

  it.each(['getPayOutTransactions', 'getPayInTransactions'])(
    'are emitted and remembered together or not at all, where %s fails',
    async (onEndpoint) => {
      const poll = trigger.start();
      await poll();
      const before = trigger.saved();
      const id = payOut();
      pay('new');
      sandbox.faults.add({ kind: '500', onEndpoint });
      await expect(poll()).rejects.toThrow('HTTP 500');
      expect(trigger.saved()).toEqual(before);
      const items = (await poll()) ?? [];
      expect(idsOf(items)).toContain(id);
      expect(notesOf(items)).toContain('new');
      expect(await poll()).toBeNull();
    },
  );

  it('arm together: if one list fails at first, both start with the next poll', async () => {
    sandbox.faults.add({ kind: '500', onEndpoint: 'getPayInTransactions' });
    await expect(trigger.start()()).rejects.toThrow('HTTP 500');
    expect(trigger.staticData).toEqual({ global: {}, node: { [trigger.name]: {} } });
  });

  it.each([1, 2, 3])('are at most %d in one execution, without loss', async (maxItems) => {
    trigger.parameters = { events: ['payment', 'payout'], options: { maxItems } };
    const poll = trigger.start();
    expect(await poll()).toBeNull();
    const expected = new Set([payOut(), payOut(), payOut()]);
    const notes = ['a', 'b', 'c', 'd'];
    for (const note of notes) pay(note);
    const items: Item[] = [];
    for (let polls = 0; polls < 20; polls++) {
      const some = (await poll()) ?? [];
      expect(some.length).toBeLessThanOrEqual(maxItems);
      items.push(...some);
    }
    const paidOut = items.filter(({ kind }) => kind === 'payout');
    expect(new Set(idsOf(paidOut))).toEqual(expected);
    expect(notesOf(items)).toEqual(expect.arrayContaining(notes));
    expect(new Set(idsOf(items)).size).toBe(items.length);
    expect(items).toHaveLength(3 + 3 + 4);
  });

  it.each([0, 1001, 'x'])('refuse %s as the most items of one execution', async (maxItems) => {
    trigger.parameters = { events: ALL, options: { maxItems } };
    await expect(trigger.start()()).rejects.toThrow('Max Items must be a whole number from 1 to 1000');
  });

  it('arm the second list at once even if the first one used up the items', async () => {
    trigger.parameters = { events: ['payout'], options: { maxItems: 1 } };
    await trigger.start()();
    payOut();
    pay('before it was chosen');
    trigger.parameters = { events: ['payment', 'payout'], options: { maxItems: 1 } };
    const poll = trigger.start();
    expect(kindsOf(await poll())).toEqual(['payout']);
    pay('after');
    expect(notesOf(await poll())).toEqual(['after']);
    expect(await poll()).toBeNull();
  });

  it('backfill both, in portions, and repeat nothing', async () => {
    trigger.parameters = { events: ALL, startFrom: 'backfill', backfillDays: 5, options: { maxItems: 2 } };
    const paidOut = [payOut(20, daysAgo(3)), payOut(20, daysAgo(2))];
    const notes = ['a', 'b', 'c'];
    for (const note of notes) pay(note, daysAgo(1));
    const poll = trigger.start();
    const items: Item[] = [];
    for (let polls = 0; polls < 10; polls++) items.push(...((await poll()) ?? []));
    expect(idsOf(items.filter(({ kind }) => kind === 'payout'))).toEqual(paidOut);
    expect(notesOf(items.filter(({ kind }) => kind === 'payment'))?.toSorted()).toEqual(notes);
  });

  it('leave the second list to the next poll if time runs out', async () => {
    trigger.budgetMs = 20_000;
    const poll = trigger.start();
    await poll();
    pay('new');
    trigger.answered = () => {
      afterSeconds(10);
      trigger.answered = () => Promise.resolve();
      return Promise.resolve();
    };
    const asked = sandbox.requests.length;
    expect(await poll()).toBeNull();
    expect(endpoints(asked)).toEqual(['getPayOutTransactions']);
    jest.restoreAllMocks();
    expect(notesOf(await poll())).toEqual(['new']);
  });

  it('leave it so after most of a minute, however much time n8n allows', async () => {
    trigger.budgetMs = 300_000;
    const poll = trigger.start();
    await poll();
    trigger.answered = () => {
      afterSeconds(50);
      trigger.answered = () => Promise.resolve();
      return Promise.resolve();
    };
    const asked = sandbox.requests.length;
    await poll();
    expect(endpoints(asked)).toEqual(['getPayOutTransactions']);
  });

  it('drop a poll as a whole that another one overtook', async () => {
    const poll = trigger.start();
    await poll();
    const id = payOut();
    pay('new');
    let inner: Promise<Item[] | null> | undefined;
    trigger.answered = async () => {
      trigger.answered = () => Promise.resolve();
      inner = poll();
      await inner;
    };
    expect(await poll()).toBeNull();
    const items = (await inner) ?? [];
    expect(idsOf(items)).toContain(id);
    expect(notesOf(items)).toContain('new');
    expect(await poll()).toBeNull();
  });
});
