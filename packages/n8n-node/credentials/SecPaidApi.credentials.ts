import { INPUTS } from '@secpaid/core';
import type {
  IAuthenticateGeneric,
  IAuthenticateRuleResponseCode,
  IAuthenticateRuleResponseSuccessBody,
  Icon,
  ICredentialTestRequest,
  ICredentialType,
  INodeProperties,
} from 'n8n-workflow';

const BASE_URL =
  '={{$credentials.environment === "custom" ? $credentials.baseUrl.replace(/\\/+$/, "") : $credentials.environment === "development" ? "https://app.dev.secpaid.com/api/v2" : "https://app.secpaid.com/api/v2"}}';
const REFUSED =
  'SecPaid refused the API token. Copy it again from Settings → API & Integrations → API-Token, and check that it belongs to the environment chosen here.';

const BUSY = 'SecPaid cannot answer at the moment. Try again later.';
const LIMIT = 'SecPaid’s limit of 60 requests a minute is used up. Wait a minute and try again.';
const ELSEWHERE =
  'What answered is not the SecPaid API: it may be under maintenance, or the base URL points elsewhere. Check the environment, then try again later.';

const onStatus = (message: string, ...statuses: number[]): IAuthenticateRuleResponseCode[] =>
  statuses.map((value) => ({ type: 'responseCode', properties: { value, message } }));
const onResult = (message: string, value: unknown): IAuthenticateRuleResponseSuccessBody => ({
  type: 'responseSuccessBody',
  properties: { key: 'Result', value, message },
});

// SecPaid says no with an envelope; whether with HTTP 200 or a status of its own is unstated, so both are read. n8n's
// type wants rules of one sort, while n8n reads each by its own `type`.
const RULES = [
  ...onStatus(REFUSED, 401, 403),
  ...onStatus(LIMIT, 429),
  ...onStatus(BUSY, 500, 502, 503, 504),
  ...onStatus(ELSEWHERE, 301, 302, 303, 307, 308, 404),
  onResult(REFUSED, 'False'),
  onResult(ELSEWHERE, undefined),
] as ICredentialTestRequest['rules'];

export class SecPaidApi implements ICredentialType {
  name = 'secPaidApi';

  displayName = 'SecPaid API';

  icon: Icon = { light: 'file:../icons/secpaid.svg', dark: 'file:../icons/secpaid.dark.svg' };

  documentationUrl =
    'https://github.com/secpaid/secpaid-connectors/blob/main/packages/n8n-node/README.md#connect-your-account';

  properties: INodeProperties[] = [
    {
      displayName: 'API Token',
      name: 'apiToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description:
        'In the SecPaid dashboard: Settings → API & Integrations → API-Token. It gives full access to the account, so treat it like a password.',
    },
    {
      displayName: 'Environment',
      name: 'environment',
      type: 'options',
      options: [
        { name: 'Production', value: 'production', description: 'The account with real money' },
        {
          name: 'Development',
          value: 'development',
          description: 'SecPaid’s test environment, with a token of its own',
        },
        {
          name: 'Custom',
          value: 'custom',
          description: 'Another address, such as a sandbox on this machine',
        },
      ],
      default: 'production',
      description: INPUTS.environment.help,
    },
    {
      displayName: 'Base URL',
      name: 'baseUrl',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'http://127.0.0.1:4010/api/v2',
      displayOptions: { show: { environment: ['custom'] } },
      description: 'The whole API base. It has to start with https://, unless it is this machine.',
    },
  ];

  authenticate: IAuthenticateGeneric = {
    type: 'generic',
    properties: { headers: { token: '={{$credentials.apiToken.trim()}}' } },
  };

  test: ICredentialTestRequest = {
    request: {
      baseURL: BASE_URL,
      url: '/getPayInTransactions',
      method: 'POST',
      body: { page: 1, limit: 1 },
      disableFollowRedirect: true,
    },
    rules: RULES,
  };
}
