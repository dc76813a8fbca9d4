/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { NodeOperationError } from 'n8n-workflow';
import { pay, payOut, sandbox, trigger } from './fresh-trigger.ts';
import { ago, failureOf, idsOf, kindsOf, notesOf, sentencesOf } from '../support.ts';

describe('“Fetch Test Event”', () => {
  it('shows the newest ten entries of the chosen events, newest first', async () => {
    for (let index = 1; index <= 12; index++) {
      const { pay_id } = pay(`payment ${index}`, ago(1000 - index * 10));
      sandbox.account.refund(pay_id, { amount: 1, at: ago(999 - index * 10) });
    }
    const expected = Array.from({ length: 10 }, (_, index) => `payment ${12 - index}`);
    const payments = await trigger.fetchTestEvent();
    expect(notesOf(payments)).toEqual(expected);
    expect(new Set(kindsOf(payments))).toEqual(new Set(['payment']));
    trigger.parameters = { events: ['refund'] };
    const refunds = await trigger.fetchTestEvent();
    expect(notesOf(refunds)).toEqual(expected);
    expect(new Set(kindsOf(refunds))).toEqual(new Set(['refund']));
  });

  it('shows the newest pay-outs, whatever order SecPaid lists them in', async () => {
    const made = Array.from({ length: 12 }, (_, index) => payOut(20, ago(1000 - index * 10)));
    trigger.parameters = { events: ['payout'] };
    for (const order of ['documented', 'ascending']) {
      if (order === 'ascending') sandbox.deviations.add('ascending');
      const shown = await trigger.fetchTestEvent();
      expect(shown?.map(({ payout_id }) => payout_id)).toEqual(made.slice(2).reverse());
    }
  });

  it('shows what there is where there are fewer', async () => {
    pay('only one');
    expect(notesOf(await trigger.fetchTestEvent())).toEqual(['only one']);
  });

  it('looks for a rare event among the newest thousand entries', async () => {
    const { pay_id } = pay('refunded', ago(4000));
    sandbox.account.refund(pay_id, { at: ago(3900) });
    sandbox.account.addMany(900, (index) => ({ amount: 1, at: ago(2000 - index) }));
    trigger.parameters = { events: ['refund'] };
    expect(notesOf(await trigger.fetchTestEvent())).toEqual(['refunded']);
    expect(sandbox.requests).toHaveLength(1);
  });

  it('says so if the account is empty', async () => {
    const failure = await failureOf(() => trigger.fetchTestEvent());
    expect(failure.message).toBe('There is no entry in this SecPaid account yet.');
    expect(sentencesOf(failure)).toContain('Pay a payment link of a small amount and fetch again');
    trigger.parameters = { events: ['payment', 'payout'] };
    const ofBoth = await failureOf(() => trigger.fetchTestEvent());
    expect(ofBoth.message).toBe('There is no entry in this SecPaid account yet.');
  });

  it.each([{ events: ['dispute'] }, { filters: { minAmount: 100 } }])(
    'says so if no entry is of %j',
    async (parameters) => {
      pay('only one');
      trigger.parameters = parameters;
      const failure = await failureOf(() => trigger.fetchTestEvent());
      expect(failure).toBeInstanceOf(NodeOperationError);
      expect(failure.message).toBe('None of the newest 1 entries matches your events and filters.');
      expect(sentencesOf(failure)).toContain('Choose more events or remove a filter to see an example.');
    },
  );

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

  it('says so if there is no pay-out', async () => {
    trigger.parameters = { events: ['payout'] };
    pay('no pay-out');
    const failure = await failureOf(() => trigger.fetchTestEvent());
    expect(sentencesOf(failure)).toContain('no pay-out in this SecPaid account yet. SecPaid makes one when');
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
