import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { startSandbox } from '../../../sandbox/src/index.ts';
import { type Client, createClient } from '../../src/client.ts';
import { connect } from '../../src/http/connection.ts';
import { fetchTransport } from '../../src/http/fetch-transport.ts';
import { Host } from './host.ts';
import { failureOf, row, success, TOKEN } from '../support.ts';

let secpaid = new Host();
let elsewhere = new Host();

beforeEach(async () => {
  secpaid = new Host();
  elsewhere = new Host();
  secpaid.answer = (response) => response.end(success([row()]));
  await Promise.all([secpaid.open(), elsewhere.open()]);
});
afterEach(async () => {
  await Promise.all([secpaid.close(), elsewhere.close()]);
});

function client(baseUrl = `${secpaid.at('127.0.0.1')}/api/v2`): Client {
  return createClient(connect({ apiToken: TOKEN, environment: 'custom', baseUrl }), fetchTransport);
}
const page = (): Promise<unknown> => client().payIns.page({ page: 1, limit: 10 });

describe('a request over HTTP', () => {
  it('carries the token in the header token, the input as JSON, by POST', async () => {
    expect(await page()).toHaveLength(1);
    expect(secpaid.received).toHaveLength(1);
    expect(secpaid.received[0]).toMatchObject({
      method: 'POST',
      url: '/api/v2/getPayInTransactions',
      body: '{"page":1,"limit":10}',
      headers: { token: TOKEN, 'content-type': 'application/json', accept: 'application/json' },
    });
  });

  it('brings umlauts and emoji through, both ways', async () => {
    secpaid.answer = (response) => response.end(success([row({ recipient_note: 'Größe 🎉 „Ä“' })]));
    const entries = await client().payIns.list({ search: 'Größe 🎉' });
    expect(entries).toMatchObject([{ recipient_note: 'Größe 🎉 „Ä“' }]);
    expect(secpaid.received[0]?.body).toContain('"search":"Größe 🎉"');
  });
});

describe('a redirect over HTTP', () => {
  it.each([301, 302, 303, 307, 308])('to another host is not followed: HTTP %d', async (status) => {
    for (const name of ['127.0.0.1', 'localhost'] as const) {
      secpaid.answer = (response) =>
        response.writeHead(status, { location: `${elsewhere.at(name)}/steal` }).end();
      const error = await failureOf(page);
      expect(error.kind).toBe('unexpected-answer');
      expect(error.where).toMatch(new RegExp(`, HTTP ${status}$`));
    }
    expect(secpaid.received).toHaveLength(2);
    expect(elsewhere.received).toEqual([]);
  });

  it('on the same host is not followed either', async () => {
    secpaid.answer = (response) => response.writeHead(308, { location: '/api/v3/' }).end();
    expect((await failureOf(page)).kind).toBe('unexpected-answer');
    expect(secpaid.received).toHaveLength(1);
  });
});

describe('a connection that breaks', () => {
  it.each<readonly [string, (response: ServerResponse) => void]>([
    ['before the answer', (response) => response.socket?.destroy()],
    ['with a reset', (response) => response.socket?.resetAndDestroy()],
    [
      'in the middle of the answer',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write(success([row()]).slice(0, 40), () => response.socket?.destroy());
      },
    ],
  ])('is a network fault that passes: %s', async (_, answer) => {
    secpaid.answer = answer;
    const error = await failureOf(page);
    expect(error.kind).toBe('network');
    expect(error.retryable).toBe(true);
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(TOKEN);
  });

  it('is a network fault if nobody listens', async () => {
    const { payIns } = client();
    await secpaid.close();
    expect((await failureOf(() => payIns.page({ page: 1, limit: 10 }))).kind).toBe('network');
  });
});

describe('an answer over HTTP', () => {
  it('says how long to wait, in whatever case the header is written', async () => {
    secpaid.answer = (response) => response.writeHead(429, { 'RETRY-AFTER': '30' }).end();
    expect(await failureOf(page)).toMatchObject({ kind: 'rate-limit', retryAfterMs: 30_000 });
  });

  it('is an error, not an empty list, if it is a web page', async () => {
    secpaid.answer = (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
    expect((await failureOf(page)).kind).toBe('unexpected-answer');
  });
});

describe('a sandbox over HTTP', () => {
  it('gives the samples, and its faults are errors', async () => {
    const sandbox = await startSandbox({ token: TOKEN });
    try {
      const { payIns } = client(sandbox.apiUrl);
      sandbox.account.seedSamples();
      expect(await payIns.list({})).toMatchObject([{ pay_id: '99296' }, { pay_id: '99298' }]);
      sandbox.faults.add({ kind: 'drop' });
      expect((await failureOf(() => payIns.list({}))).kind).toBe('network');
      sandbox.faults.add({ kind: 'redirect', location: `${elsewhere.at('localhost')}/steal`, status: 307 });
      expect((await failureOf(() => payIns.list({}))).kind).toBe('unexpected-answer');
      sandbox.service.token = 'another';
      expect((await failureOf(() => payIns.list({}))).kind).toBe('authentication');
      expect(sandbox.requests).toHaveLength(4);
      expect(elsewhere.received).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });
});
