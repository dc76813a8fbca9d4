import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDecipheriv } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { payLink, startSandbox, type Sandbox } from '../../src/index.ts';
import { call, controlled } from '../helpers.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let receiver: Server;
let received: Received[] = [];
let status = 200;
let url = '';
let sandbox: Sandbox;
const key = '0123456789abcdef0123456789ABCDEF';

beforeAll(async () => {
  receiver = createServer((request, answer) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      received.push({ path: request.url ?? '', headers: request.headers, body });
      answer.writeHead(status, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  sandbox = await startSandbox({
    clock: () => Date.parse('2026-06-15T12:00:00Z'),
    paymentEndpoint: { urls: [`${url}/account`] },
  });
});

afterAll(async () => {
  await sandbox.close();
  await new Promise((resolve) => receiver.close(resolve));
});

beforeEach(() => {
  received = [];
  status = 200;
});
afterEach(() => {
  sandbox.service.reset();
});

const control = (action: string, body?: unknown): Promise<unknown> => controlled(sandbox, action, body);

async function told(): Promise<unknown[]> {
  await sandbox.deliveries.settled();
  return received.map(({ body }): unknown => JSON.parse(body));
}

async function newLink(fields: object): Promise<string> {
  await call(sandbox.service, 'createLink', { amount: 49.99, recipient_note: 'Invoice #1234', ...fields });
  return sandbox.account.links.unused()[0]?.id ?? '';
}

function decrypted(data: string): unknown {
  const cipher = createDecipheriv('aes-256-cbc', key, key.slice(0, 16));
  return JSON.parse(cipher.update(data, 'base64', 'utf8') + cipher.final('utf8'));
}

describe('a paid link', () => {
  it('is sent to the Payment Endpoint as documented', async () => {
    sandbox.account.pay({ amount: 49.99, note: 'Invoice #1234', payId: 12345 });
    expect(await told()).toEqual([
      {
        ResponseCode: 1,
        data: {
          pay_id: 12345,
          note: 'Invoice #1234',
          amount: 49.99,
          user_id: 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
          status: 'Success',
        },
      },
    ]);
    expect(received[0]).toMatchObject({
      path: '/account',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
  });

  it('is sent in the older documentation’s flat form if the account is set so', async () => {
    await control('payment-endpoint', { urls: [url], form: 'flat' });
    sandbox.account.pay({ amount: 100, payId: 1466 });
    expect(await told()).toEqual([
      {
        ResponseCode: 1,
        'data[pay_id]': 1466,
        'data[amount]': 100,
        'data[user_id]': 'b44c4429-4a7b-4e27-85af-c1c2f43f4ffe',
        'data[status]': 'success',
      },
    ]);
  });

  it('is sent encrypted with the account’s key, and remembered in clear without the key', async () => {
    await control('payment-endpoint', { urls: [url], encryptionKey: key });
    sandbox.account.pay({ amount: 1, payId: 7, note: 'Grüße €' });
    expect(await told()).toEqual([{ data: expect.any(String) }]);
    expect(received[0]?.body).not.toContain('pay_id');
    const payload = { ResponseCode: 1, data: expect.objectContaining({ pay_id: 7, note: 'Grüße €' }) };
    expect(decrypted(/"data":"([^"]+)"/.exec(received[0]?.body ?? '')?.[1] ?? '')).toEqual(payload);
    const log = await control('deliveries');
    expect(log).toMatchObject({ deliveries: [{ encrypted: true, payload, status: 200 }] });
    expect(JSON.stringify(log)).not.toContain(key);
  });

  it('is sent to the link’s own addresses, with the link’s own key', async () => {
    const id = await newLink({
      payment_endpoint: `${url}/own,0`,
      is_encryption: 'true',
      encryption_key: key,
    });
    payLink(sandbox.account, id);
    const bodies = await told();
    expect(received.map(({ path }) => path).sort()).toEqual(['/account', '/own']);
    expect(bodies).toEqual([{ data: expect.any(String) }, { data: expect.any(String) }]);
  });

  it('is sent however it was paid, but not when many are entered at once', async () => {
    await control('pay', { amount: 1 });
    await control('personal-qr', { amount: 2 });
    await control('late-bank-transfer', { amount: 3, daysAgo: 2 });
    await control('pay', { linkId: await newLink({}) });
    sandbox.account.addMany(5, () => ({ amount: 1 }));
    expect(await told()).toHaveLength(4);
  });

  it('is sent to nobody if no address is set', async () => {
    await control('payment-endpoint', { urls: [] });
    sandbox.account.pay({ amount: 1 });
    expect(await told()).toEqual([]);
  });
});

describe('refunds and disputes', () => {
  it('have no call', async () => {
    const { pay_id } = sandbox.account.pay({ amount: 1 });
    sandbox.account.refund(pay_id);
    sandbox.account.dispute(pay_id);
    expect(await told()).toHaveLength(1);
  });
});

describe('a link that the payer cancelled', () => {
  it('is sent in the flat form only', async () => {
    await control('cancel-link', { linkId: await newLink({}) });
    expect(await told()).toEqual([]);
    await control('payment-endpoint', { urls: [url], form: 'flat' });
    await control('cancel-link', { linkId: await newLink({}) });
    expect(await told()).toMatchObject([{ 'data[Status]': 'cancel' }]);
  });
});

describe('a call', () => {
  it('is remembered with its address, payload and the answer’s status, once it was answered', async () => {
    status = 500;
    sandbox.account.pay({ amount: 1, payId: 9 });
    expect(await control('deliveries')).toEqual({
      deliveries: [
        {
          time: '2026-06-15T12:00:00.000Z',
          url: `${url}/account`,
          payload: expect.objectContaining({ data: expect.objectContaining({ pay_id: 9 }) }),
          encrypted: false,
          forged: false,
          status: 500,
          error: null,
        },
      ],
    });
    expect(received).toHaveLength(1);
  });

  it('does not follow a redirect', async () => {
    status = 302;
    sandbox.account.pay({ amount: 1 });
    await told();
    expect(received.map(({ path }) => path)).toEqual(['/account']);
  });

  it('comes twice, or not at all, if the next ones are set to', async () => {
    await control('delivery-fault', { kind: 'twice' });
    await control('delivery-fault', { kind: 'lost' });
    for (const payId of [1, 2, 3]) sandbox.account.pay({ amount: 1, payId });
    const ids = (await told()).map((body) => /"pay_id":(\d)/.exec(JSON.stringify(body))?.[1]);
    expect(ids.sort()).toEqual(['1', '1', '3']);
  });

  it('can be forged, for a payment that does not exist', async () => {
    await control('forge-delivery', { payId: 4711, amount: '1000.00', note: 'give me the goods' });
    await control('forge-delivery', { payId: 4711, amount: 1, url: `${url}/other` });
    expect(await told()).toHaveLength(2);
    expect(received.map(({ path }) => path).sort()).toEqual(['/account', '/other']);
    expect(await control('deliveries')).toMatchObject({ deliveries: [{ forged: true }, { forged: true }] });
    expect(sandbox.account.rows()).toEqual([]);
  });

  it('to nobody says why it failed, and the payment stands', async () => {
    await control('payment-endpoint', { urls: ['http://127.0.0.1:1/'] });
    sandbox.account.pay({ amount: 1 });
    expect(await control('deliveries')).toMatchObject({
      deliveries: [{ status: null, error: expect.stringMatching(/\S/) }],
    });
    expect(sandbox.account.rows()).toHaveLength(1);
  });

  it('never leaves this machine', async () => {
    await control('payment-endpoint', { urls: ['https://shop.example/hook'] });
    sandbox.account.pay({ amount: 1 });
    expect(await control('deliveries')).toMatchObject({
      deliveries: [{ status: null, error: expect.stringContaining('calls only this machine') }],
    });
  });
});
