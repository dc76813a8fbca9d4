import { BASE_URLS, INPUTS, NOT_SECPAID, REFUSED_TOKEN, statusFault, TOKEN_PLACE } from '@secpaid/core';
import type {
  IAuthenticateRuleResponseCode,
  IAuthenticateRuleResponseSuccessBody,
  Icon,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';

const BASE_URL = `={{$credentials.environment === "custom" ? $credentials.baseUrl.replace(/\\/+$/, "") : $credentials.environment === "development" ? "${BASE_URLS.development}" : "${BASE_URLS.production}"}}`;

interface Sentences {
  readonly what: string;
  readonly next: string;
}

const said = ({ what, next }: Sentences): string => `${what} ${next}`;

const onStatus = (value: number): IAuthenticateRuleResponseCode => ({
  type: 'responseCode',
  properties: { value, message: said(statusFault(value) ?? NOT_SECPAID) },
});
const onResult = (message: string, value: unknown): IAuthenticateRuleResponseSuccessBody => ({
  type: 'responseSuccessBody',
  properties: { key: 'Result', value, message },
});

// SecPaid says no with an envelope; whether with HTTP 200 or a status of its own is unstated, so both are read. n8n's
// type wants rules of one sort, while n8n reads each by its own `type`.
const RULES = [
  ...[301, 302, 303, 307, 308, 401, 403, 404, 429, 500, 502, 503, 504].map(onStatus),
  onResult(said(REFUSED_TOKEN), 'False'),
  onResult(said(NOT_SECPAID), undefined),
] as ICredentialTestRequest['rules'];

// Apart from the others: n8n's linter knows no secret of this name and would have it shown.
const ENCRYPTION_KEY: INodeProperties = {
  displayName: INPUTS.encryptionKey.label,
  name: 'encryptionKey',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  description:
    'Only for the SecPaid Instant Trigger, and only if SecPaid encrypts what it reports to your payment endpoint: the same key as in SecPaid, 32 characters',
};

export class SecPaidApi implements ICredentialType {
  name = 'secPaidApi';

  displayName = 'SecPaid API';

  icon: Icon = { light: 'file:../icons/secpaid.svg', dark: 'file:../icons/secpaid.dark.svg' };

  documentationUrl =
    'https://github.com/secpaid/secpaid-connectors/blob/main/docs/n8n.md#connect-your-account';

  properties: INodeProperties[] = [
    {
      displayName: 'API Token',
      name: 'apiToken',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      required: true,
      description: `Copy it from ${TOKEN_PLACE}. ${INPUTS.apiToken.help}.`,
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
          description: 'SecPaid’s test environment, with an API token of its own',
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
      description: 'The whole address of the API; it has to start with https://, unless it is this machine',
    },
    ENCRYPTION_KEY,
  ];

  /**
   * The token in its header. A function, because n8n evaluates the generic form's expression in what the workflow holds
   * for its expressions, and a poll that ends takes that from every other poll of the workflow that is still under way
   * (n8n 2.41, ExpressionEvaluator.release): each further request of theirs would fail.
   */
  authenticate = (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> => {
    const token = String(credentials['apiToken']).trim();
    return Promise.resolve({ ...request, headers: { ...request.headers, token } });
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
