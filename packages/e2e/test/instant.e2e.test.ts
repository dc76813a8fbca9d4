import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { payLink } from '@secpaid/sandbox';
import type { Mail } from '../src/services/mail.ts';
import { runOnce } from '../src/n8n/template-run.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { listings, lookUps } from './asked.ts';
import {
  ALONE,
  alone,
  BOTH,
  bothTriggers,
  INSTANT_TRIGGER,
  OLD,
  oldWay,
  operation,
  OPERATIONS,
  PAY_OUTS,
  payOuts,
  webhookPath,
} from './instant-workflows.ts';
import { openShop, type Shop } from './support.ts';
import type { Credentials } from './workflow-nodes.ts';

jest.setTimeout(300_000);

const KEY = '0123456789abcdef0123456789ABCDEF';

let shop: Shop;
let credentials: Credentials;

const account = (): Shop['sandbox']['account'] => shop.sandbox.account;
const urlOf = (workflow: string): string => `${shop.n8n.url}${webhookPath(workflow)}`;

/** The account calls these workflows from now on. */
function endpoint(workflows: string[], how: { form?: 'json' | 'flat'; encryptionKey?: string } = {}): void {
  shop.sandbox.service.notifier.settings = { urls: workflows.map(urlOf), ...how };
}

/** Runs a workflow of OPERATIONS by hand, and gives the items it mailed. */
async function ran(id: string): Promise<unknown[]> {
  await runOnce(shop.n8n, operation(id, credentials), 'Start');
  await arrived(id);
  return itemsOf(id);
}

const mailsOf = (subject: string): Mail[] => shop.mailbox.mails().filter((one) => one.subject === subject);
const itemsOf = (subject: string): unknown[] => mailsOf(subject).map(({ text }): unknown => JSON.parse(text));
const arrived = async (subject: string) => await waitFor(`the mail "${subject}"`, () => mailsOf(subject)[0]);
const runs = (workflow: string, mode?: string) =>
  shop.n8n.executions(workflow).filter((run) => mode === undefined || run.mode === mode);
const lookedUp = (payId: string): number => lookUps(shop.sandbox, payId);
/** Waits for polls to come. Two workflows poll, at the same seconds. */
async function polled(times: number): Promise<void> {
  const before = listings(shop.sandbox);
  await waitFor(`${times} more polls`, () => listings(shop.sandbox) >= before + 2 * times);
}
const polledOnce = (): Promise<void> => polled(1);
const polledTwice = (): Promise<void> => polled(2);

beforeAll(async () => {
  shop = await openShop();
  const { n8n, secPaid, smtp } = shop;
  const withKey = await n8n.addCredential({ ...secPaid, data: { ...secPaid.data, encryptionKey: KEY } });
  credentials = { secPaid: withKey, smtp };
  const both = bothTriggers([withKey, smtp]);
  await n8n.importWorkflows(Object.keys(OPERATIONS).map((id) => operation(id, credentials)));
  await shop.open(alone(credentials), both, oldWay(credentials), payOuts(credentials));
});

afterAll(() => shop.close());

describe('a payment that SecPaid calls for', () => {
  it.each([
    ['in today’s form', {}],
    ['in the older form', { form: 'flat' }],
    ['encrypted', { encryptionKey: KEY }],
    ['in the older form, encrypted', { form: 'flat', encryptionKey: KEY }],
  ] as const)('%s starts the published workflow once, with the entry', async (note, how) => {
    endpoint([ALONE], how);
    const before = runs(ALONE).length;
    const { pay_id } = account().pay({ amount: 12.5, note });
    await arrived(`alone: ${note}`);
    expect(itemsOf(`alone: ${note}`)).toEqual([
      expect.objectContaining({ pay_id, kind: 'payment', amount: 12.5, recipient_note: note }),
    ]);
    expect(runs(ALONE)).toHaveLength(before + 1);
    expect(shop.sandbox.deliveries.all().at(-1)?.status).toBe(200);
  });

  it('twice starts it once', async () => {
    endpoint([ALONE]);
    shop.sandbox.deliveries.addFault('twice', 1);
    const before = runs(ALONE).length;
    const { pay_id } = account().pay({ amount: 5, note: 'called twice' });
    await arrived('alone: called twice');
    // Both calls may share a request.
    await waitFor('the calls to be looked up', () => lookedUp(pay_id) >= 1);
    await shop.sandbox.deliveries.settled();
    account().pay({ amount: 5, note: 'the next one' });
    await arrived('alone: the next one');
    expect(runs(ALONE)).toHaveLength(before + 2);
    expect(mailsOf('alone: called twice')).toHaveLength(1);
  });

  it('that there never was starts nothing, and is answered like any other', async () => {
    const before = runs(ALONE).length;
    for (const body of [
      '{"ResponseCode":1,"data":{"pay_id":77001}}',
      '{"data":"AAAA"}',
      '{}',
      '{"data":{"pay_id":"x"}}',
    ]) {
      const headers = { 'content-type': 'application/json' };
      const { status } = await fetch(urlOf(ALONE), { method: 'POST', headers, body });
      expect(status).toBe(200);
    }
    await waitFor('it to be looked up', () => lookedUp('77001') >= 2);
    expect(runs(ALONE)).toHaveLength(before);
  });
});

describe('the test URL', () => {
  it('shows the payment in the editor, and the published workflow starts with it anyway', async () => {
    const session = await shop.n8n.ownerSession();
    const listening = await session.request('POST', `workflows/${ALONE}/run`, {
      workflowData: alone(credentials),
      triggerToStartFrom: { name: INSTANT_TRIGGER },
    });
    expect(listening).toMatchObject({ waitingForWebhook: true });
    const url = urlOf(ALONE).replace('/webhook/', '/webhook-test/');
    shop.sandbox.service.notifier.settings = { urls: [url, urlOf(ALONE)] };
    account().pay({ amount: 1, note: 'tried out' });
    await waitFor('the mails of the test and of the published workflow', () => {
      return mailsOf('alone: tried out').length >= 2;
    });
    // The mail leaves before its execution ends.
    await waitFor('the end of the test', () =>
      runs(ALONE, 'manual').every(({ status }) => status !== 'running'),
    );
    expect(runs(ALONE, 'manual').map(({ status }) => status)).toEqual(['success']);
    expect(new Set(itemsOf('alone: tried out').map((item) => JSON.stringify(item))).size).toBe(1);
  });
});

describe('the instant and the polling trigger in one workflow', () => {
  it('give each payment once by the template’s table of what is done', async () => {
    endpoint([BOTH]);
    const notes = ['both 1', 'both 2', 'both 3'];
    for (const note of notes) {
      // The table cannot tell two executions of the same moment apart, so the call comes well before the next poll.
      await polledOnce();
      account().pay({ amount: 7, note });
      await arrived(`both: ${note}`);
    }
    shop.sandbox.deliveries.addFault('lost', 1);
    account().pay({ amount: 7, note: 'the call got lost' });
    await arrived('both: the call got lost');
    await polledTwice();
    for (const note of [...notes, 'the call got lost']) expect(mailsOf(`both: ${note}`)).toHaveLength(1);
    expect(runs(BOTH, 'webhook').length).toBeGreaterThanOrEqual(3);
    expect(runs(BOTH, 'trigger').length).toBeGreaterThanOrEqual(2);
    expect(new Set(runs(BOTH).map(({ status }) => status))).toEqual(new Set(['success']));
  });

  it('repeat nothing after n8n was restarted, though SecPaid calls again', async () => {
    endpoint([ALONE, BOTH]);
    const { pay_id } = account().pay({ amount: 5, note: 'before the restart' });
    await arrived('alone: before the restart');
    await arrived('both: before the restart');
    await polledTwice();
    await shop.n8n.stop();
    await shop.n8n.start({ untilPublished: false });
    const asked = lookedUp(pay_id);
    for (const workflow of [ALONE, BOTH]) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = `data[pay_id]=${pay_id}&data[status]=success`;
      await waitFor('the URL to be there again', async () => {
        return (await fetch(urlOf(workflow), { method: 'POST', headers, body })).ok;
      });
    }
    await waitFor('both calls to be looked up', () => lookedUp(pay_id) >= asked + 2);
    await polledTwice();
    account().pay({ amount: 5, note: 'not called for' });
    await arrived('both: not called for');
    for (const subject of ['alone: before the restart', 'both: before the restart', 'both: not called for'])
      expect(mailsOf(subject)).toHaveLength(1);
  });
});

describe('a full history', () => {
  it('stops Remove Duplicates for good; the template’s table continues', async () => {
    endpoint([OLD, BOTH]);
    const statuses = (): string[] => runs(OLD).map(({ status }) => status);
    const isOver = (status: string): boolean => status === 'success' || status === 'error';
    // One after the other: two at once would both read the history before either has filled it.
    for (const [before, note] of ['full 1', 'full 2', 'full 3', 'full 4'].entries()) {
      account().pay({ amount: 4, note });
      await arrived(`both: ${note}`);
      await waitFor(`the old way of ${note}`, () => statuses().length > before && statuses().every(isOver));
    }
    const ended = statuses();
    expect(ended.filter((status) => status === 'error')).toHaveLength(2);
    for (const note of ['full 3', 'full 4']) expect(mailsOf(`old: ${note}`)).toEqual([]);
    await polledTwice();
    for (const note of ['full 1', 'full 4']) expect(mailsOf(`both: ${note}`)).toHaveLength(1);
    expect(runs(BOTH).filter(({ status }) => status === 'error')).toEqual([]);
  });
});

describe('a crowd of forged calls', () => {
  it('keeps no genuine one from starting, here or in another workflow', async () => {
    endpoint([ALONE, BOTH]);
    const headers = { 'content-type': 'application/json' };
    for (let payId = 77_100; payId < 77_150; payId++) {
      await fetch(urlOf(ALONE), { method: 'POST', headers, body: `{"data":{"pay_id":${payId}}}` });
    }
    // The place of a call that was looked up goes to a new one, so this one comes after the forged ones were.
    account().pay({ amount: 4, note: 'behind the forged ones' });
    await arrived('alone: behind the forged ones');
    const notes = Array.from({ length: 20 }, (_, index) => `crowd ${index}`);
    for (const note of notes) account().pay({ amount: 4, note });
    await shop.sandbox.deliveries.settled();
    const answers = shop.sandbox.deliveries.all().slice(-2 * notes.length);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    for (const note of notes) await arrived(`alone: ${note}`);
    await arrived('both: crowd 0');
    for (const note of notes) expect(mailsOf(`alone: ${note}`)).toHaveLength(1);
  });
});

describe('the body of a call', () => {
  const json = (payId: string): string => JSON.stringify({ ResponseCode: 1, data: { pay_id: payId } });
  const multipart = (payId: string): string =>
    `--x\r\nContent-Disposition: form-data; name="data[pay_id]"\r\n\r\n${payId}\r\n--x--\r\n`;
  it.each([
    ['application/json', json],
    ['application/vnd.api+json', json],
    ['application/octet-stream', json],
    ['text/plain', json],
    ['application/x-www-form-urlencoded', json],
    ['application/x-www-form-urlencoded', (payId: string) => `data%5Bpay_id%5D=${payId}`],
    ['text/plain', (payId: string) => `data[pay_id]=${payId}`],
    ['multipart/form-data; boundary=x', multipart],
    ['', json],
  ])('is read under the content type "%s"', async (type, bodyOf) => {
    endpoint([]);
    const name = type || 'none';
    const { pay_id } = account().pay({ amount: 3, note: `body of ${name}` });
    const before = mailsOf(`alone: body of ${name}`).length;
    // Bytes, since fetch gives a text a separate type.
    const body = new TextEncoder().encode(bodyOf(pay_id));
    const headers: Record<string, string> = type === '' ? {} : { 'content-type': type };
    expect((await fetch(urlOf(ALONE), { method: 'POST', headers, body })).status).toBe(200);
    await waitFor('the mail', () => mailsOf(`alone: body of ${name}`).length > before);
  });
});

describe('payment links in n8n', () => {
  it('are made, paid and seen', async () => {
    endpoint([ALONE]);
    const [link] = (await ran('createLink000001')) as { id: string }[];
    expect(link).toMatchObject({ amount: 49.9, status: 'Unused', pay_link: expect.stringMatching(/^http/) });
    payLink(account(), String(link?.id));
    await arrived('alone: Order made in n8n');
    expect(itemsOf('alone: Order made in n8n')).toEqual([
      expect.objectContaining({ pay_id: link?.id, amount: 49.9, kind: 'payment' }),
    ]);
    expect(await ran('listLinks0000001')).toEqual([
      expect.objectContaining({ id: link?.id, status: 'Used' }),
    ]);
  });

  it('are deleted unless they were paid', async () => {
    const before = account().links.unused().length;
    expect(await ran('deleteLink000001')).toEqual([{ deleted: true, id: expect.stringMatching(/^\d+$/) }]);
    expect(account().links.unused()).toHaveLength(before);
    await expect(ran('deleteUsed000001')).rejects.toThrow(
      'SecPaid refused the request: “This link is already used”. No payment link was deleted.',
    );
  });
});

describe('a pay-out', () => {
  it('starts a workflow once, and is listed', async () => {
    const [made] = account().payouts.payOut(undefined, account().pay({ amount: 3, note: 'x' }).created_at);
    const id = String(made?.payout_id);
    await arrived(`payout ${id}`);
    await polledTwice();
    expect(itemsOf(`payout ${id}`)).toEqual([expect.objectContaining({ id, payout_id: id, kind: 'payout' })]);
    expect(await ran('listPayOuts00001')).toContainEqual(expect.objectContaining({ id, kind: 'payout' }));
  });
});

it('no execution failed but the one that had to, and no secret is in n8n’s log', () => {
  for (const workflow of [
    ALONE,
    BOTH,
    PAY_OUTS,
    ...Object.keys(OPERATIONS).filter((id) => id !== 'deleteUsed000001'),
  ]) {
    expect(runs(workflow).filter(({ status }) => status === 'error')).toEqual([]);
  }
  const log = shop.n8n.logTail(10_000);
  expect(log).not.toContain(KEY);
  expect(log).not.toContain(shop.sandbox.token);
});
