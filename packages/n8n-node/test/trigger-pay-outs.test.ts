/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PAY_OUT_FIELDS } from '@secpaid/core';
import { afterSeconds } from './later.ts';
import { pay, sandbox, trigger } from './fresh-trigger.ts';
import { ago, daysAgo, failureOf, type Item, kindsOf, notesOf, sentencesOf } from './support.ts';

const ALL = ['payment', 'refund', 'dispute', 'payout'];
/** A payment of a day of its own, and its pay-out; gives the payout_id. */
function payOut(amount = 20, at = ago(60)): string {
  const day = new Date(Date.now() - (100 + sandbox.account.payouts.rows().length) * 86_400_000);
  sandbox.account.pay({ amount, at: `${day.toISOString().slice(0, 10)} 12:00:00` });
  const [made] = sandbox.account.payouts.payOut(day.toISOString().slice(0, 10), at);
  return made?.payout_id ?? '';
}
/** What was asked for: the endpoints, in their order. */
const endpoints = (from = 0): string[] =>
  sandbox.requests.slice(from).map(({ path }) => path.split('/').at(-1) ?? '');
const idsOf = (items: readonly Item[] | null): unknown[] | undefined => items?.map(({ id }) => id);

describe('the event Pay-Out', () => {
  beforeEach(() => {
    trigger.parameters = { events: ['payout'] };
  });

  it('starts with what is new, once, with every field', async () => {
    payOut();
    const poll = trigger.start();
    expect(await poll()).toBeNull();
    const id = payOut();
    const items = await poll();
    expect(items).toEqual([expect.objectContaining({ id, payout_id: id, kind: 'payout', currency: 'EUR' })]);
    expect(Object.keys(items?.[0] ?? {})).toEqual(
      expect.arrayContaining(PAY_OUT_FIELDS.map(({ key }) => key)),
    );
    expect(await poll()).toBeNull();
  });

  it('fires for the first pay-out of an account that had none', async () => {
    const poll = trigger.start();
    expect(await poll()).toBeNull();
    const id = payOut();
    expect(idsOf(await poll())).toEqual([id]);
  });

  it('fires nothing when a pay-out is approved', async () => {
    const poll = trigger.start();
    await poll();
    payOut();
    await poll();
    sandbox.account.payouts.approve(undefined);
    expect(await poll()).toBeNull();
  });

  it('looks at the list of pay-outs alone, with one request', async () => {
    const poll = trigger.start();
    await poll();
    await poll();
    expect(endpoints()).toEqual(['getPayOutTransactions', 'getPayOutTransactions']);
  });

  it('goes on where it was after a restart and a new name', async () => {
    await trigger.start()();
    trigger.staticData = trigger.saved();
    trigger.name = 'Paid out';
    const id = payOut();
    const poll = trigger.start('init');
    expect(idsOf(await poll())).toEqual([id]);
    expect(await poll()).toBeNull();
  });

  it('takes the amounts of the filters alone, since a pay-out has neither note nor payment method', async () => {
    const filters = {
      minAmount: 100,
      noteContains: 'Order',
      paymentMethod: 'PayPal',
      transactionType: 'Split',
    };
    trigger.parameters = { events: ['payout'], filters };
    const poll = trigger.start();
    await poll();
    payOut(20);
    const large = payOut(200);
    expect(idsOf(await poll())).toEqual([large]);
    trigger.parameters = { events: ['payout'] };
    expect(await poll()).toBeNull();
  });

  it('gives SecPaid’s own row with the ID added where the raw output is chosen', async () => {
    trigger.parameters = { events: ['payout'], options: { rawOutput: true } };
    const poll = trigger.start();
    await poll();
    const id = payOut();
    const [item] = (await poll()) ?? [];
    expect(item).toMatchObject({ id, payout_id: id, payout_amount: expect.any(String) });
    expect(item).not.toHaveProperty('kind');
  });

  it('with a backfill gives those of the last days first', async () => {
    trigger.parameters = { events: ['payout'], startFrom: 'backfill', backfillDays: 3 };
    payOut(20, daysAgo(9));
    const older = payOut(20, daysAgo(2));
    const newer = payOut(20, daysAgo(1));
    const poll = trigger.start();
    expect(idsOf(await poll())).toEqual([older, newer]);
    expect(await poll()).toBeNull();
  });
});

describe('pay-outs and pay-ins in one trigger', () => {
  beforeEach(() => {
    trigger.parameters = { events: ALL };
  });

  it('come together, the oldest first, and tell themselves apart', async () => {
    const poll = trigger.start();
    await poll();
    payOut(20, ago(40));
    await poll();
    pay('first', ago(30));
    payOut(30, ago(20));
    const { pay_id } = pay('third', ago(10));
    sandbox.account.refund(pay_id, { at: ago(5) });
    const items = (await poll()) ?? [];
    // The payment that the pay-out pays out is of long ago, and comes in here, too.
    expect(kindsOf(items)?.slice(1)).toEqual(['payment', 'payout', 'payment', 'refund']);
    expect(new Set(idsOf(items)).size).toBe(items.length);
    expect(await poll()).toBeNull();
  });

  it('cost one request each where nothing is new', async () => {
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

  it('arm together: where one list fails at first, both start with the next poll', async () => {
    sandbox.faults.add({ kind: '500', onEndpoint: 'getPayInTransactions' });
    await expect(trigger.start()()).rejects.toThrow('HTTP 500');
    expect(trigger.staticData).toEqual({ global: {}, node: { [trigger.name]: {} } });
  });

  it.each([1, 2, 3])('are at most %d in one execution, and none is lost', async (maxItems) => {
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

  it('arm the second list at once also where the first one used up the items', async () => {
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

  it('leave the second list to the next poll where time runs out', async () => {
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

describe('a trigger that ran before there were pay-outs', () => {
  /** As the first version left it: no name of the feed, no state of pay-outs. */
  function asBefore(): void {
    const strip = (holder: Record<string, unknown>): void => {
      delete (holder['state'] as Record<string, unknown>)['feed'];
      delete holder['payOutState'];
    };
    const saved = trigger.saved();
    strip(saved.node[trigger.name] ?? {});
    const copy = saved.global[trigger.nodeId] as Record<string, unknown>;
    strip(copy);
    saved.global = { [trigger.nodeId]: copy as never };
    trigger.staticData = saved;
  }

  it('goes on without a repeat or a gap', async () => {
    pay('old');
    await trigger.start()();
    asBefore();
    payOut();
    pay('while n8n was updated');
    const poll = trigger.start('init');
    expect(notesOf(await poll())).toContain('while n8n was updated');
    expect(notesOf(await poll())).toBeNull();
    expect(new Set(endpoints())).toEqual(new Set(['getPayInTransactions']));
  });

  it.each(['now', 'backfill'])(
    'starts nothing old when pay-outs are chosen then, and misses no payment (%s)',
    async (startFrom) => {
      trigger.parameters = { startFrom };
      await trigger.start()();
      asBefore();
      payOut();
      pay('meanwhile');
      trigger.parameters = { events: ['payment', 'payout'], startFrom };
      const poll = trigger.start();
      const items = (await poll()) ?? [];
      expect(kindsOf(items)).not.toContain('payout');
      expect(notesOf(items)).toContain('meanwhile');
      const id = payOut();
      expect(idsOf(await poll())).toContain(id);
    },
  );
});

describe('a list that is not chosen', () => {
  it.each(['now', 'backfill'])(
    'counts as seen: choosing it later starts nothing old (%s)',
    async (startFrom) => {
      trigger.parameters = { events: ['payment'], startFrom };
      await trigger.start()();
      payOut();
      await trigger.start()();
      trigger.parameters = { events: ['payment', 'payout'], startFrom };
      const poll = trigger.start();
      expect(await poll()).toBeNull();
      const id = payOut();
      expect(idsOf(await poll())).toContain(id);
    },
  );

  it('counts as seen also where it was chosen before', async () => {
    trigger.parameters = { events: ['payment', 'payout'], startFrom: 'backfill', backfillDays: 5 };
    pay('backfilled', daysAgo(1));
    expect(notesOf(await trigger.start()())).toEqual(['backfilled']);
    trigger.parameters = { ...trigger.parameters, events: ['payout'] };
    const poll = trigger.start();
    await poll();
    pay('not wanted');
    await poll();
    trigger.parameters = { ...trigger.parameters, events: ['payment', 'payout'] };
    afterSeconds(40);
    const again = trigger.start();
    expect(await again()).toBeNull();
    pay('wanted');
    expect(notesOf(await again())).toEqual(['wanted']);
  });

  it('can be chosen again at once after it emitted', async () => {
    trigger.parameters = { events: ['payment', 'payout'] };
    const first = trigger.start();
    await first();
    pay('emitted');
    expect(notesOf(await first())).toEqual(['emitted']);
    trigger.parameters = { events: ['payout'] };
    await trigger.start()();
    trigger.parameters = { events: ['payment', 'payout'] };
    const again = trigger.start();
    expect(await again()).toBeNull();
    pay('wanted');
    expect(notesOf(await again())).toEqual(['wanted']);
  });
});

describe('“Fetch Test Event”', () => {
  it('shows the newest ten of each chosen list, the newest first', async () => {
    const ids = [payOut(20, ago(90)), payOut(20, ago(80))];
    for (let index = 0; index < 12; index++) pay(`${index}`, ago(70 - index));
    trigger.parameters = { events: ['payment', 'payout'] };
    const items = (await trigger.fetchTestEvent()) ?? [];
    expect(items).toHaveLength(12);
    expect(notesOf(items)?.[0]).toBe('11');
    expect(idsOf(items)?.slice(10)).toEqual(ids.toReversed());
    trigger.parameters = { events: ['payout'] };
    expect(idsOf(await trigger.fetchTestEvent())).toEqual(ids.toReversed());
    expect(trigger.staticData).toEqual({ global: {}, node: {} });
  });

  it('says so where there is none', async () => {
    trigger.parameters = { events: ['payout'] };
    pay('no pay-out');
    const failure = await failureOf(() => trigger.fetchTestEvent());
    expect(sentencesOf(failure)).toContain('no pay-out in this SecPaid account yet');
  });
});

it('an event that there is not is refused', async () => {
  trigger.parameters = { events: ['payments'] };
  await expect(trigger.start()()).rejects.toThrow('Events must be one of payment, refund, dispute, payout');
});
