/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { waits } from '../no-waiting.ts';
import { describe, expect, it } from '@jest/globals';
import {
  asked,
  endpoint,
  forge,
  holdSecPaid,
  notes,
  paid,
  pay,
  post,
  sandbox,
  send,
  settled,
  trigger,
} from './fresh-instant-trigger.ts';
import { afterSeconds } from '../later.ts';
import { ago, TOKEN } from '../support.ts';

describe('looking up a call', () => {
  it('is repeated if the payment is listed a moment later', async () => {
    endpoint({ urls: [] });
    let requests = 0;
    sandbox.service.before = () => {
      if (++requests === 3) sandbox.account.pay({ payId: 88_000, amount: 5, note: 'late' });
      return Promise.resolve();
    };
    await post({ data: { pay_id: 88_000 } });
    expect(notes()).toEqual(['late']);
    expect(waits).toEqual(expect.arrayContaining([2000, 5000]));
  });

  it.each(['500', '503', 'drop', '429'] as const)('is repeated after a failure: %s', async (kind) => {
    sandbox.faults.add({ kind, times: 2 });
    await paid('Order 1');
    expect(notes()).toEqual(['Order 1']);
    expect(waits[0]).toBe(kind === '429' ? 15_000 : 2000);
  });

  it('is repeated after the wait that SecPaid asks for, up to a minute', async () => {
    sandbox.faults.add({ kind: '429', retryAfter: 60 });
    await paid('Order 1');
    expect(notes()).toEqual(['Order 1']);
    expect(waits).toEqual([60_000]);
  });

  it('is not repeated if SecPaid asks for a longer wait', async () => {
    sandbox.faults.add({ kind: '429', retryAfter: 61 });
    await paid('Order 1');
    expect(asked()).toBe(1);
    expect(trigger.executions).toEqual([]);
    expect(trigger.warnings).toEqual([expect.stringContaining('limit of 60 requests a minute is used up')]);
  });

  it('that finally fails starts nothing and says why; the next call brings the payment', async () => {
    sandbox.faults.add({ kind: '500', times: 5 });
    const { pay_id } = await paid('Order 1');
    expect(trigger.executions).toEqual([]);
    expect(trigger.warnings).toEqual([expect.stringContaining('cannot answer at the moment')]);
    expect(trigger.stored).toEqual({});
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
  });

  it('is not repeated if the token is refused, and never names it', async () => {
    sandbox.faults.add({ kind: '401', times: 10 });
    await paid('Order 1');
    expect(asked()).toBe(1);
    expect(trigger.warnings).toEqual([expect.stringContaining('SecPaid refused the API token')]);
    expect(trigger.warnings.join()).not.toContain(TOKEN);
  });

  it.each([{ kind: 'no-list' }, { kind: 'html' }, { kind: 'cut-off' }] as const)(
    'believes no other answer: %j',
    async (fault) => {
      sandbox.faults.add({ ...fault, times: 10 });
      await paid('Order 1');
      expect(trigger.executions).toEqual([]);
      expect(trigger.warnings).toHaveLength(1);
    },
  );
});

describe('the answer', () => {
  it('confirms the call, or asks for it again in a minute', async () => {
    const go = holdSecPaid();
    const answers: unknown[] = [];
    for (let index = 0; index < 61; index++) {
      const body = JSON.stringify({ data: { pay_id: 70_000 + index } });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(trigger.url, { method: 'POST', headers, body });
      answers.push([answer.status, answer.headers.get('retry-after'), await answer.json()]);
    }
    go();
    await trigger.settled();
    expect(answers[59]).toEqual([200, null, { message: 'Received' }]);
    expect(answers[60]).toEqual([503, '60', { message: 'Too many calls: call again in a minute' }]);
    expect(trigger.warnings[0]).toMatch(/^SecPaid Instant Trigger: More calls came than can be looked up/);
  });

  it('does not wait for SecPaid', async () => {
    const go = holdSecPaid();
    pay('Order 1');
    await sandbox.deliveries.settled();
    expect(sandbox.deliveries.all().map(({ status }) => status)).toEqual([200]);
    expect(trigger.executions).toEqual([]);
    go();
    await trigger.settled();
    expect(notes()).toEqual(['Order 1']);
  });
});

describe('many calls at once', () => {
  it('are looked up by few requests: a hundred genuine ones all start', async () => {
    for (const half of [0, 1]) {
      const go = holdSecPaid();
      for (let index = 0; index < 50; index++) pay(`${half * 50 + index}`);
      await sandbox.deliveries.settled();
      go();
      await settled();
    }
    expect(new Set(notes()).size).toBe(100);
    expect(trigger.items).toHaveLength(100);
    expect(asked()).toBe(4);
  });

  it('do not keep a genuine one from starting when they are forged', async () => {
    const go = holdSecPaid();
    for (let index = 0; index < 59; index++) await send({ data: { pay_id: 70_000 + index } });
    pay('genuine');
    await sandbox.deliveries.settled();
    go();
    await settled();
    expect(notes()).toEqual(['genuine']);
    // The forged ones' first look-up, the genuine one's, and what is repeated: nobody waits here between the tries.
    expect(asked()).toBeLessThanOrEqual(40);
  });

  it('are told to come again if there is no place, and n8n continues', async () => {
    const go = holdSecPaid();
    for (let index = 0; index < 70; index++) pay(`${index}`);
    await sandbox.deliveries.settled();
    const statuses = sandbox.deliveries.all().map(({ status }) => status);
    expect(statuses.filter((status) => status === 503)).toHaveLength(10);
    go();
    await trigger.settled();
    expect(trigger.items).toHaveLength(60);
    afterSeconds(90);
    await paid('afterwards', ago(1));
    expect(notes()).toContain('afterwards');
  });
});

describe('a call that says that nothing was paid', () => {
  it('costs no look-up', async () => {
    expect(await post({ 'data[pay_id]': 12_345, 'data[Status]': 'cancel' })).toBe(200);
    expect(asked()).toBe(0);
  });
});
