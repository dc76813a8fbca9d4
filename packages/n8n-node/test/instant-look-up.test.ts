/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { waits } from './no-waiting.ts';
import { describe, expect, it } from '@jest/globals';
import { asked, endpoint, forge, notes, paid, pay, post, sandbox, trigger } from './fresh-instant-trigger.ts';
import { afterSeconds } from './later.ts';
import { ago, TOKEN } from './support.ts';

describe('looking a call up', () => {
  it('is repeated where the payment is listed a moment later', async () => {
    endpoint({ urls: [] });
    let requests = 0;
    sandbox.service.before = () => {
      if (++requests === 3) sandbox.account.pay({ payId: 88_000, amount: 5, note: 'late' });
      return Promise.resolve();
    };
    await post({ data: { pay_id: 88_000 } });
    expect(notes()).toEqual(['late']);
    expect(waits).toEqual([2000, 5000]);
  });

  it.each(['500', '503', 'drop', '429'] as const)('is repeated after a failure: %s', async (kind) => {
    sandbox.faults.add({ kind, times: 2 });
    await paid('Order 1');
    expect(notes()).toEqual(['Order 1']);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(kind === '429' ? 15_000 : 2000);
  });

  it('that fails for good starts nothing and says why; the next call brings the payment', async () => {
    sandbox.faults.add({ kind: '500', times: 5 });
    const { pay_id } = await paid('Order 1');
    expect(trigger.executions).toEqual([]);
    expect(trigger.warnings).toEqual([expect.stringContaining('cannot answer at the moment')]);
    expect(trigger.stored).toEqual({});
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
  });

  it('is not repeated where the token is refused, and never names it', async () => {
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
  it('does not wait for SecPaid', async () => {
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    sandbox.service.before = () => held;
    pay('Order 1');
    await sandbox.deliveries.settled();
    expect(sandbox.deliveries.all().map(({ status }) => status)).toEqual([200]);
    expect(trigger.executions).toEqual([]);
    go();
    await trigger.settled();
    expect(notes()).toEqual(['Order 1']);
  });
});

describe('calls that come in masses', () => {
  it('are looked up twenty at once, the others dropped, and n8n goes on', async () => {
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    sandbox.service.before = () => held;
    for (let index = 0; index < 30; index++) pay(`${index}`);
    await sandbox.deliveries.settled();
    expect(new Set(sandbox.deliveries.all().map(({ status }) => status))).toEqual(new Set([200]));
    go();
    await trigger.settled();
    expect(trigger.items).toHaveLength(20);
    expect(trigger.warnings).toHaveLength(10);
    afterSeconds(90);
    await paid('afterwards', ago(1));
    expect(notes()).toContain('afterwards');
  });
});
