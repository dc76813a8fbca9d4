/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type ICredentialDataDecryptedObject,
  type IDataObject,
  type IHttpRequestOptions,
  UserError,
} from 'n8n-workflow';
import { SecPaidApi } from '../../credentials/SecPaidApi.credentials';
import { failureOf, textOf, TOKEN } from '../support.ts';

const BASE = 'https://pay.example.com/api/v2';
const custom = (baseUrl = BASE): ICredentialDataDecryptedObject => ({
  apiToken: TOKEN,
  environment: 'custom',
  baseUrl,
});
const credential = new SecPaidApi();
const authenticated = (request: object, given = custom()): Promise<IHttpRequestOptions> =>
  credential.authenticate(given, request as IHttpRequestOptions);

describe('a request that is not under the credential’s base', () => {
  it.each<[string, object]>([
    ['another host', { url: 'https://evil.example.com/api/v2/getPayInTransactions' }],
    ['a name that begins alike', { url: 'https://pay.example.com.evil.example/api/v2/x' }],
    ['plain http', { url: 'http://pay.example.com/api/v2/x' }],
    ['another port', { url: 'https://pay.example.com:8443/api/v2/x' }],
    ['another path', { url: 'https://pay.example.com/elsewhere' }],
    ['a path that begins alike', { url: 'https://pay.example.com/api/v2evil' }],
    ['a path that climbs out', { url: `${BASE}/../../elsewhere` }],
    ['a path that climbs out, encoded', { url: `${BASE}/%2e%2e/%2e%2e/elsewhere` }],
    ['user name and password', { url: 'https://user:secret@pay.example.com/api/v2/x' }],
    ['a host behind an @', { url: 'https://pay.example.com@evil.example/api/v2/x' }],
    ['a backslash', { url: 'https://evil.example\\@pay.example.com/api/v2/x' }],
    ['no scheme', { url: '//pay.example.com/api/v2/x' }],
    ['no whole address', { url: '/getPayInTransactions' }],
    ['no address', {}],
    ['the older form, uri', { uri: 'http://192.0.2.2:48123/x' }],
    ['a base URL of its own', { baseURL: 'http://0.0.0.0:48123', url: '/getPayInTransactions' }],
    ['an address past its base URL', { baseURL: BASE, url: 'https://evil.example.com/x' }],
    ['an address without scheme past its base URL', { baseURL: BASE, url: '//evil.example.com/x' }],
    ['two addresses', { url: `${BASE}/x`, uri: 'https://evil.example.com/x' }],
  ])('gets no token: %s', async (_, request) => {
    const failure = await failureOf(() => authenticated(request));
    expect(failure).toBeInstanceOf(UserError);
    expect(failure.message).toMatch(
      /^The SecPaid API token was not sent: it goes to https:\/\/pay\.example\.com/,
    );
    expect(failure.message).not.toMatch(new RegExp(`${TOKEN}|secret`));
  });

  it.each<[string, object, string]>([
    ['where it leads', { url: 'https://evil.example.com/secret?x=secret' }, 'https://evil.example.com.'],
    ['past its base URL', { baseURL: BASE, url: 'HTTPS://evil.example.com/x' }, 'https://evil.example.com.'],
    ['without host', { url: 'mailto:secret' }, 'no whole address.'],
    ['that is none', { url: 'secret' }, 'no whole address.'],
    ['that is missing', {}, 'no whole address.'],
  ])('is told of an address %s no more than that', async (_, request, told) => {
    const { message } = await failureOf(() => authenticated(request));
    expect(message).toContain(`only, but the request is for ${told} Correct the address`);
  });

  it.each<[string, object, string]>([
    ['url', { url: `${BASE}/x` }, `${BASE}/x`],
    ['uri', { uri: `${BASE}/x` }, `${BASE}/x`],
    ['baseURL and url', { baseURL: BASE, url: '/x' }, `${BASE}/x`],
    ['baseURL with a slash', { baseURL: `${BASE}/`, url: 'x' }, `${BASE}/x`],
    ['baseURL and uri', { baseURL: BASE, uri: '/x' }, `${BASE}/x`],
    ['baseURL and a url with slashes', { baseURL: BASE, url: 'x//y' }, `${BASE}/x//y`],
    ['baseURL and an address inside url', { baseURL: BASE, url: '/x?to=http://y' }, `${BASE}/x?to=http://y`],
    ['baseURL alone', { baseURL: BASE }, BASE],
    ['an empty baseURL', { baseURL: '', url: `${BASE}/x` }, `${BASE}/x`],
    ['a URL object', { url: new URL(`${BASE}/x`) }, `${BASE}/x`],
  ])('but one under it does, named by %s', async (_, request, url) => {
    const sent = await authenticated(request);
    expect(sent).toMatchObject({ url, headers: { token: TOKEN } });
    expect(sent).not.toHaveProperty('baseURL');
    if ('uri' in request) expect(sent).toHaveProperty('uri', url);
  });
});

describe('a credential that is not right', () => {
  it.each([
    ['http://0.0.0.0:48123', 'http:// only for this machine'],
    ['http://192.0.2.2:48123', 'http:// only for this machine'],
    ['http://pay.example.com/api/v2', 'http:// only for this machine'],
    ['https://user:secret@pay.example.com', 'must be a whole address'],
    ['', 'must be a whole address'],
  ])('sends nothing: base URL %j', async (baseUrl, sentence) => {
    const failure = await failureOf(() => authenticated({ baseURL: baseUrl, url: '/x' }, custom(baseUrl)));
    expect(failure).toBeInstanceOf(UserError);
    expect(failure.message).toContain(sentence);
    expect(failure.message).not.toMatch(new RegExp(`${TOKEN}|secret`));
  });
});

describe('every request with the token', () => {
  it('follows no redirect, whichever of n8n’s request functions it uses', async () => {
    expect(await authenticated({ url: `${BASE}/x`, followRedirect: true, maxRedirects: 5 })).toMatchObject({
      disableFollowRedirect: true,
      followRedirect: false,
      followAllRedirects: false,
      maxRedirects: 0,
    });
  });

  it('waits no longer than 15 seconds, if it set no time-out', async () => {
    const sent = await authenticated({ url: `${BASE}/x` });
    expect(sent).toMatchObject({ timeout: 15_000, abortSignal: expect.any(AbortSignal) });
    expect(await authenticated({ url: `${BASE}/x`, timeout: 60_000 })).toMatchObject({ timeout: 60_000 });
  });

  it('waits no longer in n8n’s test, which comes with five minutes of n8n’s', async () => {
    const given = { ...custom(), probed: 'done' };
    const request = { url: `${BASE}/x`, headers: { 'x-probe': 'wanted' }, timeout: 300_000 };
    expect(await authenticated(request, given)).toMatchObject({
      timeout: 15_000,
      abortSignal: expect.any(AbortSignal),
    });
  });
});

describe('the question before n8n’s own test', () => {
  const servers: Server[] = [];
  afterEach(async () => {
    await Promise.all(
      servers.splice(0).map((server) => {
        server.closeAllConnections();
        return new Promise((resolve) => server.close(resolve));
      }),
    );
  });

  async function answering(status: number, body: string): Promise<string> {
    const server = createServer((_, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end(body);
    });
    servers.push(server);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v2`;
  }

  const helper = {
    helpers: {
      httpRequest: async ({ url, method, headers, body }: IHttpRequestOptions): Promise<unknown> => {
        const init = { method, headers, body, redirect: 'manual' } as RequestInit;
        const answer = await fetch(url, init);
        return { statusCode: answer.status, headers: {}, body: answer.body ?? '' };
      },
    },
  };
  const asked = (baseUrl: string): Promise<IDataObject> => asTested(custom(baseUrl));

  const tested = { url: `${BASE}/x`, headers: { 'x-probe': 'wanted' } };
  async function asTested(given: ICredentialDataDecryptedObject): Promise<IDataObject> {
    // As n8n does: what is answered 401 is asked again after `preAuthentication`.
    await expect(authenticated(tested, given)).rejects.toMatchObject({ response: { status: 401 } });
    return await credential.preAuthentication.call(helper, given);
  }

  it.each<[string, number, string, RegExp]>([
    ['a refused token', 401, '', /^SecPaid refused the API token\. Copy it again/],
    [
      'an error envelope',
      200,
      '{"ResponseCode":0,"Result":"False","ResponseMsg":"Incorrect token or missing token"}',
      /^SecPaid refused the API token\./,
    ],
    ['a page', 200, '<html>', /^SecPaid answered with a web page instead of data/],
    ['something else', 200, '{}', /\.$/],
    ['a redirect', 302, '', /a redirect, which is not followed/],
    ['too many requests', 429, '', /60 requests a minute/],
    ['an outage', 503, '', /cannot answer at the moment/],
  ])('says what %s means', async (_, status, body, sentence) => {
    const failure = await failureOf(async () => asked(await answering(status, body)));
    expect(failure).toBeInstanceOf(UserError);
    expect(failure.message).toMatch(sentence);
  });

  it('says that nobody listens, without a code', async () => {
    const failure = await failureOf(() => asked('http://127.0.0.1:9/api/v2'));
    expect(failure.message).toMatch(/^SecPaid could not be reached/);
    expect(failure.message).not.toMatch(/[A-Z]{5,}/);
  });

  it('keeps nothing', async () => {
    const url = await answering(200, '{"ResponseCode":1,"Result":"True","ResponseMsg":"","data":[]}');
    expect(await asked(url)).toEqual({});
  });

  it('lets the test go on, without its mark', async () => {
    const given = custom(
      await answering(200, '{"ResponseCode":1,"Result":"True","ResponseMsg":"","data":[]}'),
    );
    await asTested(given);
    const sent = await authenticated({ ...tested, url: `${textOf(given['baseUrl'])}/x` }, given);
    expect(sent.headers).toEqual({ token: TOKEN });
  });

  it('is asked by nobody else: a request of the HTTP Request node that fails asks SecPaid nothing more', async () => {
    expect(await credential.preAuthentication.call(helper, custom('http://127.0.0.1:9/api/v2'))).toEqual({});
  });
});
