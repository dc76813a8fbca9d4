import {
  type ICredentialDataDecryptedObject,
  type IHttpRequestOptions,
  type INode,
  type INodeProperties,
  type JsonObject,
  NodeApiError,
} from 'n8n-workflow';
import { SecPaidApi } from '../credentials/SecPaidApi.credentials';
import { textOf } from './support.ts';

export type Parameters = Readonly<Record<string, unknown>>;

/** A node of ours as a workflow holds it, `type` being its name in the package. */
export const nodeOf = (id: string, name: string, type: string): INode => ({
  id,
  name,
  type: `n8n-nodes-secpaid.${type}`,
  typeVersion: 1,
  position: [0, 0],
  parameters: {},
});

/** What was set in the form, else the description's default: the defaults are under test too. */
export function readParameter(properties: INodeProperties[], set: Parameters, name: string): unknown {
  if (name in set) return set[name];
  // Operations have parameters of the same name with defaults of their own.
  const isOfOperation = ({ displayOptions: { show = {} } = {} }: INodeProperties): boolean =>
    ['resource', 'operation'].every((key) => {
      const of: unknown = show[key];
      return !(key in set) || !Array.isArray(of) || of.includes(set[key]);
    });
  const property = properties.find((one) => one.name === name && isOfOperation(one));
  if (!property) throw new Error(`The node has no parameter "${name}"`);
  return property.default;
}

const secPaidApi = new SecPaidApi();

/** Sends by real HTTP as n8n does: with the credential's header, any status as an answer, faults in a NodeApiError. */
export function httpOf(
  node: INode,
  credential: () => ICredentialDataDecryptedObject,
  answered: () => Promise<void> = () => Promise.resolve(),
): (type: string, options: IHttpRequestOptions) => Promise<unknown> {
  return async (type, options) => {
    if (type !== 'secPaidApi' || options.encoding !== 'stream' || !options.returnFullResponse) {
      throw new Error('The stand-in knows secPaidApi and whole answers as a stream');
    }
    if (!options.ignoreHttpStatusErrors || !options.disableFollowRedirect) {
      throw new Error('The stand-in neither throws on a status nor follows redirects');
    }
    try {
      const authenticated = await secPaidApi.authenticate(credential(), options);
      const { method, url, headers, body } = authenticated;
      const response = await fetch(url, {
        method: method ?? 'GET',
        headers: headers as Record<string, string>,
        body: body as string,
        redirect: 'manual',
        signal: (options.abortSignal as AbortSignal | undefined) ?? null,
      });
      await answered();
      return {
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: response.body ?? '',
      };
    } catch (error) {
      // fetch names the network's code in its cause, n8n's client in the error itself.
      const { cause } = Object(error) as { cause?: unknown };
      const { code } = Object(cause) as { code?: string };
      const details: JsonObject = {
        code: code ?? null,
        config: { headers: { token: textOf(credential()['apiToken']) } },
      };
      const fault: Error & JsonObject = Object.assign(new Error(String(error)), details);
      throw new NodeApiError(node, fault);
    }
  };
}
