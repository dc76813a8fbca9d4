/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';
import { afterSeconds } from '../later.ts';
import { pay, sandbox, trigger } from './fresh-trigger.ts';
import { ago, failureOf, type Item, notesOf, sentencesOf, TOKEN } from '../support.ts';

describe('the position', () => {
  it('is assigned once, after the last answer', async () => {
    const poll = trigger.start();
    await poll();
    sandbox.account.addMany(300, (index) => ({ amount: 1, at: ago(900 - index) }));
    const asked = sandbox.requests.length;
    const writes: string[] = [];
    const watched = (where: string, data: object): never =>
      new Proxy(data, {
        set(target, key, value) {
          writes.push(`${where}.${String(key)} after ${sandbox.requests.length - asked} requests`);
          return Reflect.set(target, key, value);
        },
      }) as never;
    trigger.staticData.global = watched('global', trigger.staticData.global);
    trigger.nodeData = watched('node', trigger.nodeData);
    expect(await poll()).toHaveLength(300);
    const all = sandbox.requests.length - asked;
    expect(all).toBeGreaterThan(1);
    expect(writes.sort()).toEqual([`global.a7c1 after ${all} requests`, `node.state after ${all} requests`]);
  });

  it('that was stored is never changed in place', async () => {
    const poll = trigger.start();
    pay('before');
    await poll();
    const { state } = trigger.nodeData as { state: { seen: object } };
    Object.freeze(state.seen);
    Object.freeze(state);
    const copy = structuredClone(state);
    pay('after');
    expect(notesOf(await poll())).toEqual(['after']);
    expect(state).toEqual(copy);
    expect(trigger.nodeData['state']).not.toBe(state);
  });

  it('continues at once if n8n is back to what it stored last, as after publishing again', async () => {
    const poll = trigger.start();
    await poll();
    const stored = trigger.saved();
    expect(await poll()).toBeNull();
    trigger.staticData = stored;
    const published = trigger.start('update');
    pay('after publishing');
    expect(notesOf(await published())).toEqual(['after publishing']);
  });

  it('survives as plain JSON and holds no token', async () => {
    const poll = trigger.start();
    pay('before');
    await poll();
    const text = JSON.stringify(trigger.staticData);
    expect(JSON.parse(text)).toEqual(trigger.staticData);
    expect(text).not.toContain(TOKEN);
  });

  it.each([
    ['of a newer version', { version: 99 }, 'was written by a newer version'],
    ['that is damaged', { version: 1, seen: 7 }, 'cannot be read'],
    ['that is no object', 'garbage', 'cannot be read'],
  ])('%s is an error that says what to do, not a silent restart', async (_, state, message) => {
    const poll = trigger.start();
    await poll();
    trigger.nodeData = { state };
    const before = trigger.saved();
    const asked = sandbox.requests.length;
    const failure = await failureOf(poll);
    expect(failure).toBeInstanceOf(NodeOperationError);
    expect(failure.message).toContain(message);
    expect(sentencesOf(failure)).toContain('Update the SecPaid connector');
    expect(sentencesOf(failure)).toContain('delete this trigger and add a new one');
    expect(trigger.saved()).toEqual(before);
    expect(sandbox.requests).toHaveLength(asked);
  });
});

describe('a node that is renamed', () => {
  it('continues where it was', async () => {
    await trigger.start()();
    pay('known', ago(30));
    await trigger.start()();
    trigger.name = 'Money in';
    pay('new', ago(20));
    expect(trigger.nodeData).toEqual({});
    const poll = trigger.start('update');
    expect(notesOf(await poll())).toEqual(['new']);
    expect(await poll()).toBeNull();
  });

  it('continues with the newer position when it gets its old name back', async () => {
    await trigger.start()();
    trigger.name = 'Money in';
    pay('under the other name', ago(30));
    expect(notesOf(await trigger.start('update')())).toEqual(['under the other name']);
    trigger.name = 'SecPaid Trigger';
    expect(trigger.nodeData).toHaveProperty('state.revision', 1);
    pay('under the old name again', ago(20));
    const poll = trigger.start('update');
    expect(notesOf(await poll())).toEqual(['under the old name again']);
    expect(await poll()).toBeNull();
  });
});

describe('the copy of the position', () => {
  it('is continued if the node’s own is gone', async () => {
    await trigger.start()();
    trigger.nodeData = {};
    pay('new');
    expect(notesOf(await trigger.start('init')())).toEqual(['new']);
  });

  it('is left alone if it is older than the node’s own, whatever its name', async () => {
    const poll = trigger.start();
    await poll();
    const { global } = trigger.saved();
    pay('known');
    expect(notesOf(await poll())).toEqual(['known']);
    const { nodeData } = trigger;
    trigger.name = 'Money in';
    trigger.nodeData = nodeData;
    trigger.staticData.global = global;
    afterSeconds(31);
    expect(await trigger.start('init')()).toBeNull();
  });
});

describe('an n8n that commits the position together with the execution', () => {
  /** Puts the node's own position back to what it was before something was emitted; the copy stays. */
  async function rolledBack(): Promise<() => Promise<Item[] | null>> {
    const poll = trigger.start();
    await poll();
    const { node } = trigger.saved();
    pay('new');
    expect(notesOf(await poll())).toEqual(['new']);
    trigger.staticData.node = node;
    return poll;
  }
  it('emits again what it rolled back', async () => {
    const poll = await rolledBack();
    afterSeconds(31);
    expect(notesOf(await poll())).toEqual(['new']);
    expect(await poll()).toBeNull();
  });

  it('emits nothing twice if it polls again before it has stored', async () => {
    const poll = await rolledBack();
    const before = trigger.saved();
    afterSeconds(5);
    expect(await poll()).toBeNull();
    expect(await trigger.start('init')()).toBeNull();
    expect(trigger.saved()).toEqual(before);
  });

  const backlog = 1500;
  async function withBacklog(): Promise<() => Promise<Item[] | null>> {
    await trigger.start()();
    const many = sandbox.account.addMany(backlog, (index) => ({
      amount: 1,
      note: `${index}`,
      at: ago(4000 - index),
    }));
    expect(many).toHaveLength(backlog);
    return trigger.start();
  }

  it('is given the poll back in time: a tiny budget sends one request, and the backlog drains anyway', async () => {
    trigger.budgetMs = 1;
    const poll = await withBacklog();
    const notes: unknown[] = [];
    let polls = 0;
    for (; notes.length < backlog && polls < 30; polls++) {
      const asked = sandbox.requests.length;
      notes.push(...(notesOf(await poll()) ?? []));
      expect(sandbox.requests).toHaveLength(asked + 1);
    }
    expect(notes).toEqual(Array.from({ length: backlog }, (_, index) => `${index}`));
  });

  it.each([
    ['a wide budget', 300_000],
    ['no budget to ask for', undefined],
  ])('%s lets one poll send several', async (_, budgetMs) => {
    trigger.budgetMs = budgetMs;
    const poll = await withBacklog();
    const asked = sandbox.requests.length;
    expect(await poll()).toHaveLength(1000);
    expect(sandbox.requests.length).toBeGreaterThan(asked + 1);
    expect(await poll()).toHaveLength(500);
  });
});
