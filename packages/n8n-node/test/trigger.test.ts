/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FIELDS } from '@secpaid/core';
import { NodeOperationError, type WorkflowActivateMode } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/src/index.ts';
import { ago, daysAgo, failureOf, type Item, notesOf, openSandbox, TOKEN, TriggerInN8n } from './support.ts';

let sandbox: Sandbox;
let trigger: TriggerInN8n;

beforeEach(async () => {
  sandbox = await openSandbox();
  trigger = new TriggerInN8n(sandbox);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await sandbox.close();
});

/** A payment that its note names. */
const pay = (note: string, at = ago(60)) => sandbox.account.pay({ amount: 20, note, at });

/** Pays, refunds, disputes and wins the dispute, in this order. */
function allKinds(): void {
  const { pay_id } = pay('a payment', ago(60));
  sandbox.account.refund(pay_id, { amount: 5, at: ago(50) });
  sandbox.account.dispute(pay_id, { amount: 5, at: ago(40) });
  sandbox.account.disputeRefund(pay_id, { amount: 5, at: ago(30) });
}

const kinds = (items: readonly Item[] | null): unknown[] | undefined => items?.map(({ kind }) => kind);

describe('a trigger that is published', () => {
  it('emits nothing of what is there already, and stores its position', async () => {
    pay('before');
    expect(await trigger.start()()).toBeNull();
    expect(trigger.nodeData).toHaveProperty('state.revision', 1);
    expect(trigger.staticData.global).toHaveProperty('a7c1.state.revision', 1);
  });

  it('emits a new payment once', async () => {
    pay('before');
    const poll = trigger.start();
    await poll();
    const { pay_id, created_at } = pay('after');
    expect(await poll()).toEqual([
      expect.objectContaining({
        pay_id,
        kind: 'payment',
        amount: 20,
        currency: 'EUR',
        payment_method: 'card',
        recipient_note: 'after',
        is_refund: false,
        created_at: expect.stringMatching(`^${created_at.replace(' ', 'T')}\\+0[12]:00$`),
      }),
    ]);
    expect(await poll()).toBeNull();
    expect(await poll()).toBeNull();
  });

  it('emits every key of an entry, and what SecPaid adds one day', async () => {
    const poll = trigger.start();
    await poll();
    sandbox.account.pay({ amount: 20, extra: { loyalty_card: '4711' } });
    const [item] = (await poll()) ?? [];
    expect(Object.keys(item ?? {})).toEqual(expect.arrayContaining(FIELDS.map(({ key }) => key)));
    expect(item).toHaveProperty('loyalty_card', '4711');
  });

  it('emits the first payment of an account that was empty', async () => {
    const poll = trigger.start();
    expect(await poll()).toBeNull();
    pay('the first of all');
    expect(notesOf(await poll())).toEqual(['the first of all']);
  });

  it('emits a payment that SecPaid enters late, under an older date', async () => {
    pay('before');
    const poll = trigger.start();
    await poll();
    sandbox.account.lateBankTransfer({ amount: 20, note: 'late', at: daysAgo(20) });
    expect(notesOf(await poll())).toEqual(['late']);
    expect(await poll()).toBeNull();
  });

  it('emits two payments of one link, amount and second as two entries', async () => {
    const poll = trigger.start();
    await poll();
    sandbox.account.payTwin(pay('twin'));
    const twins = (await poll()) ?? [];
    expect(notesOf(twins)).toEqual(['twin', 'twin']);
    expect(new Set(twins.map(({ id }) => id)).size).toBe(2);
    expect(await poll()).toBeNull();
  });

  it('emits nothing when an entry changes', async () => {
    const poll = trigger.start();
    const { pay_id } = pay('before');
    await poll();
    sandbox.account.setPayoutStatus({ payId: pay_id }, 'Approved');
    expect(await poll()).toBeNull();
  });

  it('emits several in one poll, the oldest first', async () => {
    const poll = trigger.start();
    await poll();
    pay('second', ago(20));
    pay('third', ago(10));
    pay('first', ago(30));
    expect(notesOf(await poll())).toEqual(['first', 'second', 'third']);
  });

  it('goes on where it was after a restart of n8n', async () => {
    await trigger.start()();
    pay('known');
    await trigger.start('init')();
    trigger.staticData = trigger.saved();
    pay('while n8n was down');
    const poll = trigger.start('init');
    expect(notesOf(await poll())).toEqual(['while n8n was down']);
    expect(await poll()).toBeNull();
  });

  it('costs one request where nothing is new', async () => {
    const poll = trigger.start();
    await poll();
    const asked = sandbox.requests.length;
    await poll();
    expect(sandbox.requests).toHaveLength(asked + 1);
  });

  it('keeps the positions of two triggers in one workflow apart', async () => {
    await trigger.start()();
    pay('between');
    trigger.nodeId = 'b9e3';
    trigger.name = 'SecPaid Trigger1';
    const second = trigger.start();
    expect(await second()).toBeNull();
    trigger.nodeId = 'a7c1';
    trigger.name = 'SecPaid Trigger';
    expect(notesOf(await trigger.start()())).toEqual(['between']);
  });
});

describe('events', () => {
  it('are payments alone unless others are chosen', async () => {
    const poll = trigger.start();
    await poll();
    allKinds();
    expect(kinds(await poll())).toEqual(['payment']);
  });

  it.each([
    [['payment'], ['payment']],
    [['refund'], ['refund']],
    [['dispute'], ['dispute', 'dispute_refund']],
    [
      ['payment', 'refund'],
      ['payment', 'refund'],
    ],
    [
      ['dispute', 'refund', 'payment'],
      ['payment', 'refund', 'dispute', 'dispute_refund'],
    ],
  ])('%j emit only %j', async (events, emitted) => {
    trigger.parameters = { events };
    const poll = trigger.start();
    await poll();
    allKinds();
    expect(kinds(await poll())).toEqual(emitted);
  });

  it('that were not chosen are remembered: choosing them later fires no old ones', async () => {
    trigger.parameters = { events: ['payment'] };
    const poll = trigger.start();
    await poll();
    allKinds();
    expect(kinds(await poll())).toEqual(['payment']);
    trigger.parameters = { events: ['payment', 'refund', 'dispute'] };
    expect(await poll()).toBeNull();
    const { pay_id } = pay('another', ago(20));
    sandbox.account.refund(pay_id, { at: ago(10) });
    expect(kinds(await poll())).toEqual(['payment', 'refund']);
  });
});

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
    trigger.nodeData = { state } as never;
    const before = trigger.saved();
    const asked = sandbox.requests.length;
    const failure = await failureOf(poll);
    expect(failure).toBeInstanceOf(NodeOperationError);
    expect(failure.message).toContain(message);
    expect(failure.message).toContain('Update the SecPaid connector');
    expect(failure.message).toContain('delete this trigger and add a new one');
    expect(trigger.saved()).toEqual(before);
    expect(sandbox.requests).toHaveLength(asked);
  });
});

/** From now on it is so much later. */
function afterSeconds(seconds: number): void {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + seconds * 1000);
}

function latch(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('polls that overlap', () => {
  /** The next poll at that point stands still until `go` is called. */
  function holdNext(where: 'before its answer' | 'after its answer'): {
    reached: Promise<void>;
    go: () => void;
  } {
    const held = latch();
    const gate = latch();
    const once = async (): Promise<void> => {
      sandbox.service.before = undefined;
      trigger.answered = () => Promise.resolve();
      held.open();
      await gate.opened;
    };
    if (where === 'before its answer') sandbox.service.before = once;
    else trigger.answered = once;
    return { reached: held.opened, go: gate.open };
  }

  it.each(['before its answer', 'after its answer'] as const)(
    'emit nothing twice and lose nothing where the first is slow %s',
    async (where) => {
      const poll = trigger.start();
      await poll();
      pay('one', ago(30));
      const { reached, go } = holdNext(where);
      const slow = poll();
      await reached;
      pay('two', ago(20));
      const quick = await poll();
      pay('three', ago(10));
      go();
      const emitted = [...(quick ?? []), ...((await slow) ?? []), ...((await poll()) ?? [])];
      expect(notesOf(emitted)).toEqual(['one', 'two', 'three']);
      expect(await poll()).toBeNull();
    },
  );

  it('emit nothing twice where the first is slow by more than half a minute', async () => {
    const poll = trigger.start();
    await poll();
    pay('one');
    const { reached, go } = holdNext('after its answer');
    const slow = poll();
    await reached;
    expect(notesOf(await poll())).toEqual(['one']);
    const stored = trigger.saved();
    afterSeconds(40);
    go();
    expect(await slow).toBeNull();
    expect(trigger.saved()).toEqual(stored);
  });

  it('arm once: a payment between two first polls is not taken for old', async () => {
    const { reached, go } = holdNext('before its answer');
    const poll = trigger.start();
    const slow = poll();
    await reached;
    expect(await poll()).toBeNull();
    pay('between');
    go();
    expect(await slow).toBeNull();
    expect(notesOf(await poll())).toEqual(['between']);
  });

  it('do not lose what the overtaken one would have emitted when the other fails', async () => {
    const poll = trigger.start();
    await poll();
    pay('one');
    const { reached, go } = holdNext('after its answer');
    const slow = poll();
    await reached;
    sandbox.faults.add({ kind: '500' });
    await expect(poll()).rejects.toThrow('HTTP 500');
    go();
    expect(notesOf(await slow)).toEqual(['one']);
    expect(await poll()).toBeNull();
  });
});

describe('a node that is renamed', () => {
  it('goes on where it was', async () => {
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

  it('goes on with the newer position when it gets its old name back', async () => {
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
  it('is gone on with where the node’s own is gone', async () => {
    await trigger.start()();
    trigger.nodeData = {};
    pay('new');
    expect(notesOf(await trigger.start('init')())).toEqual(['new']);
  });

  it('is left alone where it is older than the node’s own, whatever its name', async () => {
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

  it('emits nothing twice where it polls again before it has stored', async () => {
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

  it('is given the poll back in time: a tiny budget sends one request, and the backlog drains all the same', async () => {
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

describe('“Fetch Test Event”', () => {
  it('shows the newest ten entries of the chosen events, newest first', async () => {
    for (let index = 1; index <= 12; index++) {
      const { pay_id } = pay(`payment ${index}`, ago(1000 - index * 10));
      sandbox.account.refund(pay_id, { amount: 1, at: ago(999 - index * 10) });
    }
    const expected = Array.from({ length: 10 }, (_, index) => `payment ${12 - index}`);
    const payments = await trigger.fetchTestEvent();
    expect(notesOf(payments)).toEqual(expected);
    expect(new Set(kinds(payments))).toEqual(new Set(['payment']));
    trigger.parameters = { events: ['refund'] };
    const refunds = await trigger.fetchTestEvent();
    expect(notesOf(refunds)).toEqual(expected);
    expect(new Set(kinds(refunds))).toEqual(new Set(['refund']));
  });

  it('shows what there is where there are fewer, and nothing where there is none', async () => {
    expect(await trigger.fetchTestEvent()).toBeNull();
    pay('only one');
    expect(notesOf(await trigger.fetchTestEvent())).toEqual(['only one']);
    trigger.parameters = { events: ['dispute'] };
    expect(await trigger.fetchTestEvent()).toBeNull();
  });

  it('neither reads nor changes the position, so that the published workflow misses nothing', async () => {
    const poll = trigger.start();
    await poll();
    pay('new');
    const before = trigger.saved();
    trigger.staticData = new Proxy(trigger.staticData, {
      get: () => {
        throw new Error('static data was touched');
      },
    });
    const touchless = trigger.staticData;
    expect(notesOf(await trigger.fetchTestEvent())).toEqual(['new']);
    expect(trigger.staticData).toBe(touchless);
    trigger.staticData = before;
    expect(notesOf(await poll())).toEqual(['new']);
  });

  it('throws what went wrong', async () => {
    sandbox.faults.add({ kind: '401' });
    await expect(trigger.fetchTestEvent()).rejects.toThrow('SecPaid refused the API token');
    expect(trigger.warnings).toEqual([]);
  });
});

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

  it('is seven days unless told', async () => {
    trigger.parameters = { startFrom: 'backfill' };
    pay('six days ago', daysAgo(6));
    pay('ten days ago', daysAgo(10));
    expect(notesOf(await trigger.start()())).toEqual(['six days ago']);
  });

  it('emits only the chosen events', async () => {
    trigger.parameters = { ...trigger.parameters, events: ['refund'] };
    allKinds();
    const poll = trigger.start();
    expect(kinds(await poll())).toEqual(['refund']);
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
      `Backfill days must be a whole number from 1 to 365, but it is ${backfillDays}.`,
    );
    expect(sandbox.requests).toEqual([]);
    expect(trigger.saved().global).toEqual({});
  });
});
