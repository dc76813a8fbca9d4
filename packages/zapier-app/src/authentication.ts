import { DASHBOARDS, INPUTS, TOKEN_PLACE } from '@secpaid/core';
import type { Authentication, ZObject } from 'zapier-platform-core';
import { type AuthBundle, clientOf, connectionOf } from './connection.ts';
import { withZapierErrors } from './errors.ts';
import { listOf, wordsOf, zapierField } from './input.ts';

const ENVIRONMENTS = { production: 'Production', development: 'Development' } as const;

/** What the connection's label is made of. */
interface TestResult {
  environment_name: string;
  connection_code: string;
  /** The name that the user chose, or else the six digits, which change with the token. */
  connection_name: string;
}

/**
 * Reads one entry, which fails unless the token is right. The API tells no account's name, so two connections are told
 * apart by six digits of the token's hash, from which it cannot be guessed back.
 */
export async function testConnection(z: ZObject, bundle: AuthBundle): Promise<TestResult> {
  return await withZapierErrors(z, async () => {
    const { token } = connectionOf(bundle);
    await clientOf(z, bundle).payIns.page({ page: 1, limit: 1 });
    const { environment, account_name: name = '' } = bundle.authData;
    const environment_name = ENVIRONMENTS[environment === 'development' ? 'development' : 'production'];
    const connection_code = z.hash('sha256', token).slice(0, 6);
    // Whoever pasted the token there by mistake must not read it in the label.
    const isNamed = name.trim() !== '' && !name.includes(token);
    const connection_name = isNamed
      ? `${name.trim()} (${environment_name})`
      : `${environment_name} (${connection_code})`;
    return { environment_name, connection_code, connection_name };
  });
}

const { help: careful, ...token } = INPUTS.apiToken;

/** An API token, and which of SecPaid's environments it belongs to. */
export const authentication = {
  type: 'custom',
  test: testConnection,
  connectionLabel: '{{connection_name}}',
  fields: [
    {
      ...token,
      key: 'api_token',
      type: 'password',
      required: true,
      helpText: `Copy it from ${TOKEN_PLACE} ([Production](${DASHBOARDS.production}) or [Development](${DASHBOARDS.development})). ${careful}.`,
    },
    {
      ...wordsOf(INPUTS.environment),
      key: 'environment',
      type: 'string',
      required: true,
      default: 'production',
      choices: listOf(ENVIRONMENTS),
    },
    zapierField('account_name', INPUTS.accountName),
  ],
} satisfies Authentication;
