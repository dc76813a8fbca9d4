import { describe, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { type FaultKind } from '../../../sandbox/src/index.ts';
import { createClient } from '../../src/client.ts';
import { connect } from '../../src/http/connection.ts';
import type { SecPaidError } from '../../src/errors.ts';
import type { HttpRequest, Transport } from '../../src/http/transport.ts';
import {
  answering,
  BASE_URL,
  connectionWith,
  entriesOf,
  failureOf,
  row,
  shop,
  success,
  TOKEN,
} from '../support.ts';

/** Every part of an error that can end up in a log, an execution or a support ticket. */
const shown = (error: SecPaidError): string =>
  [
    String(error),
    error.message,
    error.what,
    error.next,
    error.where,
    error.stack,
    JSON.stringify(error),
    JSON.stringify(Object.getOwnPropertyNames(error).map((key): unknown => Reflect.get(error, key))),
    inspect(error, { depth: 10, showHidden: true }),
  ].join('\n');

function expectSecret(error: SecPaidError): void {
  expect(shown(error)).not.toContain(TOKEN);
  expect(shown(error).toLowerCase()).not.toContain(TOKEN.toLowerCase());
}

const over = (transport: Transport): Promise<SecPaidError> =>
  failureOf(() => createClient(connectionWith(TOKEN), transport).payIns.page({ page: 1, limit: 10 }));

describe('the API token', () => {
  const faults: readonly FaultKind[] = [
    { kind: '401' },
    { kind: '429' },
    { kind: '429', retryAfter: 30 },
    { kind: '500' },
    { kind: '503' },
    { kind: 'html' },
    { kind: 'html', status: 503 },
    { kind: 'cut-off' },
    { kind: 'no-list' },
    { kind: 'drop' },
    { kind: 'error-envelope', message: `No merchant has the token ${TOKEN}` },
    { kind: 'error-envelope', message: `Merchant ${TOKEN}${TOKEN} is blocked` },
    { kind: 'redirect', location: `https://elsewhere.example/?token=${TOKEN}` },
  ];

  it.each(faults)('is in no error of the sandbox’s faults: %j', async (fault) => {
    const { service } = shop();
    service.token = TOKEN;
    service.faults.add(fault);
    expectSecret(await over((request) => service.handle(request)));
  });

  it('is in no error if it is the wrong one', async () => {
    const { service } = shop();
    const error = await over((request) => service.handle(request));
    expect(error.kind).toBe('authentication');
    expectSecret(error);
  });

  it.each([
    ['as a message', { body: JSON.stringify({ ResponseCode: 0, ResponseMsg: TOKEN, Result: 'False' }) }],
    ['as a message of a refusal', { status: 401, body: TOKEN }],
    ['as a web page', { body: `<html>${TOKEN}</html>` }],
    ['as broken JSON', { body: `{"ResponseCode":1,"token":"${TOKEN}"` }],
    ['as the answer itself', { body: TOKEN }],
    ['as a list that is none', { body: success(TOKEN) }],
    ['in headers', { status: 429, headers: { 'retry-after': TOKEN, location: TOKEN } }],
  ])('is in no error where the server sends it back: %s', async (_, answer) => {
    expectSecret(await over(answering(answer).transport));
  });

  it.each([
    ['beside a missing identity', { pay_id: null, recipient_note: TOKEN }],
    ['in place of an identity', { pay_id: `${TOKEN} `, created_at: null }],
    ['in place of an amount', { amount: TOKEN }],
    ['in place of a time', { created_at: TOKEN }],
  ])('is in nothing that is said of a row that cannot be read: %s', async (_, change) => {
    const { transport } = answering({ body: success([row(change)]) });
    const { payIns } = createClient(connectionWith(TOKEN), transport);
    const { rows } = await payIns.answer({ page: 1, limit: 10 });
    expect(rows[0]?.fault && shown(rows[0].fault)).not.toContain(TOKEN);
    expect(rows[0]?.key).not.toContain(TOKEN);
  });

  it.each<readonly [string, (request: HttpRequest) => unknown]>([
    ['in its message', ({ headers }) => new Error(`failed: ${JSON.stringify(headers)}`)],
    ['in its config', (config) => Object.assign(new Error('failed'), { config, request: config })],
    ['in its cause', (cause) => new Error('failed', { cause })],
    ['in its code', () => Object.assign(new Error('failed'), { code: `E_${TOKEN}` })],
    ['in its name', () => Object.assign(new Error('failed'), { name: TOKEN })],
    ['as a text', ({ headers }) => headers['token']],
    ['as an object', (request) => request],
    ['as nothing', () => undefined],
  ])('is in no error where the transport fails with it %s', async (_, failing) => {
    // A platform's own HTTP helper may throw anything, and at once.
    const thrown = (request: HttpRequest): never => {
      throw failing(request);
    };
    for (const transport of [thrown, (request: HttpRequest) => Promise.resolve(request).then(thrown)]) {
      const error = await over(transport);
      expect(error.kind).toBe('network');
      expect(error.retryable).toBe(true);
      expect(error.what).toBe('SecPaid could not be reached.');
      expect(error.next).toMatch(/^Check the network and the environment;/);
      expect(error.where).toBe(`POST ${BASE_URL}/getPayInTransactions, page 1, limit 10`);
      expect(error.cause).toBeUndefined();
      expectSecret(error);
    }
  });

  it('is in no error about the input', async () => {
    const { payIns } = createClient(connectionWith(TOKEN), answering({ body: success([]) }).transport);
    for (const call of [
      () => payIns.page({ page: 0, limit: 10 }),
      () => payIns.page({ page: 1, limit: 0 }),
      () => payIns.list({ date: 'x' }),
      () => payIns.get('x'),
      () => connect({ apiToken: `${TOKEN}\nX-Injected: 1`, environment: 'production' }),
      () => connect({ apiToken: `${TOKEN} ${TOKEN}`, environment: 'production' }),
      () => connect({ apiToken: TOKEN, environment: 'staging' }),
      () => connect({ apiToken: TOKEN, environment: 'custom', baseUrl: 'http://example.com' }),
      () => connect({ apiToken: TOKEN, environment: 'custom', baseUrl: `https://a.example/?token=${TOKEN}` }),
      () => connect({ apiToken: TOKEN, environment: 'custom', baseUrl: `https://${TOKEN}@a.example/` }),
    ]) {
      const error = await failureOf(call);
      expect(error.kind).toBe('validation');
      expectSecret(error);
    }
  });

  it('is in no body, address or entry, only in the header token', async () => {
    const { transport, requests } = answering({ body: success([row()]) });
    const entries = await createClient(connectionWith(TOKEN), transport).payIns.list({ search: 'Order' });
    expect(entries).toEqual(entriesOf(row()));
    for (const { headers, ...request } of requests) {
      expect(JSON.stringify(request)).not.toContain(TOKEN);
      expect(Object.keys(headers).filter((name) => headers[name]?.includes(TOKEN))).toEqual(['token']);
    }
    expect(JSON.stringify(entries)).not.toContain(TOKEN);
  });
});

describe('a network fault', () => {
  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])('says which by its code: %s', async (code) => {
    const fault = Object.assign(new Error('x'), { code });
    for (const thrown of [fault, new Error('wrapped', { cause: fault })]) {
      const error = await over(answering(thrown).transport);
      expect(error.what).toBe(`SecPaid could not be reached (${code}).`);
    }
  });

  it.each(['ETIMEDOUT', 'ECONNABORTED', 'ERR_CANCELED', 'ABORT_ERR'])(
    'says that the time was up instead of %s',
    async (code) => {
      const error = await over(answering(Object.assign(new Error('x'), { code })).transport);
      expect(error.what).toBe('SecPaid could not be reached (no answer in time).');
    },
  );

  it('is not searched for in an endless chain of causes', async () => {
    const ring: Error & { cause?: unknown } = new Error('x');
    ring.cause = ring;
    expect((await over(answering(ring).transport)).what).toBe('SecPaid could not be reached.');
  });

  it.each([7, null, '', 'x', 'ECONN\nX', { toString: () => 'E' }])(
    'says no strange code: %p',
    async (code) => {
      const error = await over(answering(Object.assign(new Error('x'), { code })).transport);
      expect(error.what).toBe('SecPaid could not be reached.');
    },
  );

  it('that a transport already put into words is passed on', async () => {
    const own = await over(answering({ status: 503 }).transport);
    expect(await over(answering(own).transport)).toBe(own);
  });
});
