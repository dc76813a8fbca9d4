/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';
import { pay, sandbox, trigger } from './fresh-trigger.ts';
import { ago, allKinds, daysAgo, failureOf, kindsOf, notesOf } from '../support.ts';

describe('a backfill', () => {
  beforeEach(() => {
    trigger.parameters = { startFrom: 'backfill', backfillDays: 7 };
  });

  it('emits the last days oldest first, then what is new', async () => {
    pay('six days ago', daysAgo(6));
    pay('ten days ago', daysAgo(10));
    pay('a minute ago', ago(60));
    pay('three days ago', daysAgo(3));
    const poll = trigger.start();
    expect(notesOf(await poll())).toEqual(['six days ago', 'three days ago', 'a minute ago']);
    expect(await poll()).toBeNull();
    pay('new', ago(10));
    expect(notesOf(await poll())).toEqual(['new']);
    expect(await poll()).toBeNull();
  });

  it('is seven days by default', async () => {
    trigger.parameters = { startFrom: 'backfill' };
    pay('six days ago', daysAgo(6));
    pay('ten days ago', daysAgo(10));
    expect(notesOf(await trigger.start()())).toEqual(['six days ago']);
  });

  it('emits only the chosen events', async () => {
    trigger.parameters = { ...trigger.parameters, events: ['refund'] };
    allKinds(sandbox);
    const poll = trigger.start();
    expect(kindsOf(await poll())).toEqual(['refund']);
    expect(await poll()).toBeNull();
  });

  it('comes in portions of a thousand, still oldest first', async () => {
    sandbox.account.addMany(1300, (index) => ({ amount: 1, note: `${index}`, at: ago(90_000 - index * 60) }));
    const poll = trigger.start();
    const [first, second] = [notesOf(await poll()), notesOf(await poll())];
    expect([first?.length, second?.length]).toEqual([1000, 300]);
    expect([...(first ?? []), ...(second ?? [])]).toEqual(
      Array.from({ length: 1300 }, (_, index) => `${index}`),
    );
    expect(await poll()).toBeNull();
  });

  it('is done once: choosing it later fires nothing old', async () => {
    trigger.parameters = { startFrom: 'now' };
    pay('old', daysAgo(2));
    await trigger.start()();
    trigger.parameters = { startFrom: 'backfill', backfillDays: 7 };
    const poll = trigger.start('update');
    expect(await poll()).toBeNull();
    pay('new');
    expect(notesOf(await poll())).toEqual(['new']);
  });

  it.each([0, 366, 1.5, -1])('of %p days is refused before a request', async (backfillDays) => {
    trigger.parameters = { startFrom: 'backfill', backfillDays };
    const failure = await failureOf(trigger.start());
    expect(failure).toBeInstanceOf(NodeOperationError);
    expect(failure.message).toContain(
      `Backfill Days must be a whole number from 1 to 365, but it is ${backfillDays}.`,
    );
    expect(sandbox.requests).toEqual([]);
    expect(trigger.saved().global).toEqual({});
  });
});
