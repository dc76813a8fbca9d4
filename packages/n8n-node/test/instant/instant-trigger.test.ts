/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { payLink } from '../../../sandbox/src/index.ts';
import {
  endpoint,
  forge,
  KEY,
  notes,
  paid,
  post,
  sandbox,
  settled,
  trigger,
} from './fresh-instant-trigger.ts';
import { executeSecPaid } from '../resources/sec-paid-in-n8n.ts';
import { ago, daysAgo, idOf, notesOf, sentencesOf } from '../support.ts';
import { TriggerInN8n } from '../trigger/trigger-in-n8n.ts';

describe('a payment', () => {
  it('starts the workflow as the same item that the polling trigger gives', async () => {
    const polling = new TriggerInN8n(sandbox);
    const poll = polling.start();
    await poll();
    await paid('Order 1');
    expect(trigger.executions).toHaveLength(1);
    expect(trigger.items).toEqual(await poll());
    expect(trigger.items).toEqual([expect.objectContaining({ kind: 'payment', recipient_note: 'Order 1' })]);
    expect(trigger.warnings).toEqual([]);
  });

  it('is read in either form, encrypted or not', async () => {
    trigger.credential = { ...trigger.credential, encryptionKey: ` ${KEY} ` };
    for (const form of ['json', 'flat'] as const) {
      for (const encryptionKey of [undefined, KEY]) {
        endpoint({ form, encryptionKey });
        await paid(`${form} ${encryptionKey ?? ''}`);
      }
    }
    expect(notes()).toEqual(['json ', `json ${KEY}`, 'flat ', `flat ${KEY}`]);
    expect(sandbox.deliveries.all().map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('is read from a form too', async () => {
    endpoint({ urls: [] });
    const { pay_id } = await paid('by form');
    const form = `ResponseCode=1&data%5Bpay_id%5D=${pay_id}&data[amount]=20&data[status]=success`;
    expect(await post(form, 'application/x-www-form-urlencoded')).toBe(200);
    expect(notes()).toEqual(['by form']);
  });

  it('of a link that n8n made is told with the link’s ID', async () => {
    const [link] = await executeSecPaid({
      credential: trigger.credential,
      items: [{ resource: 'paymentLink', operation: 'create', amount: 5, recipientNote: 'Order 9' }],
    });
    payLink(sandbox.account, idOf(link?.json));
    await settled();
    expect(trigger.items).toEqual([expect.objectContaining({ pay_id: link?.json['id'], amount: 5 })]);
  });

  it('costs one request', async () => {
    await paid('Order 1');
    expect(sandbox.requests.map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([
      ['getPayInTransactions', { pay_id: Number(trigger.items[0]?.['pay_id']), page: 1, limit: 1000 }],
    ]);
  });

  it('is emitted alone, without the refund or older payments of its link', async () => {
    const { pay_id } = sandbox.account.payPersonalQr({ amount: 1, note: 'old', at: daysAgo(2) });
    await settled();
    sandbox.account.refund(pay_id, { amount: 1, at: ago(10) });
    sandbox.account.payPersonalQr({ amount: 2, note: 'now', at: ago(5) });
    await settled();
    expect(trigger.items).toEqual([expect.objectContaining({ kind: 'payment', recipient_note: 'now' })]);
  });

  it('of a Personal QR link is emitted once each, also two alike in one second', async () => {
    const at = ago(5);
    for (let n = 0; n < 2; n++) sandbox.account.payPersonalQr({ amount: 2, note: 'twin', at });
    await settled();
    sandbox.account.payPersonalQr({ amount: 3, note: 'third', at });
    await settled();
    expect(notes()?.toSorted()).toEqual(['third', 'twin', 'twin']);
    expect(new Set(trigger.items.map(({ id }) => id)).size).toBe(3);
  });

  it('comes with the others that were missed, oldest first', async () => {
    endpoint({ urls: [] });
    sandbox.account.payPersonalQr({ amount: 1, note: 'first', at: ago(30) });
    endpoint({});
    sandbox.account.payPersonalQr({ amount: 1, note: 'second', at: ago(20) });
    await settled();
    expect(trigger.executions.map((items) => notesOf(items))).toEqual([['first', 'second']]);
  });
});

describe('the test URL', () => {
  beforeEach(() => {
    trigger.mode = 'manual';
  });

  it('shows the payment, and takes nothing from the published workflow', async () => {
    const { pay_id } = await paid('Order 1');
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1', 'Order 1']);
    expect(trigger.stored).toEqual({});
    trigger.mode = 'webhook';
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1', 'Order 1', 'Order 1']);
  });

  it('shows the link’s newest payment if there is no recent one', async () => {
    sandbox.account.payPersonalQr({ amount: 1, note: 'older', at: daysAgo(9) });
    await paid('unrelated');
    trigger.executions.length = 0;
    const { pay_id } = sandbox.account.payPersonalQr({ amount: 1, note: 'old', at: daysAgo(8) });
    await settled();
    trigger.executions.length = 0;
    await forge(pay_id);
    expect(notes()).toEqual(['old']);
  });

  it('says why there is nothing to show', async () => {
    await forge('99999');
    expect(trigger.executions).toEqual([]);
    expect(trigger.failures.map((failure) => sentencesOf(failure as Error))).toEqual([
      expect.stringContaining('SecPaid lists no new payment of it. Nothing was started.'),
    ]);
  });
});
