/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import type { WorkflowActivateMode } from 'n8n-workflow';
import { pay, sandbox, trigger } from './fresh-trigger.ts';
import { ago, notesOf, TOKEN } from './support.ts';

describe('a failure while n8n starts the trigger by itself', () => {
  const byItself: WorkflowActivateMode[] = ['init', 'leadershipChange'];

  it.each(byItself)('(%s) warns and gives null once, then throws, then goes on', async (mode) => {
    await trigger.start()();
    trigger.staticData = trigger.saved();
    pay('while SecPaid was down');
    sandbox.faults.add({ kind: 'error-envelope', message: `Sorry ${TOKEN}`, times: 2 });
    const before = trigger.saved();

    const poll = trigger.start(mode);
    expect(await poll()).toBeNull();
    expect(trigger.warnings).toEqual([expect.stringContaining('could not poll while n8n started')]);
    expect(trigger.warnings[0]).toContain('SecPaid refused the request: “Sorry •••”.');
    expect(trigger.warnings[0]).not.toContain(TOKEN);
    expect(trigger.saved()).toEqual(before);

    await expect(poll()).rejects.toThrow('SecPaid refused the request');
    expect(trigger.warnings).toHaveLength(1);
    expect(notesOf(await poll())).toEqual(['while SecPaid was down']);
  });

  it.each(byItself)('(%s) is no silent start without a stored position either', async (mode) => {
    sandbox.faults.add({ kind: '500', times: 2 });
    pay('before');
    const poll = trigger.start(mode);
    expect(await poll()).toBeNull();
    expect(trigger.warnings).toHaveLength(1);
    expect(trigger.saved().global).toEqual({});
    await expect(poll()).rejects.toThrow('HTTP 500');
    expect(await poll()).toBeNull();
    pay('after');
    expect(notesOf(await poll())).toEqual(['after']);
  });

  it('is forgiven once for each start', async () => {
    sandbox.faults.add({ kind: '500', times: 2 });
    expect(await trigger.start('init')()).toBeNull();
    expect(await trigger.start('init')()).toBeNull();
    expect(trigger.warnings).toHaveLength(2);
  });

  it.each(byItself)('(%s) throws if the first poll went well', async (mode) => {
    const poll = trigger.start(mode);
    await poll();
    sandbox.faults.add({ kind: '500' });
    await expect(poll()).rejects.toThrow('HTTP 500');
    expect(trigger.warnings).toEqual([]);
  });

  it.each<WorkflowActivateMode>(['activate', 'update', 'create'])(
    'throws at once where a person started it (%s)',
    async (mode) => {
      sandbox.faults.add({ kind: '500' });
      await expect(trigger.start(mode)()).rejects.toThrow('HTTP 500');
      expect(trigger.warnings).toEqual([]);
    },
  );
});

describe('a poll that fails', () => {
  it.each([
    { kind: '401' },
    { kind: '429' },
    { kind: '500' },
    { kind: '503' },
    { kind: 'html' },
    { kind: 'cut-off' },
    { kind: 'no-list' },
    { kind: 'drop' },
    { kind: 'error-envelope', message: 'Something went wrong' },
  ] as const)('($kind) leaves the static data as it was, and the next one emits', async (fault) => {
    const poll = trigger.start();
    await poll();
    const before = trigger.saved();
    pay('new');
    sandbox.faults.add(fault);
    await expect(poll()).rejects.toThrow();
    expect(trigger.saved()).toEqual(before);
    expect(notesOf(await poll())).toEqual(['new']);
    expect(await poll()).toBeNull();
  });

  it('on its second request emits nothing of the first one’s answer', async () => {
    const poll = trigger.start();
    await poll();
    const before = trigger.saved();
    sandbox.account.addMany(300, (index) => ({ amount: 1, note: `${index}`, at: ago(900 - index) }));
    const asked = sandbox.requests.length;
    sandbox.service.before = ({ number }) => {
      if (number === asked + 2) sandbox.faults.add({ kind: '500' });
    };
    await expect(poll()).rejects.toThrow('HTTP 500');
    expect(sandbox.requests).toHaveLength(asked + 2);
    expect(trigger.saved()).toEqual(before);
    expect(await poll()).toHaveLength(300);
  });

  it('asks no second time: its next turn comes anyway', async () => {
    const poll = trigger.start();
    await poll();
    const asked = sandbox.requests.length;
    sandbox.faults.add({ kind: '429', retryAfter: 1, times: 5 });
    await expect(poll()).rejects.toThrow('limit of 60 requests');
    expect(sandbox.requests).toHaveLength(asked + 1);
  });
});
