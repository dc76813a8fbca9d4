/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it, jest } from '@jest/globals';
import {
  asked,
  endpoint,
  forge,
  holdSecPaid,
  KEY,
  notes,
  paid,
  post,
  sandbox,
  send,
  trigger,
} from './fresh-instant-trigger.ts';
import { afterSeconds } from '../later.ts';
import { ago, daysAgo } from '../support.ts';

describe('a forged call', () => {
  it('of a payment that does not exist starts nothing', async () => {
    await forge('99999');
    expect(trigger.executions).toEqual([]);
    expect(sandbox.deliveries.all().map(({ status }) => status)).toEqual([200]);
    expect(trigger.warnings).toEqual([expect.stringContaining('SecPaid lists no new payment of it')]);
    expect(asked()).toBe(5);
  });

  it('of a payment of two days ago starts nothing', async () => {
    endpoint({ urls: [] });
    const { pay_id } = await paid('old', daysAgo(2));
    endpoint({});
    await forge(pay_id);
    expect(trigger.executions).toEqual([]);
  });

  it.each([
    {},
    [],
    { data: {} },
    { data: { pay_id: 'abc' } },
    { data: { pay_id: '1 OR 1' } },
    { data: { pay_id: '1'.repeat(40) } },
    { data: { pay_id: { $gt: 0 } } },
  ])('that names no payment asks SecPaid nothing: %j', async (body) => {
    trigger.credential = { ...trigger.credential, encryptionKey: KEY };
    expect(await post(body)).toBe(200);
    expect(trigger.executions).toEqual([]);
    expect(asked()).toBe(0);
  });

  it('that is far longer than SecPaid’s is not decrypted', async () => {
    expect(await post({ data: 'x'.repeat(20_000) })).toBe(200);
    expect(trigger.warnings).toEqual([expect.stringContaining('longer than any of SecPaid’s')]);
  });

  it('in large numbers uses up a third of the requests a minute, and does not flood the log', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.now());
    const go = holdSecPaid();
    const calls = Array.from({ length: 200 }, (_, index) => send({ data: { pay_id: 70_000 + index } }));
    const statuses = await Promise.all(calls);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    go();
    await trigger.settled();
    // Nobody waits here, so the requests of the minute that a call may wait come at once too.
    expect(asked()).toBeLessThanOrEqual(40);
    expect(trigger.executions).toEqual([]);
    expect(trigger.warnings.length).toBeLessThanOrEqual(10);
    expect(trigger.warnings.join()).toContain('More calls came than can be looked up');
    // Some minutes later it is as before.
    afterSeconds(240);
    await paid('after the attack', ago(1));
    expect(notes()).toEqual(['after the attack']);
  });
});

describe('an encrypted call', () => {
  it.each([
    [undefined, 'there is no encryption key'],
    ['x'.repeat(32), 'does not open'],
    ['short', 'must be 32 plain letters'],
  ])('that the credential’s key (%s) does not open starts nothing and says why', async (key, sentence) => {
    trigger.credential =
      key === undefined ? trigger.credential : { ...trigger.credential, encryptionKey: key };
    endpoint({ encryptionKey: KEY });
    await paid('Order 1');
    expect(trigger.executions).toEqual([]);
    expect(asked()).toBe(0);
    expect(trigger.warnings).toEqual([expect.stringContaining(sentence)]);
    expect(trigger.warnings.join()).not.toContain(KEY);
  });
});
