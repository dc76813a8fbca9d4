/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { WorkflowActivateMode } from 'n8n-workflow';
import { pay, sandbox, trigger } from './fresh-trigger.ts';
import { ago, failureOf, notesOf, TOKEN } from '../support.ts';

describe('a failure while n8n starts the trigger by itself', () => {
  const byItself: WorkflowActivateMode[] = ['init', 'leadershipChange'];

  it.each(byItself)('(%s) leaves a failed execution and lives on', async (mode) => {
    await trigger.start()();
    trigger.staticData = trigger.saved();
    pay('while SecPaid was down');
    sandbox.faults.add({ kind: 'error-envelope', message: `Sorry ${TOKEN}`, times: 2 });
    const before = trigger.saved();

    const poll = trigger.start(mode);
    expect(await poll()).toBeNull();
    expect(trigger.raised).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('SecPaid refused the request: “Sorry •••”.'),
      }),
    ]);
    expect(JSON.stringify(trigger.raised)).not.toContain(TOKEN);
    expect(trigger.saved()).toEqual(before);

    // The same failure again is one too many to raise.
    expect(await poll()).toBeNull();
    expect(trigger.raised).toHaveLength(1);
    expect(trigger.warnings).toEqual([expect.stringContaining('2 polls have failed in a row since')]);
    expect(notesOf(await poll())).toEqual(['while SecPaid was down']);
  });

  it.each(byItself)('(%s) is no silent start without a stored position either', async (mode) => {
    sandbox.faults.add({ kind: '500', times: 2 });
    pay('before');
    const poll = trigger.start(mode);
    expect(await poll()).toBeNull();
    expect(trigger.raised).toHaveLength(1);
    expect(trigger.saved().global).toEqual({});
    expect(await poll()).toBeNull();
    expect(trigger.saved().global).toEqual({});
    expect(await poll()).toBeNull();
    pay('after');
    expect(notesOf(await poll())).toEqual(['after']);
  });

  it('is raised once for each start', async () => {
    sandbox.faults.add({ kind: '500', times: 2 });
    expect(await trigger.start('init')()).toBeNull();
    expect(await trigger.start('init')()).toBeNull();
    expect(trigger.raised).toHaveLength(2);
  });

  it.each(byItself)('(%s) throws if the first poll went well', async (mode) => {
    const poll = trigger.start(mode);
    await poll();
    sandbox.faults.add({ kind: '500' });
    await expect(poll()).rejects.toThrow('HTTP 500');
    expect(trigger.raised).toEqual([]);
  });

  it.each<WorkflowActivateMode>(['activate', 'update', 'create'])(
    'throws at once if a person started it (%s)',
    async (mode) => {
      sandbox.faults.add({ kind: '500' });
      await expect(trigger.start(mode)()).rejects.toThrow('HTTP 500');
      expect(trigger.raised).toEqual([]);
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

describe('an outage', () => {
  const HOUR = 3_600_000;
  const failing = async (): Promise<() => Promise<unknown>> => {
    const poll = trigger.start();
    await poll();
    sandbox.faults.add({ kind: '503', times: 1000 });
    return poll;
  };
  const later = (ms: number): void => {
    const now = Date.now() + ms;
    jest.spyOn(Date, 'now').mockImplementation(() => now);
  };

  it('is thrown at once, then only logged, and thrown again after an hour with what it came to', async () => {
    const poll = await failing();
    await expect(poll()).rejects.toThrow('HTTP 503');
    expect(await poll()).toBeNull();
    expect(trigger.warnings).toEqual([
      expect.stringMatching(
        /^SecPaid Trigger could not poll\. .*HTTP 503.* 2 polls have failed in a row since/,
      ),
    ]);
    later(HOUR);
    await expect(poll()).rejects.toMatchObject({
      description: expect.stringMatching(/3 polls have failed in a row since 20[\d: -]+ UTC\. The next poll/),
    });
    expect(trigger.warnings).toHaveLength(1);
  });

  it('is thrown at once if its kind changes', async () => {
    const poll = await failing();
    await expect(poll()).rejects.toThrow('HTTP 503');
    sandbox.faults.clear();
    sandbox.service.token = 'another';
    await expect(poll()).rejects.toThrow('refused the API token');
    expect(await poll()).toBeNull();
  });

  it('is thrown when somebody publishes during it', async () => {
    const poll = await failing();
    await expect(poll()).rejects.toThrow('HTTP 503');
    await expect(trigger.start()()).rejects.toThrow('HTTP 503');
  });

  it('has an end that is logged, and loses nothing', async () => {
    const poll = await failing();
    await expect(poll()).rejects.toThrow('HTTP 503');
    await poll();
    pay('meanwhile');
    sandbox.faults.clear();
    expect(notesOf((await poll()) as never)).toEqual(['meanwhile']);
    expect(trigger.infos).toEqual([
      expect.stringMatching(/polls again\. 2 polls have failed in a row since/),
    ]);
    await poll();
    expect(trigger.infos).toHaveLength(1);
    sandbox.faults.add({ kind: '503' });
    await expect(poll()).rejects.toThrow('HTTP 503');
  });
});

describe('if n8n keeps cursors durably, each poll in a separate context', () => {
  beforeEach(async () => {
    await trigger.start()();
    trigger.budgetMs = 28_000;
  });
  const poll = (): Promise<unknown> => trigger.start('update')();

  it('every failure is thrown, since one that is not would count as success', async () => {
    sandbox.faults.add({ kind: '503', times: 3 });
    for (let times = 0; times < 3; times++) await expect(poll()).rejects.toThrow('HTTP 503');
    expect(trigger.warnings).toEqual([]);
    expect(await poll()).toBeNull();
    expect(trigger.infos).toHaveLength(1);
  });

  it('says that the next poll tries again, and how long to wait for the rate limit', async () => {
    sandbox.faults.add({ kind: '429', retryAfter: 90 });
    await expect(poll()).rejects.toMatchObject({
      description: expect.stringContaining('The next poll tries again'),
      failure: { cause: 'rate-limited', retryAfterMs: 90_000 },
    });
    sandbox.faults.add({ kind: '503' });
    expect(await failureOf(poll)).not.toMatchObject({ failure: { cause: expect.anything() } });
  });

  it('a refused token is raised without n8n’s back-off: once replaced, the next poll continues', async () => {
    const { token } = sandbox.service;
    sandbox.service.token = 'another';
    expect(await poll()).toBeNull();
    expect(await poll()).toBeNull();
    expect(trigger.raised).toEqual([
      expect.objectContaining({ message: expect.stringContaining('refused the API token') }),
    ]);
    expect(trigger.warnings).toHaveLength(1);
    pay('meanwhile');
    sandbox.service.token = token;
    expect(notesOf((await poll()) as never)).toEqual(['meanwhile']);
  });
});
