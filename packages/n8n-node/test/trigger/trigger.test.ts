/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { PAY_IN_FIELDS } from '@secpaid/core';
import { pay, sandbox, trigger } from './fresh-trigger.ts';
import { ago, allKinds, daysAgo, kindsOf, notesOf } from '../support.ts';

describe('a trigger that is published', () => {
  it('emits none of the existing entries already, and stores its position', async () => {
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
    expect(Object.keys(item ?? {})).toEqual(expect.arrayContaining(PAY_IN_FIELDS.map(({ key }) => key)));
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

  it('continues where it was after a restart of n8n', async () => {
    await trigger.start()();
    pay('known');
    await trigger.start('init')();
    trigger.staticData = trigger.saved();
    pay('while n8n was down');
    const poll = trigger.start('init');
    expect(notesOf(await poll())).toEqual(['while n8n was down']);
    expect(await poll()).toBeNull();
  });

  it('costs one request if nothing is new', async () => {
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
  it('are only payments by default', async () => {
    const poll = trigger.start();
    await poll();
    allKinds(sandbox);
    expect(kindsOf(await poll())).toEqual(['payment']);
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
    allKinds(sandbox);
    expect(kindsOf(await poll())).toEqual(emitted);
  });

  it('that were not chosen are remembered: choosing them later fires no old ones', async () => {
    trigger.parameters = { events: ['payment'] };
    const poll = trigger.start();
    await poll();
    allKinds(sandbox);
    expect(kindsOf(await poll())).toEqual(['payment']);
    trigger.parameters = { events: ['payment', 'refund', 'dispute'] };
    expect(await poll()).toBeNull();
    const { pay_id } = pay('another', ago(20));
    sandbox.account.refund(pay_id, { at: ago(10) });
    expect(kindsOf(await poll())).toEqual(['payment', 'refund']);
  });
});
