import { BASE_URLS, INPUTS, NOT_SECPAID, statusFault, TOKEN_PLACE } from '@secpaid/core';
import type {
  IAuthenticateRuleResponseCode,
  Icon,
  ICredentialDataDecryptedObject,
  ICredentialTestRequest,
  ICredentialType,
  IDataObject,
  IHttpRequestHelper,
  IHttpRequestOptions,
  INodeProperties,
} from 'n8n-workflow';
import { withToken } from './guard';
import { PROBE_HEADER, probeIfStarted, startProbe, toUserError, wantsProbe } from './probe';

const BASE_URL = `={{$credentials.environment === "custom" ? $credentials.baseUrl.replace(/\\/+$/, "") : $credentials.environment === "development" ? "${BASE_URLS.development}" : "${BASE_URLS.production}"}}`;

const onStatus = (value: number): IAuthenticateRuleResponseCode => {
  const { what, next } = statusFault(value) ?? NOT_SECPAID;
  return { type: 'responseCode', properties: { value, message: `${what} ${next}` } };
};

// For the request that n8n makes after the probe: SecPaid may have changed its mind meanwhile.
const RULES = [301, 302, 303, 307, 308, 401, 403, 404, 407, 429, 500, 502, 503, 504].map(onStatus);

const encryptionKey: INodeProperties = {
  displayName: INPUTS.encryptionKey.label,
  name: 'encryptionKey',
  type: 'string',
  typeOptions: { password: true },
  default: '',
  description:
    'The same key as in SecPaid, 32 characters; the SecPaid Instant Trigger reads encrypted calls with it, and Create Payment Link hands it over',
};

// Of one field n8n keeps only what the form shows, and a key that is stored already has to count: the hidden field keeps
// it, the others show it, where it is wanted or there.
const ENCRYPTION_KEY: INodeProperties[] = [
  {
    displayName: 'Encrypted Calls',
    name: 'isEncryption',
    type: 'boolean',
    default: false,
    description: 'Whether SecPaid encrypts its calls to your payment endpoint',
    hint: 'Most people leave this off: turn it on only if encryption is on in your SecPaid settings',
  },
  { ...encryptionKey, type: 'hidden' },
  { ...encryptionKey, displayOptions: { show: { isEncryption: [true] } } },
  {
    ...encryptionKey,
    displayOptions: { show: { isEncryption: [false], encryptionKey: [{ _cnd: { exists: true } }] } },
  },
];

// n8n runs no `preAuthentication` without such a field, and runs it before each request where the field is empty.
const PROBED: INodeProperties = {
  displayName: 'Probed',
  name: 'probed',
  type: 'hidden',
  typeOptions: { expirable: true },
  default: 'in the test only',
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
      hint: `Copy it from ${TOKEN_PLACE}`,
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
          description: 'SecPaid’s test environment; it has its own API token',
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
      description: 'The full address of the API; it must start with https:// unless it is on this machine',
    },
    ...ENCRYPTION_KEY,
    PROBED,
  ];

  /**
   * The token in its header, for requests to the credential's own base only. A function, because n8n evaluates the generic
   * form's expression in what the workflow holds for its expressions, and a poll that ends takes that from every other
   * poll of the workflow that is still under way (n8n 2.41, ExpressionEvaluator.release): each further request of theirs
   * would fail. And because only a function can refuse.
   */
  authenticate = (
    credentials: ICredentialDataDecryptedObject,
    request: IHttpRequestOptions,
  ): Promise<IHttpRequestOptions> => {
    if (wantsProbe(credentials, request)) return Promise.reject(startProbe(credentials));
    try {
      return Promise.resolve(withToken(credentials, request));
    } catch (error) {
      return Promise.reject(toUserError(error));
    }
  };

  /** Asks SecPaid as the nodes do where n8n's test of the credential wants it, and nothing otherwise: probe.ts. */
  async preAuthentication(
    this: IHttpRequestHelper,
    credentials: ICredentialDataDecryptedObject,
  ): Promise<IDataObject> {
    await probeIfStarted(this, credentials);
    return {};
  }

  /** The answer is left unread: the probe has read the same one, and this one might have no end. */
  test: ICredentialTestRequest = {
    request: {
      baseURL: BASE_URL,
      url: '/getPayInTransactions',
      method: 'POST',
      headers: { [PROBE_HEADER]: 'wanted' },
      body: { page: 1, limit: 1 },
      encoding: 'stream',
      disableFollowRedirect: true,
    },
    rules: RULES,
  };
}
