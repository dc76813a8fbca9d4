import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient } from '../../src/client.ts';
import { connect } from '../../src/http/connection.ts';
import type { SecPaidError } from '../../src/errors.ts';
import { fetchTransport } from '../../src/http/fetch-transport.ts';
import type { HttpResponse } from '../../src/http/transport.ts';
import { answering, failureOf, TOKEN } from '../support.ts';
import { certificate } from './certificate.ts';

const waits: number[] = [];
const waiting = {
  wait: (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  },
  random: () => 0,
};
const servers: Server[] = [];

afterEach(async () => {
  waits.length = 0;
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

const asking = (baseUrl: string, transport = fetchTransport): Promise<SecPaidError> =>
  failureOf(() =>
    createClient(
      connect({ apiToken: TOKEN, environment: 'custom', baseUrl }),
      transport,
      waiting,
    ).payIns.page({ page: 1, limit: 1 }),
  );

async function portOf(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return (server.address() as AddressInfo).port;
}

const failing = (code: string): ReturnType<typeof answering> =>
  answering(Object.assign(new Error('x'), { code }));
const BASE = 'https://pay.example.com/api/v2';

describe('a network fault that lasts', () => {
  it.each([
    ['ECONNREFUSED', 'the connection was refused', 'base URL, its port included'],
    ['ENOTFOUND', 'its host name was not found', 'for a typo'],
    ['EAI_AGAIN', 'its host name was not found', 'DNS'],
    ['EHOSTUNREACH', 'there is no route to it', 'the network'],
    ['ENETUNREACH', 'there is no route to it', 'the network'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate is not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['CERT_HAS_EXPIRED', 'its certificate is not trusted', 'the clock'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is not trusted', 'check the base URL'],
    ['EPROTO', 'no encrypted connection could be made', 'the right port'],
  ])('fails at once and says what to do: %s', async (code, what, next) => {
    const { transport, requests } = failing(code);
    const error = await asking(BASE, transport);
    expect(error).toMatchObject({ kind: 'network', retryable: false, neverSent: true });
    expect(error.what).toBe(`SecPaid could not be reached: ${what} (${code}).`);
    expect(error.next).toContain(next);
    expect(error.next).toMatch(/Nothing was sent to SecPaid\.$/);
    expect([requests.length, waits]).toEqual([1, []]);
  });

  it('is one that the real network has: nobody listens', async () => {
    const server = createServer();
    const port = await portOf(server);
    await new Promise((done) => server.close(done));
    expect((await asking(`http://127.0.0.1:${port}/api/v2`)).what).toContain('(ECONNREFUSED)');
    expect(waits).toEqual([]);
  });

  it('is one that the real network has: a certificate that nobody trusts', async () => {
    const port = await portOf(createSecureServer(certificate()));
    const error = await asking(`https://localhost:${port}/api/v2`);
    expect(error.what).toMatch(/its certificate is not trusted \([A-Z_]+\)/);
    expect(error.next).toContain('NODE_EXTRA_CA_CERTS');
    expect(waits).toEqual([]);
  });
});

describe('a network fault that may pass', () => {
  it.each(['ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'UND_ERR_SOCKET'])('is waited for: %s', async (code) => {
    const { transport, requests } = failing(code);
    expect(await asking(BASE, transport)).toMatchObject({ kind: 'network', retryable: true });
    expect([requests.length, waits.length]).toEqual([6, 5]);
  });
});

describe('a proxy that asks for a login', () => {
  it('is named, and nothing is repeated', async () => {
    const { transport, requests } = answering({ status: 407, body: '<html>' });
    const error = await asking(BASE, transport);
    expect(error).toMatchObject({ kind: 'network', retryable: false, neverSent: true });
    expect(error.what).toBe('SecPaid was not reached: a proxy asks for a login (HTTP 407).');
    expect(error.next).toContain('HTTPS_PROXY');
    expect(requests).toHaveLength(1);
  });
});

describe('a base URL where something else answers', () => {
  const QUESTION = /^Should the base URL end in \/api\/v2\? It is https:\/\/pay\.example\.com(\/api)?\./;
  const elsewhere: Partial<HttpResponse>[] = [
    { status: 404, body: '<html>Not found</html>' },
    { status: 404, body: '{"message":"Not found"}' },
    { status: 404, body: '' },
    { status: 200, body: '<!doctype html><title>Welcome</title>' },
    { status: 400, body: '<html>Bad request</html>' },
  ];

  it.each(elsewhere)('is asked whether it should end in /api/v2: %j', async (answer) => {
    for (const base of ['https://pay.example.com', 'https://pay.example.com/api/']) {
      const error = await asking(base, answering(answer).transport);
      expect(error).toMatchObject({ kind: 'unexpected-answer', retryable: false });
      expect(error.next).toMatch(QUESTION);
    }
  });

  it.each(elsewhere)('is not asked so if it does: %j', async (answer) => {
    const error = await asking(BASE, answering(answer).transport);
    expect(error.kind).toBe('unexpected-answer');
    expect(error.next).not.toMatch(/Should/);
    expect(error.next).toContain('the base URL points elsewhere');
  });

  it.each<Partial<HttpResponse>>([
    { status: 302, body: '<html>Moved</html>' },
    { status: 404, body: '{"ResponseCode":0,"ResponseMsg":"Link not found","Result":"False"}' },
    { status: 503, body: '<html>' },
    { status: 200, body: '{"ResponseCode":1' },
  ])('is not asked so where the answer says something else: %j', async (answer) => {
    expect((await asking('https://pay.example.com', answering(answer).transport)).next).not.toMatch(/Should/);
  });
});
