import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { startSandbox } from '../../../sandbox/src/index.ts';
import { createClient } from '../../src/client.ts';
import { connect } from '../../src/http/connection.ts';
import type { SecPaidError } from '../../src/errors.ts';
import { fetchTransport } from '../../src/http/fetch-transport.ts';
import { failureOf, row, success, TOKEN } from '../support.ts';

const HOST = 'https://app.secpaid.com';
const PATH = '/api/v2/getPayInTransactions';

const { payIns } = createClient(connect({ apiToken: TOKEN, environment: 'production' }), fetchTransport);
const page = (): Promise<unknown> => payIns.page({ page: 1, limit: 10 });
const refusal = (): Promise<SecPaidError> => failureOf(page);

describe('over HTTP', () => {
  beforeAll(() => {
    nock.disableNetConnect();
  });
  afterEach(() => {
    nock.cleanAll();
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });

  it('the token goes in the header token, the input as JSON, by POST', async () => {
    const scope = nock(HOST, { reqheaders: { token: TOKEN, 'content-type': 'application/json' } })
      .post(PATH, { page: 1, limit: 10 })
      .reply(200, success([row()]), { 'content-type': 'application/json' });
    expect(await page()).toHaveLength(1);
    scope.done();
  });

  it('the development environment is asked if it was chosen, with its own token', async () => {
    const scope = nock('https://app.dev.secpaid.com', { reqheaders: { token: 'dev-token' } })
      .post(PATH)
      .reply(200, success([]));
    const connection = connect({ apiToken: 'dev-token', environment: 'development' });
    expect(await createClient(connection, fetchTransport).payIns.list({})).toEqual([]);
    scope.done();
  });

  it('Retry-After is read in whatever case it is written', async () => {
    nock(HOST).post(PATH).reply(429, '', { 'RETRY-AFTER': '30' });
    expect((await refusal()).retryAfterMs).toBe(30_000);
  });

  it.each([301, 302, 303, 307, 308])(
    'a redirect to another host is not followed: HTTP %d',
    async (status) => {
      nock(HOST).post(PATH).reply(status, '', { location: 'https://elsewhere.example/steal' });
      const other = nock('https://elsewhere.example');
      const caught = [
        other.get('/steal').reply(200, success([])),
        other.post('/steal').reply(200, success([])),
      ];
      const error = await refusal();
      expect(error.kind).toBe('unexpected-answer');
      expect(error.where).toMatch(new RegExp(`HTTP ${status}$`));
      expect(caught.map((one) => one.isDone())).toEqual([false, false]);
      expect(nock.pendingMocks()).toHaveLength(2);
    },
  );

  it('a redirect on the same host is not followed either', async () => {
    nock(HOST).post(PATH).reply(308, '', { location: '/api/v3/getPayInTransactions' });
    const moved = nock(HOST).post('/api/v3/getPayInTransactions').reply(200, success([]));
    expect((await refusal()).kind).toBe('unexpected-answer');
    expect(moved.isDone()).toBe(false);
  });

  it.each(['ECONNRESET', 'EPIPE', 'ETIMEDOUT'])(
    'a dropped connection is a network fault: %s',
    async (code) => {
      nock(HOST)
        .post(PATH)
        .replyWithError(Object.assign(new Error(`${code} with ${TOKEN}`), { code }));
      const error = await refusal();
      expect(error.kind).toBe('network');
      expect(error.retryable).toBe(true);
      expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(TOKEN);
    },
  );

  it('a web page is an error, not an empty list', async () => {
    nock(HOST).post(PATH).reply(200, '<html></html>', { 'content-type': 'text/html' });
    expect((await refusal()).kind).toBe('unexpected-answer');
  });

  it('umlauts and emoji come through', async () => {
    nock(HOST)
      .post(PATH)
      .reply(200, success([row({ recipient_note: 'Größe 🎉 „Ä“' })]));
    expect(await page()).toMatchObject([{ recipient_note: 'Größe 🎉 „Ä“' }]);
  });
});

describe('over a real socket', () => {
  it('the samples arrive, a dropped connection is a network fault, and nobody listening too', async () => {
    const sandbox = await startSandbox({ token: TOKEN });
    const connection = connect({ apiToken: TOKEN, environment: 'custom', baseUrl: sandbox.apiUrl });
    const client = createClient(connection, fetchTransport);
    try {
      sandbox.account.seedSamples();
      expect(await client.payIns.list({})).toMatchObject([{ pay_id: '99296' }, { pay_id: '99298' }]);
      sandbox.faults.add({ kind: 'drop' });
      expect((await failureOf(() => client.payIns.list({}))).kind).toBe('network');
      sandbox.faults.add({ kind: 'redirect', location: `${sandbox.url}/caught`, status: 307 });
      expect((await failureOf(() => client.payIns.list({}))).kind).toBe('unexpected-answer');
      expect(sandbox.requests).toHaveLength(3);
    } finally {
      await sandbox.close();
    }
    const error = await failureOf(() => client.payIns.list({}));
    expect(error.kind).toBe('network');
    expect(error.message).not.toContain(TOKEN);
  });
});
