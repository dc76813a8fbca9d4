/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { afterSeconds } from '../later.ts';
import { pay, payOut, sandbox, trigger } from './fresh-trigger.ts';
import { ago, daysAgo, notesOf } from '../support.ts';

/** What n8n says of the poll at publishing; of one with a durable cursor it says less. */
const NO_DEADLINE = 300_000;

describe('a trigger that starts from now at each publishing', () => {
  beforeEach(() => {
    trigger.parameters = { startFrom: 'eachPublish', events: ['payment', 'payout'] };
  });

  it.each(['activate', 'update'] as const)('skips what came in the pause (%s)', async (activation) => {
    await trigger.start()();
    pay('in the pause', daysAgo(2));
    payOut();
    const poll = trigger.start(activation);
    expect(await poll()).toBeNull();
    expect(trigger.warnings).toEqual([
      expect.stringContaining('published, so SecPaid Trigger starts from now. Entries dated from'),
      expect.stringContaining('do not start it any more'),
    ]);
    expect(await poll()).toBeNull();
    pay('new');
    pay('new, under an old date', daysAgo(3));
    expect(notesOf(await poll())).toEqual(['new, under an old date', 'new']);
    expect(await poll()).toBeNull();
  });

  it.each(['init', 'leadershipChange'] as const)(
    'skips nothing when n8n itself starts (%s)',
    async (activation) => {
      const before = trigger.start();
      await before();
      pay('while n8n was down');
      const poll = trigger.start(activation);
      expect(notesOf(await poll())).toEqual(['while n8n was down']);
      expect(await poll()).toBeNull();
    },
  );

  it('skips nothing between two polls', async () => {
    const poll = trigger.start();
    await poll();
    for (const note of ['one', 'two']) {
      pay(note);
      expect(notesOf(await poll())).toEqual([note]);
    }
  });

  it('skips nothing in polls with durable cursors, all of which n8n calls updates', async () => {
    trigger.budgetMs = NO_DEADLINE;
    await trigger.start('activate')();
    trigger.budgetMs = 40_000;
    pay('one');
    expect(notesOf(await trigger.start('update')())).toEqual(['one']);
    pay('in the pause');
    trigger.budgetMs = NO_DEADLINE;
    expect(await trigger.start('update')()).toBeNull();
    trigger.budgetMs = 40_000;
    expect(await trigger.start('update')()).toBeNull();
    pay('two');
    expect(notesOf(await trigger.start('update')())).toEqual(['two']);
  });

  it.each([0, 40])(
    'starts over if n8n stores no cursor of the poll at publishing, %i s later',
    async (seconds) => {
      await trigger.start()();
      const cursor = structuredClone(trigger.nodeData);
      pay('in the pause');
      expect(await trigger.start('update')()).toBeNull();
      trigger.nodeData = cursor;
      trigger.budgetMs = 40_000;
      afterSeconds(seconds);
      expect(await trigger.start('update')()).toBeNull();
      pay('two');
      expect(notesOf(await trigger.start('update')())).toEqual(['two']);
      expect(await trigger.start('update')()).toBeNull();
    },
  );

  it('still leaves the pause if the first poll at publishing failed', async () => {
    await trigger.start()();
    pay('in the pause');
    sandbox.faults.add({ kind: '500' });
    const poll = trigger.start();
    await expect(poll()).rejects.toThrow('HTTP 500');
    expect(await poll()).toBeNull();
    pay('new');
    expect(notesOf(await poll())).toEqual(['new']);
  });

  it('ends an unfinished backlog', async () => {
    trigger.parameters = { ...trigger.parameters, options: { maxItems: 1 } };
    const poll = trigger.start();
    await poll();
    for (const note of ['one', 'two', 'three']) pay(note);
    expect(notesOf(await poll())).toEqual(['one']);
    const again = trigger.start('update');
    expect(await again()).toBeNull();
    expect(await again()).toBeNull();
    pay('four');
    expect(notesOf(await again())).toEqual(['four']);
  });

  it('starts over even if a poll from before ends while it is published', async () => {
    const before = trigger.start();
    await before();
    pay('one');
    let isFirst = true;
    trigger.answered = async () => {
      if (!isFirst) return;
      isFirst = false;
      expect(notesOf(await before())).toEqual(['one']);
      pay('two');
    };
    const poll = trigger.start('update');
    expect(await poll()).toBeNull();
    pay('three');
    expect(notesOf(await poll())).toEqual(['three']);
  });

  it('starts over also within half a minute of an execution', async () => {
    const before = trigger.start();
    await before();
    const stored = trigger.saved();
    pay('one');
    expect(notesOf(await before())).toEqual(['one']);
    // n8n did not store it yet.
    trigger.staticData = stored;
    const poll = trigger.start('update');
    expect(await poll()).toBeNull();
    pay('two', ago(1));
    expect(notesOf(await poll())).toEqual(['two']);
  });

  it('starts with what is new if it is published for the first time', async () => {
    pay('old');
    const poll = trigger.start();
    expect(await poll()).toBeNull();
    expect(trigger.warnings).toEqual([]);
    pay('new');
    expect(notesOf(await poll())).toEqual(['new']);
  });
});

describe('a trigger that starts from now', () => {
  it('catches up after a pause', async () => {
    trigger.parameters = { startFrom: 'now' };
    await trigger.start()();
    pay('in the pause');
    expect(notesOf(await trigger.start('update')())).toEqual(['in the pause']);
  });
});
