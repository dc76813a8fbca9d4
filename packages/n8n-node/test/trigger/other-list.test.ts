/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { pay, sandbox, trigger } from './fresh-trigger.ts';
import { ago, notesOf } from '../support.ts';

describe('a credential that shows another account', () => {
  it.each(['now', 'backfill'])(
    'starts nothing old, and the log says so (Start From: %s)',
    async (startFrom) => {
      trigger.parameters = { startFrom, backfillDays: 7 };
      for (let day = 1; day <= 10; day++) pay(`test ${day}`, ago(day * 86_400));
      const poll = trigger.start();
      await poll();
      const shop = sandbox.accounts.open('the-shop');
      for (let day = 1; day <= 20; day++) shop.pay({ amount: 20, at: ago(day * 86_400) });
      trigger.credential = { ...trigger.credential, apiToken: 'the-shop' };
      expect(await poll()).toBeNull();
      expect(trigger.warnings.at(-1)).toContain('shows another account than before');
      shop.pay({ amount: 20, note: 'new', at: ago(60) });
      expect(notesOf(await poll())).toEqual(['new']);
    },
  );
});

describe('a row that cannot be read', () => {
  it('is a failed execution once, and the others start the workflow', async () => {
    const poll = trigger.start();
    await poll();
    const { pay_id: payId } = pay('bad');
    sandbox.deviations.add('unreadable-row', { payId, field: 'amount' });
    pay('good');
    expect(notesOf(await poll())).toEqual(['good']);
    expect(trigger.raised.map(({ message }) => message)).toEqual([
      expect.stringContaining(`SecPaid lists an entry whose amount cannot be read`),
    ]);
    pay('next');
    expect(notesOf(await poll())).toEqual(['next']);
    expect(trigger.raised).toHaveLength(1);
    sandbox.deviations.clear();
    expect(notesOf(await poll())).toEqual(['bad']);
  });

  it('is shown if nothing else is new too', async () => {
    const poll = trigger.start();
    await poll();
    const { pay_id: payId } = pay('bad');
    sandbox.deviations.add('unreadable-row', { payId, field: 'created_at' });
    expect(await poll()).toBeNull();
    expect(await poll()).toBeNull();
    expect(trigger.raised).toHaveLength(1);
  });
});

describe('a list that is not the one the trigger knows', () => {
  it('stops the trigger with one error, until somebody publishes the workflow again', async () => {
    for (let day = 1; day <= 20; day++) pay(`known ${day}`, ago(day * 86_400));
    const poll = trigger.start();
    await poll();
    sandbox.deviations.add('zone-moved', { hours: -2 });
    await expect(poll()).rejects.toThrow('SecPaid’s list is not the one this trigger knows');
    expect(await poll()).toBeNull();
    expect(trigger.warnings.at(-1)).toContain('SecPaid’s list is not the one this trigger knows');
    const restarted = trigger.start('init');
    expect(await restarted()).toBeNull();
    expect(trigger.raised.map(({ message }) => message)).toEqual([
      expect.stringContaining('SecPaid’s list is not the one this trigger knows'),
    ]);
    const published = trigger.start('update');
    expect(await published()).toBeNull();
    expect(trigger.warnings.at(-1)).toContain(
      'published again, so SecPaid Trigger continues with SecPaid’s new list. 0 entries',
    );
    sandbox.deviations.clear();
  });

  it('does not take each poll with durable cursors for a publishing', async () => {
    for (let day = 1; day <= 20; day++) pay(`known ${day}`, ago(day * 86_400));
    await trigger.start()();
    trigger.budgetMs = 50_000;
    sandbox.deviations.add('zone-moved', { hours: -2 });
    for (let polls = 0; polls < 3; polls++) {
      await expect(trigger.start('update')()).rejects.toThrow(
        'SecPaid’s list is not the one this trigger knows',
      );
    }
  });
});

describe('each poll', () => {
  it('says in a line of the log what it did', async () => {
    pay('there');
    const poll = trigger.start();
    await poll();
    pay('new');
    await poll();
    expect(trigger.reports).toHaveLength(2);
    expect(trigger.reports[1]).toMatch(
      /^New Pay-In: 1 requests, 2 rows, 1 new, all read from 20\d\d-.*, nothing is left, pages of 1000, \d{3} bytes of state\.$/,
    );
  });
});
