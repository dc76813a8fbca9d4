/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { BASE_URLS, connect } from '@secpaid/core';
import {
  credential,
  evaluated,
  expectThemedIcon,
  property,
  valuesOf,
} from '../package/description-support.ts';

describe('the credential', () => {
  const base = { apiToken: ' T0ken ', baseUrl: '' };

  it('has the name that workflows are saved with, and an icon', () => {
    expect(credential.name).toBe('secPaidApi');
    expectThemedIcon(credential.icon, 'credentials/SecPaidApi.credentials.ts');
  });

  it('hides the token like a password', () => {
    expect(property(credential.properties, 'apiToken')).toMatchObject({
      typeOptions: { password: true },
      required: true,
      default: '',
    });
  });

  it('hides the encryption key, and does without', () => {
    expect(property(credential.properties, 'encryptionKey')).toMatchObject({
      typeOptions: { password: true },
      default: '',
    });
    expect(property(credential.properties, 'encryptionKey').required).toBeUndefined();
  });

  it('asks for a base URL only if the environment is Custom', () => {
    const environment = property(credential.properties, 'environment');
    expect(environment.default).toBe('production');
    expect(valuesOf(environment)).toEqual(['production', 'development', 'custom']);
    expect(property(credential.properties, 'baseUrl').displayOptions).toEqual({
      show: { environment: ['custom'] },
    });
  });

  it('sends the token in the header “token”, without blanks around it, beside what else is sent', async () => {
    const given = {
      url: `${BASE_URLS.production}/getPayInTransactions`,
      headers: { Accept: 'application/json' },
    };
    expect(await credential.authenticate({ ...base, environment: 'production' }, given)).toMatchObject({
      url: given.url,
      headers: { Accept: 'application/json', token: 'T0ken' },
    });
  });

  it.each(['production', 'development', 'custom'])(
    'is tested where the nodes will ask (%s), for one entry, and follows no redirect',
    (environment) => {
      const given = { ...base, environment, baseUrl: 'http://127.0.0.1:4010/api/v2/' };
      const { request } = credential.test;
      expect(evaluated(request.baseURL, { $credentials: given })).toBe(connect(given).baseUrl);
      expect(request).toMatchObject({
        url: '/getPayInTransactions',
        method: 'POST',
        body: { page: 1, limit: 1 },
        disableFollowRedirect: true,
      });
    },
  );

  describe('says what is wrong when the test', () => {
    type Rule = { type: string; properties: { value: unknown; message: string } };
    const rules = credential.test.rules as Rule[];
    const messageOn = (value: unknown): string | undefined =>
      rules.find(({ type, properties }) => type === 'responseCode' && properties.value === value)?.properties
        .message;

    it.each([
      [401, 'refused the API token'],
      [403, 'a firewall refused the request'],
      [429, '60 requests a minute'],
      [500, 'cannot answer at the moment'],
      [502, 'cannot answer at the moment'],
      [503, 'cannot answer at the moment'],
      [504, 'cannot answer at the moment'],
      [302, 'a redirect, which is not followed'],
      [307, 'a redirect, which is not followed'],
      [404, 'not the SecPaid API'],
      [407, 'a proxy asks for a login'],
    ])('ends with HTTP %i', (status, message) => {
      expect(messageOn(status)).toContain(message);
    });

    it('but not when it succeeds', () => {
      expect(rules.filter(({ properties }) => ['True', 200].includes(properties.value as never))).toEqual([]);
    });
  });
});
