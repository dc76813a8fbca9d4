import { expect, test } from '@jest/globals';
import { readSettings } from '../../src/demo/settings.ts';

test('without a token the sandbox is the account', () => {
  expect(readSettings([], {})).toEqual({ once: false, account: { kind: 'sandbox' } });
  expect(readSettings(['--once'], { SECPAID_API_TOKEN: ' ' })).toMatchObject({ once: true });
});

test('a token names a real account, in production unless said otherwise', () => {
  const env = { SECPAID_API_TOKEN: 't' };
  expect(readSettings([], env).account).toEqual({ kind: 'real', apiToken: 't', environment: 'production' });
  expect(readSettings([], { ...env, SECPAID_ENVIRONMENT: 'development' }).account).toMatchObject({
    environment: 'development',
  });
});

test.each([
  ['an unknown option', ['--onze'], {}, /--onze/],
  ['an argument', ['once'], {}, /once/],
  ['an unknown environment', [], { SECPAID_API_TOKEN: 't', SECPAID_ENVIRONMENT: 'dev' }, /"dev": expected/],
  ['an environment without a token', [], { SECPAID_ENVIRONMENT: 'production' }, /SECPAID_API_TOKEN is not/],
])('%s is refused with the reason', (_, args, env, reason) => {
  expect(() => readSettings(args, env)).toThrow(reason);
});
