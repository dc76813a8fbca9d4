import type {
  ICredentialDataDecryptedObject,
  IDataObject,
  IExecuteFunctions,
  IHttpRequestOptions,
  INodeExecutionData,
  OnError,
} from 'n8n-workflow';
import { SecPaid } from '../../nodes/SecPaid/SecPaid.node';
import { httpOf, nodeOf, type Parameters, readParameter } from '../n8n-stand-ins.ts';

export interface Execution {
  readonly credential: ICredentialDataDecryptedObject;
  /** One set for each input item; a single one by default. */
  readonly items?: readonly Parameters[];
  /** What each input item holds. */
  readonly inputs?: readonly IDataObject[];
  readonly onError?: OnError;
  /** As the workflow calls the node. */
  readonly type?: string;
  /** Takes what n8n would write into its log. */
  readonly log?: string[];
  /** Takes what n8n would show beside the output. */
  readonly hints?: string[];
  /** As a tool of an AI agent, whose type has a separate name. */
  readonly asTool?: boolean;
  /** Ends the execution, as Stop and a time-out do. */
  readonly signal?: AbortSignal;
}

/** Runs the SecPaid node as n8n would. */
export async function executeSecPaid({
  credential,
  items = [{}],
  inputs = [],
  onError = 'stopWorkflow',
  type = 'secPaid',
  log = [],
  hints = [],
  asTool = false,
  signal,
}: Execution): Promise<INodeExecutionData[]> {
  const secPaid = new SecPaid();
  const node = { ...nodeOf('b8d2', 'SecPaid', asTool ? 'secPaidTool' : type), onError };
  const send = httpOf(node, () => credential);
  const context = {
    getInputData: () => items.map((_, index) => ({ json: inputs[index] ?? {} })),
    getNode: () => node,
    getNodeParameter: (name: string, index: number) =>
      readParameter(secPaid.description.properties, items[index] ?? {}, name),
    getCredentials: () => Promise.resolve(credential),
    continueOnFail: () => onError !== 'stopWorkflow',
    logger: { info: (line: string) => log.push(line), warn: (line: string) => log.push(line) },
    addExecutionHints: ({ message }: { message: string }) => hints.push(message),
    getExecutionCancelSignal: () => signal,
    helpers: {
      // n8n puts the execution's signal in place of a node's own.
      httpRequestWithAuthentication: (name: string, options: IHttpRequestOptions) =>
        send(name, { ...options, abortSignal: signal }),
      prepareBinaryData: (file: Buffer, fileName: string, mimeType: string) =>
        Promise.resolve({ data: file.toString('base64'), fileName, mimeType }),
    },
  } as unknown as IExecuteFunctions;
  const output = await secPaid.execute.call(context);
  return output.flat();
}
