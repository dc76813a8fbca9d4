import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { payLink, type Sandbox, startSandbox } from '../../sandbox/src/index.ts';
import { type Client, createClient } from '../src/client.ts';
import { connect } from '../src/http/connection.ts';
import { fetchTransport } from '../src/http/fetch-transport.ts';
import { pollPayOuts } from '../src/index.ts';
import { LINK_FIELDS } from '../src/entries/payment-link-fields.ts';
import { confirm, readDelivery } from '../src/payment-endpoint.ts';
import { failureOf } from './support.ts';

const KEY = '0123456789abcdef0123456789ABCDEF';
const MINUTE = 60_000;

let now = 0;
let sandbox: Sandbox;
let client: Client;
let endpoint: Server;
let calls: unknown[] = [];

beforeEach(async () => {
  now = Date.parse('2026-06-15T12:00:00Z');
  sandbox = await startSandbox({ rateLimit: false, clock: () => now });
  const { apiUrl: baseUrl, token: apiToken } = sandbox;
  client = createClient(connect({ apiToken, environment: 'custom', baseUrl }), fetchTransport);
  calls = [];
  endpoint = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      calls.push(JSON.parse(text));
      response.end();
    });
  });
  await new Promise<void>((resolve) => endpoint.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await sandbox.close();
  await new Promise((resolve) => endpoint.close(resolve));
});

function endpointUrl(): string {
  const address = endpoint.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
}

describe('a payment link over HTTP', () => {
  it('is made, listed, paid, and its payment carries its id as pay_id', async () => {
    const link = await client.links.create({
      amount: 49.99,
      recipientNote: 'Order 1042',
      cancellable: false,
    });
    expect(link).toMatchObject({ amount: 49.99, recipient_note: 'Order 1042', status: 'Unused' });
    expect(Object.keys(link)).toEqual(expect.arrayContaining(LINK_FIELDS.map(({ key }) => key)));
    expect(await client.links.unused({ limit: 10, search: '1042' })).toMatchObject([
      { id: link.id, amount: 49.99, status: 'Unused', pay_link: link.pay_link },
    ]);
    payLink(sandbox.account, link.id);
    expect(await client.payIns.get(link.id)).toMatchObject([{ pay_id: link.id, amount: 49.99 }]);
    expect(await client.links.unused({ limit: 10 })).toEqual([]);
    expect(await client.links.used({ limit: 10 })).toMatchObject([
      { id: link.id, status: 'Used', paid_on: '2026-06-15T14:00:00+02:00' },
    ]);
  });

  it('is deleted, but not once it was paid', async () => {
    const { id } = await client.links.create({ amount: 5 });
    const paid = await client.links.create({ amount: 6 });
    await client.links.delete(id);
    expect((await client.links.unused({ limit: 10 })).map((link) => link.id)).toEqual([paid.id]);
    payLink(sandbox.account, paid.id);
    const error = await failureOf(() => client.links.delete(paid.id));
    expect(error.what).toBe(
      'SecPaid refused the request: “This link is already used”. No payment link was deleted.',
    );
  });

  it.each(['lost-answer', 'cut-off'] as const)(
    'is there though its answer was lost (%s), and the error said so',
    async (kind) => {
      sandbox.faults.add({ kind, onEndpoint: 'createLink' });
      const error = await failureOf(() => client.links.create({ amount: 5, recipientNote: 'once' }));
      expect(error.mayHaveHappened).toBe(true);
      expect(error.message).toContain('The payment link may still have been created. Look for it');
      expect(await client.links.unused({ limit: 10, search: 'once' })).toHaveLength(1);
    },
  );

  it('is not there if SecPaid had no time for it, and the error said so', async () => {
    sandbox.faults.add({ kind: '429', onEndpoint: 'createLink' });
    const error = await failureOf(() => client.links.create({ amount: 5 }));
    expect(error.message).toContain('No payment link was created.');
    expect(await client.links.unused({ limit: 10 })).toEqual([]);
  });
});

describe('a call of the Payment Endpoint', () => {
  it.each([
    ['today’s form', { form: 'json' }],
    ['today’s form, encrypted', { form: 'json', encryptionKey: KEY }],
    ['the older form', { form: 'flat' }],
    ['the older form, encrypted', { form: 'flat', encryptionKey: KEY }],
  ] as const)('leads to the entry that New Pay-In gives: %s', async (_, settings) => {
    sandbox.service.notifier.settings = { urls: [endpointUrl()], ...settings };
    sandbox.account.pay({ amount: 49.99, note: 'Order 1042' });
    await sandbox.deliveries.settled();
    expect(calls).toHaveLength(1);
    const delivery = readDelivery({ body: calls[0] }, KEY);
    expect(await confirm(client.payIns, new Set([delivery.payId]))).toEqual(await client.payIns.list({}));
  });

  it('that is forged leads to nothing', async () => {
    sandbox.service.notifier.settings = { urls: [endpointUrl()] };
    sandbox.service.notifier.forge(
      { payId: '12345', amount: 500, note: '', userId: '', cancelled: false },
      undefined,
    );
    await sandbox.deliveries.settled();
    expect(await confirm(client.payIns, new Set([readDelivery({ body: calls[0] }).payId]))).toEqual([]);
  });

  it('of a link with a separate key opens with that', async () => {
    const { id } = await client.links.create({
      amount: 5,
      paymentEndpoint: endpointUrl(),
      isEncryption: true,
      encryptionKey: KEY,
    });
    payLink(sandbox.account, id);
    await sandbox.deliveries.settled();
    expect(readDelivery({ body: calls[0] }, KEY)).toEqual({ payId: id, isCancelled: false });
  });
});

describe('a pay-out over HTTP', () => {
  it('is emitted once, and not again when it is approved', async () => {
    const { account } = sandbox;
    let state: unknown;
    const poll = async (): Promise<string[]> => {
      now += MINUTE;
      const outcome = await pollPayOuts({
        state,
        ask: (slice) => client.payOuts.unsorted(slice),
        clock: () => now,
        random: () => 0.5,
        firstSinceStart: false,
      });
      state = JSON.parse(JSON.stringify(outcome.state));
      return outcome.taken.map(({ id }) => id);
    };
    account.pay({ amount: 30 });
    account.payouts.payOut(undefined, '2026-06-15 02:01:14');
    expect(await poll()).toEqual([]);
    account.pay({ amount: 40 });
    const [made] = account.payouts.payOut(undefined, '2026-06-16 02:01:14');
    expect(await poll()).toEqual([made?.payout_id]);
    account.payouts.approve(made?.payout_id);
    expect(await poll()).toEqual([]);
    expect(await client.payOuts.list({ search: made?.transaction_id })).toMatchObject([
      { id: made?.payout_id, amount: 40, payout_status: 'Approved', created_at: '2026-06-16T02:01:14+02:00' },
    ]);
  });
});
