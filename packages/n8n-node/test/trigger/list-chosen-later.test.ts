/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { endpoints, pay, payOut, trigger } from './fresh-trigger.ts';
import { afterSeconds } from '../later.ts';
import { daysAgo, idsOf, kindsOf, notesOf } from '../support.ts';

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
    saved.global = { [trigger.nodeId]: copy };
    trigger.staticData = saved;
  }

  it('continues without a repeat or a gap', async () => {
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

  it('counts as seen even if it was chosen before', async () => {
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
