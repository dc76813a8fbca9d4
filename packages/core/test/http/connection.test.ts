import { describe, expect, it } from '@jest/globals';
import { connect, isUnderBase } from '../../src/http/connection.ts';
import { failureOf, TOKEN } from '../support.ts';

const custom = (baseUrl: unknown): (() => unknown) => {
  return () => connect({ apiToken: TOKEN, environment: 'custom', baseUrl });
};
const NOTHING_SENT = /Nothing was sent to SecPaid\.$/;

describe('a connection', () => {
  it('uses the chosen environment', () => {
    expect(connect({ apiToken: TOKEN, environment: 'production' })).toStrictEqual({
      token: TOKEN,
      baseUrl: 'https://app.secpaid.com/api/v2',
    });
    expect(connect({ apiToken: TOKEN, environment: 'development' })).toStrictEqual({
      token: TOKEN,
      baseUrl: 'https://app.dev.secpaid.com/api/v2',
    });
  });

  it('never uses a base URL left from another environment', () => {
    const { baseUrl } = connect({
      apiToken: TOKEN,
      environment: 'production',
      baseUrl: 'https://elsewhere.example/api/v2',
    });
    expect(baseUrl).toBe('https://app.secpaid.com/api/v2');
  });

  it('ignores spaces around a pasted token', () => {
    expect(connect({ apiToken: ` ${TOKEN}\r\n`, environment: 'production' }).token).toBe(TOKEN);
  });

  it.each([
    ['http://127.0.0.1:4010/api/v2', 'http://127.0.0.1:4010/api/v2'],
    ['http://127.0.0.1:4010/api/v2/', 'http://127.0.0.1:4010/api/v2'],
    [' http://localhost:4010/api/v2// ', 'http://localhost:4010/api/v2'],
    ['http://[::1]:4010/api/v2', 'http://[::1]:4010/api/v2'],
    ['http://127.0.0.53/api/v2', 'http://127.0.0.53/api/v2'],
    ['HTTPS://Pay.Example.COM/api/v2', 'https://pay.example.com/api/v2'],
    ['https://pay.example.com', 'https://pay.example.com'],
    ['https://pay.example.com:8443/', 'https://pay.example.com:8443'],
  ])('may lead to an address of one’s own: %s', (given, baseUrl) => {
    expect(connect({ apiToken: TOKEN, environment: 'custom', baseUrl: given })).toStrictEqual({
      token: TOKEN,
      baseUrl,
    });
  });
});

describe('an API token that cannot be one', () => {
  it.each(['', '   ', '\n', undefined, null, 42, {}])('is called empty: %p', async (apiToken) => {
    const error = await failureOf(() => connect({ apiToken, environment: 'production' }));
    expect(error.kind).toBe('validation');
    expect(error.what).toBe('The API token is empty.');
    expect(error.next).toMatch(/Settings → API & Integrations → API-Token/);
    expect(error.next).toMatch(NOTHING_SENT);
  });

  it.each([
    'two words',
    'line\nbreak',
    'line\r\nX-Injected: 1',
    'tab\there',
    'null\0',
    'Schlüssel',
    'zero\u200bwidth',
  ])('is refused without being shown: %j', async (apiToken) => {
    const error = await failureOf(() => connect({ apiToken, environment: 'production' }));
    expect(error.kind).toBe('validation');
    expect(error.what).toBe(
      'The API token contains a character that no token has, such as a space or a line break.',
    );
    expect(error.next).toMatch(NOTHING_SENT);
    expect(error.stack).not.toContain(apiToken);
  });
});

describe('an environment that does not exist', () => {
  it.each([
    ['staging', '"staging"'],
    ['Production', '"Production"'],
    ['', 'empty'],
    [undefined, 'undefined'],
    [Object.create(null), 'an object'],
    [TOKEN + TOKEN, `a text of ${2 * TOKEN.length} characters`],
    ['__proto__', '"__proto__"'],
    ['toString', '"toString"'],
  ])('is refused by name: %p', async (environment, shown) => {
    const error = await failureOf(() => connect({ apiToken: TOKEN, environment }));
    expect(error.kind).toBe('validation');
    expect(error.what).toBe(`Environment must be Production, Development or Custom, but it is ${shown}.`);
    expect(error.next).toMatch(NOTHING_SENT);
  });
});

describe('a base URL that could give the token away', () => {
  const WANTED = 'a whole address that starts with https://, such as https://app.secpaid.com/api/v2';

  it.each([
    'http://app.secpaid.com/api/v2',
    'http://192.168.1.20/api/v2',
    'http://127.0.0.1.example.com/api/v2',
    'http://localhost.example.com/api/v2',
    'http://0.0.0.0:4010/api/v2',
    'http://127001.example/api',
    'ftp://127.0.0.1/api/v2',
  ])('is refused, as http:// goes no further than this machine: %s', async (baseUrl) => {
    const error = await failureOf(custom(baseUrl));
    expect(error.kind).toBe('validation');
    expect(error.what).toBe(
      `Base URL must be ${WANTED} (http:// only for this machine), but it is ${/^\w+:\/\/[^/]+/.exec(baseUrl)?.[0] ?? 'no address'}.`,
    );
    expect(error.next).toMatch(NOTHING_SENT);
  });

  it.each([
    'https://user:password@pay.example/api/v2',
    'https://user@pay.example/api/v2',
    'https://:password@pay.example/api/v2',
    'http://user:password@127.0.0.1:4010/api/v2',
    'https://pay.example/api/v2?key=password',
    'https://pay.example/api/v2#password',
  ])(
    'is refused with user name, password, query or fragment, which the error does not show: %s',
    async (baseUrl) => {
      const error = await failureOf(custom(baseUrl));
      expect(error.kind).toBe('validation');
      expect(error.what).toBe(
        `Base URL must be ${WANTED}, without user name, password, "?" or "#", but it is ${new URL(baseUrl).origin}.`,
      );
      expect(error.next).toMatch(NOTHING_SENT);
      expect(`${error.message} ${error.stack ?? ''}`).not.toMatch(
        /user:|user@|password@|=password|#password/,
      );
    },
  );

  it.each([
    ['app.secpaid.com/api/v2', 'no address'],
    ['/api/v2', 'no address'],
    ['https://', 'no address'],
    ['file:///etc/passwd', 'no address'],
    ['https://user:hunter2@', 'no address'],
    ['pay.example/api?key=hunter2', 'no address'],
    ['', 'empty'],
    ['   ', 'empty'],
    [undefined, 'empty'],
    [42, 'empty'],
  ])('is refused where it is no whole address: %p', async (baseUrl, shown) => {
    const error = await failureOf(custom(baseUrl));
    expect(error.kind).toBe('validation');
    expect(error.what).toBe(`Base URL must be ${WANTED}, but it is ${shown}.`);
    expect(error.next).toBe('Correct it in the credential. Nothing was sent to SecPaid.');
  });
});

describe('an address that the token may go to', () => {
  const connection = connect({ apiToken: TOKEN, environment: 'production' });
  const root = connect({ apiToken: TOKEN, environment: 'custom', baseUrl: 'http://127.0.0.1:4010' });

  it.each([
    'https://app.secpaid.com/api/v2',
    'https://app.secpaid.com/api/v2/',
    'https://app.secpaid.com/api/v2/getPayInTransactions?page=1#x',
    'https://APP.secpaid.com:443/api/v2/getPayInTransactions',
  ])('is one under the connection’s base: %s', (address) => {
    expect(isUnderBase(address, connection)).toBe(true);
  });

  it('is any of the host if the base has no path', () => {
    expect(isUnderBase('http://127.0.0.1:4010/any', root)).toBe(true);
  });

  it.each([
    'http://app.secpaid.com/api/v2/getPayInTransactions',
    'https://app.secpaid.com:8443/api/v2/getPayInTransactions',
    'https://app.secpaid.com/api/v1/getPayInTransactions',
    'https://app.secpaid.com/api/v22/x',
    'https://app.secpaid.com/api/v2/../v1/x',
    'https://app.secpaid.com/api/v2/%2e%2e/v1/x',
    'https://app.secpaid.com/api/v2/..\\v1/x',
    'https://app.secpaid.com.example.com/api/v2/x',
    'https://app.secpaid.com@example.com/api/v2/x',
    'https://user:password@app.secpaid.com/api/v2/x',
    'https://user@app.secpaid.com/api/v2/x',
    'https://app.dev.secpaid.com/api/v2/x',
    'http://0.0.0.0:4010/api/v2/x',
    'http://[::ffff:127.0.0.1]/api/v2/x',
    'http://192.0.2.2:48123/api/v2/x',
    '//app.secpaid.com/api/v2/x',
    '/api/v2/x',
    'javascript:alert(1)',
    '',
  ])('is no other: %s', (address) => {
    expect(isUnderBase(address, connection)).toBe(false);
    expect(isUnderBase(address, root)).toBe(false);
  });
});
