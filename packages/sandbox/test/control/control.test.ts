import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { startSandbox, type Sandbox } from '../../src/index.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ clock: () => Date.parse('2026-06-15T12:00:00Z'), token: 'first-token' });
});

afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.service.reset();
});

interface Answer {
  readonly status: number;
  readonly json: unknown;
}

async function control(name: string, body?: unknown): Promise<Answer> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${sandbox.url}/control/${name}`, sent);
  return { status: answer.status, json: await answer.json() };
}

function list(token: string): Promise<Response> {
  return fetch(`${sandbox.apiUrl}/getPayInTransactions`, { method: 'POST', headers: { token } });
}

describe('the control API', () => {
  it('makes a payment, which is then in the list', async () => {
    const { status, json } = await control('pay', { amount: 49.99, note: 'Order 5', paymentMethod: null });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      entry: { amount: '49.99', recipient_note: 'Order 5', payment_method: null },
    });
    expect(await (await list('first-token')).json()).toMatchObject({ data: [{ recipient_note: 'Order 5' }] });
  });

  it.each([
    [
      'pay',
      { amount: '5', payId: 77, at: '2026-06-01 10:00:00', transactionType: 'Split' },
      { pay_id: '77', transaction_type: 'Split' },
    ],
    ['personal-qr', { amount: 5, payId: '77' }, { pay_id: '77', transaction_type: 'Personal QR' }],
    ['late-bank-transfer', { amount: 5, at: '2026-06-01 10:00:00' }, { payment_method: 'Bank Transfer' }],
  ])('takes %s', async (name, body, expected) => {
    expect(await control(name, body)).toMatchObject({ status: 200, json: { entry: expected } });
  });

  it('refunds, disputes and gives back', async () => {
    const { pay_id: payId } = sandbox.account.pay({ amount: 10 });
    const at = '2026-06-01 10:00:00';
    expect(await control('refund', { payId, amount: 4, at })).toMatchObject({
      json: { entry: { amount: '-4.00', created_at: at, is_refund: 'true' } },
    });
    expect(await control('dispute', { payId })).toMatchObject({ json: { entry: { amount: '-10.00' } } });
    expect(await control('dispute-refund', { payId })).toMatchObject({
      json: { entry: { amount: '10.00' } },
    });
  });

  it('moves a payout on and removes an entry', async () => {
    const { pay_id: payId } = sandbox.account.pay({ amount: 10 });
    expect(await control('payout-status', { payId, status: 'InProgress' })).toMatchObject({
      json: { entries: [{ payout_status: 'InProgress' }] },
    });
    expect(await control('remove', { payId, amount: '10.00' })).toMatchObject({ status: 200 });
    expect(sandbox.account.rows()).toEqual([]);
  });

  it('shows every entry, and the time in Berlin', async () => {
    const row = sandbox.account.pay({ amount: 10 });
    expect(await control('entries')).toEqual({
      status: 200,
      json: { now: '2026-06-15 14:00:00', entries: [row] },
    });
  });

  it('shows the dashboard as it is asked for', async () => {
    sandbox.account.pay({ amount: 10, note: 'Order 1' });
    sandbox.account.pay({ amount: 20, note: 'Order 2' });
    expect(await control('dashboard?range=today&search=order+2')).toMatchObject({
      status: 200,
      json: { now: '2026-06-15 14:00:00', figures: { totalRevenue: '30.00' }, rows: [{ note: 'Order 2' }] },
    });
    expect(await control('dashboard?tab=fees')).toMatchObject({ status: 400 });
  });

  it('enters a bank transfer that was paid days ago', async () => {
    expect(await control('late-bank-transfer', { amount: 5, daysAgo: 3 })).toMatchObject({
      json: { entry: { created_at: '2026-06-12 14:00:00', payment_method: 'Bank Transfer' } },
    });
  });

  it('injects faults and lifts them', async () => {
    expect(await control('fault', { kind: '500', times: 3 })).toEqual({ status: 200, json: { waiting: 1 } });
    expect((await list('first-token')).status).toBe(500);
    await control('clear-faults', {});
    expect((await list('first-token')).status).toBe(200);
  });

  it.each([
    { kind: '429', retryAfter: 3 },
    { kind: '401' },
    { kind: 'html', status: 503, onPage: 2 },
    { kind: 'cut-off' },
    { kind: 'error-envelope', message: 'Nein' },
    { kind: 'no-list' },
    { kind: 'slow', delayMs: 5 },
    { kind: 'drop' },
    { kind: 'firewall' },
    { kind: 'unclear', code: '1', result: 'False' },
    { kind: 'http-400', onEndpoint: 'createLink' },
    { kind: 'error-envelope', message: 'Nein', status: 400 },
    { kind: 'redirect', location: 'https://elsewhere.example/', status: 307 },
  ])('knows the fault %j', async (fault) => {
    expect(await control('fault', fault)).toMatchObject({ status: 200 });
  });

  it('changes the token, without saying it', async () => {
    const answer = await control('token', { token: 'second-token' });
    expect(JSON.stringify(answer.json)).not.toContain('second-token');
    expect(await (await list('first-token')).json()).toMatchObject({ Result: 'False' });
    expect(await (await list('second-token')).json()).toMatchObject({ Result: 'True' });
    expect(sandbox.token).toBe('second-token');
  });

  it('never shows a token in its log of requests', async () => {
    await list('first-token');
    await list('a-stranger');
    const { json } = await control('requests');
    expect(json).toMatchObject({ requests: [{ status: 200 }, { status: 200 }] });
    expect(JSON.stringify(json)).not.toMatch(/first-token|a-stranger/);
  });

  it('sets the rate limit and switches it off', async () => {
    await control('rate-limit', { rateLimit: 1 });
    expect([(await list('first-token')).status, (await list('first-token')).status]).toEqual([200, 429]);
    await control('rate-limit', { rateLimit: false });
    expect((await list('first-token')).status).toBe(200);
  });

  it('resets to an empty account behind the first token', async () => {
    sandbox.account.pay({ amount: 1 });
    await control('token', { token: 'second-token' });
    await control('fault', { kind: '500' });
    await control('rate-limit', { rateLimit: 1 });
    await control('reset', {});
    expect(await (await list('first-token')).json()).toMatchObject({ Result: 'True', data: [] });
    expect((await list('first-token')).status).toBe(200);
    expect(sandbox.requests).toHaveLength(2);
  });
});

describe('bad input to the control API', () => {
  it.each([
    ['pay', {}, '"amount" is missing: expected a value'],
    ['pay', { amount: 1, not: 'x' }, 'unknown field "not": expected amount, note, payId'],
    ['pay', { amount: true }, '"amount": expected a number, or a text that holds one'],
    ['pay', { amount: -5 }, 'takes a positive amount'],
    ['pay', { amount: 1, note: 5 }, '"note": expected a text'],
    ['pay', { amount: 1, at: 'now' }, 'expected local time as "YYYY-MM-DD HH:MM:SS"'],
    ['pay', [], 'the body is not a JSON object'],
    ['late-bank-transfer', { amount: 1 }, '"at" is missing'],
    ['late-bank-transfer', { amount: 1, daysAgo: 0.5 }, '"daysAgo": expected a whole number of 1 to 3650'],
    ['refund', {}, '"payId" is missing'],
    ['refund', { payId: 5 }, 'there is no payment with pay_id "5"'],
    ['dispute-refund', { payId: 5 }, 'there is no dispute with pay_id "5"'],
    [
      'payout-status',
      { payId: 5, status: 'Done' },
      '"status": expected "Pending" or "InProgress" or "Approved"',
    ],
    ['payout-status', { payId: 5, status: 'Approved' }, 'no entry is like that'],
    ['remove', {}, 'no entry is named: expected one or more of payId, at, amount'],
    ['fault', { kind: 'flood' }, '"kind": expected "429" or "500"'],
    ['fault', { kind: 'slow' }, '"delayMs" is missing'],
    ['fault', { kind: 'html', status: 404 }, '"status": expected 200 or 503'],
    ['fault', { kind: '500', retryAfter: 3 }, '"retryAfter": a fault of kind "500" has no such field'],
    ['fault', { kind: '500', times: 0 }, '"times": expected a whole number of 1 or more'],
    ['token', { token: '' }, '"token" is missing'],
    ['rate-limit', { rateLimit: 'off' }, '"rateLimit": expected false, or a whole number of 1 or more'],
    ['reset', { all: true }, 'unknown field "all": expected no field at all'],
  ])('%s %j says: %s', async (name, body, message) => {
    const { status, json } = await control(name, body);
    expect(status).toBe(400);
    expect(json).toEqual({ error: expect.stringContaining(message) });
  });

  it('that is no JSON says so', async () => {
    const answer = await fetch(`${sandbox.url}/control/pay`, { method: 'POST', body: 'amount=5' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: 'the body is not JSON' });
  });

  it('names what there is where something else is asked for', async () => {
    expect(await control('payments', {})).toEqual({
      status: 404,
      json: { error: expect.stringContaining('or POST pay, personal-qr') },
    });
  });
});

describe('a stranger', () => {
  // fetch() does not let a Host header be set.
  const statusFor = (headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const sent = request(`${sandbox.url}/control/pay`, { method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject);
      sent.end('{"amount":1}');
    });

  it.each([
    [{ host: 'rebound.example' }],
    [{ host: '127.0.0.1.rebound.example:80' }],
    [{ host: '127.0.0.1', origin: 'https://shop.example' }],
    [{ host: '127.0.0.1', origin: 'null' }],
  ])('with %j may not control anything', async (headers) => {
    expect(await statusFor(headers)).toBe(403);
    expect(sandbox.account.rows()).toEqual([]);
  });

  it.each([
    [{ host: 'localhost:4010' }],
    [{ host: '[::1]:4010' }],
    [{ host: '127.0.0.1', origin: 'http://localhost:4010' }],
  ])('is not who comes from this machine, with %j', async (headers) => {
    expect(await statusFor(headers)).toBe(200);
  });
});
