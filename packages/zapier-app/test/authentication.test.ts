import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { testConnection } from '../src/authentication.ts';
import { withZapierErrors } from '../src/errors.ts';
import { failure, log, sentencesOf, startWorld, TOKEN } from './support.ts';

describe('a connection', () => {
  it('is tested with one small read, and named without its secret', async () => {
    const { connect, sandbox } = await startWorld();
    const result = await connect();
    expect(result).toEqual({
      environment_name: 'Production',
      connection_code: expect.stringMatching(/^[0-9a-f]{6}$/) as unknown,
      connection_name: `Production (${result['connection_code']})`,
    });
    expect(sandbox.requests.map(({ body }) => body)).toEqual([{ page: 1, limit: 1 }]);
    expect(TOKEN).not.toContain(result['connection_code']);
  });

  it('is called by the name that the user chose, and never by the token', async () => {
    const { connect } = await startWorld();
    const named = (account_name: string) =>
      connect({ api_token: TOKEN, environment: 'production', account_name });
    expect(await named(' Shop Berlin ')).toMatchObject({ connection_name: 'Shop Berlin (Production)' });
    for (const name of ['', ' ', TOKEN]) {
      const { connection_name } = await named(name);
      expect(connection_name).toMatch(/^Production \([0-9a-f]{6}\)$/);
    }
  });

  it('of development is named so', async () => {
    const { connect } = await startWorld();
    expect(await connect({ api_token: TOKEN, environment: 'development' })).toMatchObject({
      environment_name: 'Development',
    });
  });

  it.each([
    ['production', 'https://app.secpaid.com/api/v2/getPayInTransactions'],
    ['development', 'https://app.dev.secpaid.com/api/v2/getPayInTransactions'],
  ])('of %s goes to its own address without SECPAID_BASE_URL', async (environment, url) => {
    const fetched: unknown[] = [];
    const z = {
      request: (options: { url: string }) => {
        fetched.push(options.url);
        throw new Error('no network in this test');
      },
      console,
      errors: { Error },
    };
    await failure(testConnection(z as never, { authData: { api_token: TOKEN, environment } }));
    expect(fetched).toEqual([url]);
  });
});

describe('each fault has its own sentence', () => {
  it.each([200, 401] as const)(
    'a wrong token, or another environment’s, refused with %i: reconnect',
    async (refusalStatus) => {
      const { connect } = await startWorld({ refusalStatus });
      const error = await failure(connect({ api_token: 'tok-0815-of-another', environment: 'production' }));
      expect(error.name).toBe('ExpiredAuthError');
      expect(sentencesOf(error)).toBe(
        'SecPaid refused the API token. Copy it again from Settings → API & Integrations → API-Token in the SecPaid dashboard, and check that it belongs to the environment chosen here.',
      );
      expect(error.message + log()).not.toContain('tok-0815');
    },
  );

  it('SecPaid down', async () => {
    const { connect, sandbox } = await startWorld();
    sandbox.faults.add({ kind: '503' });
    const error = await failure(connect());
    expect(error.name).toBe('AppError');
    expect(sentencesOf(error)).toBe(
      'SecPaid cannot answer at the moment (HTTP 503). Nothing is lost: try again later.',
    );
    expect(JSON.parse(error.message)).toMatchObject({ code: 'server', status: 503 });
  });

  it('SecPaid out of reach', async () => {
    const { connect, sandbox } = await startWorld();
    sandbox.faults.add({ kind: 'drop' });
    expect(sentencesOf(await failure(connect()))).toMatch(/^SecPaid could not be reached \(ECONNRESET\)\./);
  });

  it('SecPaid that takes too long', async () => {
    const { connect, sandbox } = await startWorld();
    sandbox.faults.add({ kind: 'slow', delayMs: 20_000 });
    expect(sentencesOf(await failure(connect()))).toMatch(
      /^SecPaid could not be reached \(no answer in time\)\./,
    );
  });

  it('a maintenance page', async () => {
    const { connect, sandbox } = await startWorld();
    sandbox.faults.add({ kind: 'html' });
    expect(sentencesOf(await failure(connect()))).toMatch(
      /^SecPaid answered with a web page instead of data\. SecPaid may be under maintenance/,
    );
  });

  it('too many requests, with the wait that SecPaid asked for or a minute', async () => {
    const { connect, sandbox } = await startWorld();
    sandbox.faults.add({ kind: '429', retryAfter: 7 });
    sandbox.faults.add({ kind: '429' });
    for (const delay of [7, 60]) {
      const error = await failure(connect());
      expect(error.name).toBe('ThrottledError');
      expect(sentencesOf(error)).toMatch(/^SecPaid’s limit of 60 requests a minute is used up\./);
      expect(JSON.parse(error.message)).toMatchObject({ delay });
    }
  });

  it.each([
    ['', 'The API token is empty.'],
    ['two words', 'The API token contains a character that no token has'],
  ])('the token %j, before anything is sent', async (api_token, sentence) => {
    const { connect, sandbox } = await startWorld();
    expect(sentencesOf(await failure(connect({ api_token, environment: 'production' })))).toContain(sentence);
    expect(sandbox.requests).toEqual([]);
  });
});

it('an error that is not about SecPaid stays as it is', async () => {
  const error = new TypeError('a mistake in the app');
  const z = { console, errors: { Error } };
  await expect(withZapierErrors(z as never, () => Promise.reject(error))).rejects.toBe(error);
});

describe('the token', () => {
  it('does not follow a redirect', async () => {
    const { connect, sandbox } = await startWorld();
    const visits: unknown[] = [];
    const elsewhere = createServer((request, response) => {
      visits.push(request.headers);
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => elsewhere.once('listening', resolve));
    try {
      const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
      for (const status of [301, 302, 307, 308] as const) {
        sandbox.faults.add({ kind: 'redirect', location, status });
        expect(sentencesOf(await failure(connect()))).toContain(
          'answered with a redirect, which is not followed',
        );
      }
      expect(visits).toEqual([]);
    } finally {
      elsewhere.close();
    }
  });

  it('is in no error and no log, whatever goes wrong', async () => {
    const { connect, poll, find, sandbox } = await startWorld();
    const texts: string[] = [];
    for (const action of [connect, poll, () => find({ search: 'x' })]) {
      for (const kind of ['429', '500', '503', '401', 'html', 'cut-off', 'no-list', 'drop'] as const) {
        sandbox.faults.add({ kind });
        const error = await failure(action());
        texts.push(error.message, error.stack ?? '', JSON.stringify(error));
      }
      sandbox.faults.add({ kind: 'error-envelope', message: `Account ${TOKEN} is closed` });
      texts.push((await failure(action())).message);
    }
    expect(texts.length).toBeGreaterThan(70);
    expect([...texts, log()].join('\n')).not.toContain(TOKEN);
  });
});
