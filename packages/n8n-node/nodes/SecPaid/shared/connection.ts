import { type Client, connect, createClient, type Waiting } from '@secpaid/core';
import type { IExecuteFunctions, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import { transportOver } from './transport';

export { REQUEST_TIMEOUT } from './transport';

/**
 * A client for the credential of this node.
 * @throws SecPaidError `validation` for an empty token or a base URL that is not https
 */
export async function clientOf(
  context: IExecuteFunctions | IPollFunctions | IWebhookFunctions,
  waiting?: Waiting,
): Promise<Client> {
  const { apiToken, environment, baseUrl } = await context.getCredentials('secPaidApi');
  const transport = transportOver((options) =>
    context.helpers.httpRequestWithAuthentication.call(context, 'secPaidApi', options),
  );
  return createClient(connect({ apiToken, environment, baseUrl }), transport, waiting);
}

/** The account's encryption key, undefined where the credential has none. */
export async function encryptionKeyOf(context: IExecuteFunctions): Promise<string | undefined> {
  const { encryptionKey } = await context.getCredentials('secPaidApi');
  return typeof encryptionKey === 'string' && encryptionKey.trim() !== '' ? encryptionKey.trim() : undefined;
}
