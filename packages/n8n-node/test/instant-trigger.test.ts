/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-hardcoded-secrets -- tests are not part of the package */
import { waits } from './no-waiting.ts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type PaymentEndpointSettings, payLink, type Sandbox } from '../../sandbox/src/index.ts';
import { InstantTriggerInN8n } from './instant-support.ts';
import { afterSeconds } from './later.ts';
import {
  ago,
  daysAgo,
  executeSecPaid,
  notesOf,
  openSandbox,
  sentencesOf,
  TOKEN,
  TriggerInN8n,
} from './support.ts';

const KEY = '0123456789abcdef0123456789ABCDEF';

let sandbox: Sandbox;
let trigger: InstantTriggerInN8n;

beforeEach(async () => {
  waits.length = 0;
  sandbox = await openSandbox();
  trigger = await InstantTriggerInN8n.open(sandbox);
  endpoint({});
});
afterEach(async () => {
  jest.restoreAllMocks();
  await trigger.close();
  await sandbox.close();
});

function endpoint(settings: Partial<PaymentEndpointSettings>): void {
  sandbox.service.notifier.settings = { urls: [trigger.url], ...settings };
}
/** Every call was answered, and all of it looked up. */
async function settled(): Promise<void> {
  await sandbox.deliveries.settled();
  await trigger.settled();
}
const pay = (note: string, at = ago(60)) => sandbox.account.pay({ amount: 20, note, at });
async function paid(note: string, at?: string): Promise<ReturnType<typeof pay>> {
  const row = pay(note, at);
  await settled();
  return row;
}
async function forge(payId: string): Promise<void> {
  const body = JSON.stringify({ payId, amount: 20 });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandbox.url}/control/forge-delivery`, { method: 'POST', headers, body });
  expect(answer.ok).toBe(true);
  await settled();
}
async function post(body: unknown, type = 'application/json'): Promise<number> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { status } = await fetch(trigger.url, {
    method: 'POST',
    headers: { 'content-type': type },
    body: text,
  });
  await trigger.settled();
  return status;
}
const asked = (): number => sandbox.requests.length;
const notes = (): unknown[] | null => notesOf(trigger.items);

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

  it('is told in either form, encrypted or not', async () => {
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

  it('is told by a form, too', async () => {
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
    payLink(sandbox.account, String(link?.json['id']));
    await settled();
    expect(trigger.items).toEqual([expect.objectContaining({ pay_id: link?.json['id'], amount: 5 })]);
  });

  it('costs one request', async () => {
    await paid('Order 1');
    expect(sandbox.requests.map(({ path, body }) => [path.split('/').at(-1), body])).toEqual([
      ['getPayInTransactions', { pay_id: Number(trigger.items[0]?.['pay_id']), page: 1, limit: 1000 }],
    ]);
  });

  it('is emitted alone: neither the refund nor older payments of its link come along', async () => {
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

  it('comes with the others that were missed, the oldest first', async () => {
    endpoint({ urls: [] });
    sandbox.account.payPersonalQr({ amount: 1, note: 'first', at: ago(30) });
    endpoint({});
    sandbox.account.payPersonalQr({ amount: 1, note: 'second', at: ago(20) });
    await settled();
    expect(trigger.executions.map((items) => notesOf(items))).toEqual([['first', 'second']]);
  });
});

describe('a call that comes twice', () => {
  it('at once starts the workflow once', async () => {
    sandbox.deliveries.addFault('twice', 1);
    await paid('Order 1');
    expect(sandbox.deliveries.all()).toHaveLength(2);
    expect(notes()).toEqual(['Order 1']);
  });

  it('later starts nothing, and is no reason to warn', async () => {
    const { pay_id } = await paid('Order 1');
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
    expect(trigger.warnings).toEqual([]);
  });

  it('starts nothing after a restart of n8n', async () => {
    const { pay_id } = await paid('Order 1');
    // In this process nothing is remembered of another workflow; what is stored is the same.
    trigger.workflowId = 'after-the-restart';
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
  });

  it('starts nothing where a poll of another trigger has overwritten what was stored', async () => {
    const { pay_id } = await paid('Order 1');
    trigger.stored = {};
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
  });

  it('starts nothing a day later', async () => {
    const { pay_id } = await paid('Order 1');
    afterSeconds(25 * 3600);
    await forge(pay_id);
    expect(notes()).toEqual(['Order 1']);
  });

  it('asks SecPaid twice, not five times', async () => {
    const { pay_id } = await paid('Order 1');
    const before = asked();
    await forge(pay_id);
    expect(asked() - before).toBe(2);
  });
});

describe('a forged call', () => {
  it('of a payment that there is not starts nothing', async () => {
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

  it('in masses uses up a third of the requests a minute, and does not flood the log', async () => {
    jest.spyOn(Date, 'now').mockReturnValue(Date.now());
    const calls = Array.from({ length: 200 }, (_, index) => post({ data: { pay_id: 70_000 + index } }));
    expect(new Set(await Promise.all(calls))).toEqual(new Set([200]));
    // Nobody waits here, so the requests of the minute that a call may wait come at once, too.
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

it('remembers at most a thousand payments, and repeats none that it forgot', async () => {
  endpoint({ urls: [] });
  const now = Date.now();
  const many = sandbox.account.addMany(1200, (index) => ({
    amount: 1,
    payId: 90_000 + (index % 2),
    at: ago(5000 - index),
  }));
  expect(many).toHaveLength(1200);
  for (const pay_id of [90_000, 90_001]) await post({ data: { pay_id } });
  expect(trigger.items).toHaveLength(1200);
  const { ids } = trigger.stored['c9d4/emitted'] as { ids: object };
  expect(Object.keys(ids)).toHaveLength(1000);
  expect(JSON.stringify(trigger.stored).length).toBeLessThan(60_000);
  for (const pay_id of [90_000, 90_001]) await post({ data: { pay_id } });
  expect(trigger.items).toHaveLength(1200);
  expect(Date.now() - now).toBeLessThan(3_600_000);
});

it('leaves what other nodes of the workflow have stored as it is', async () => {
  trigger.stored = { a7c1: { name: 'SecPaid Trigger', state: { revision: 7 } } };
  await paid('Order 1');
  expect(trigger.stored).toMatchObject({ a7c1: { name: 'SecPaid Trigger', state: { revision: 7 } } });
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

  it('shows the link’s newest payment where there is no recent one', async () => {
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
