import type { ICredentialDataDecryptedObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SecPaid } from '../nodes/SecPaid/SecPaid.node';
import { httpOf, nodeOf, type Parameters, readParameter } from './n8n-stand-ins.ts';

export interface Execution {
  readonly credential: ICredentialDataDecryptedObject;
  /** One set for each input item; a single one by default. */
  readonly items?: readonly Parameters[];
  readonly continueOnFail?: boolean;
  /** Takes what n8n would write into its log. */
  readonly log?: string[];
  /** Takes what n8n would show beside the output. */
  readonly hints?: string[];
  /** As a tool of an AI agent, whose type has a name of its own. */
  readonly asTool?: boolean;
  /** Ends the execution, as Stop and a time-out do. */
  readonly signal?: AbortSignal;
}

/** Runs the SecPaid node as n8n would. */
export async function executeSecPaid({
  credential,
  items = [{}],
  continueOnFail = false,
  log = [],
  hints = [],
  asTool = false,
  signal,
}: Execution): Promise<INodeExecutionData[]> {
  const secPaid = new SecPaid();
  const node = nodeOf('b8d2', 'SecPaid', asTool ? 'secPaidTool' : 'secPaid');
  const context = {
    getInputData: () => items.map(() => ({ json: {} })),
    getNode: () => node,
    getNodeParameter: (name: string, index: number) =>
      readParameter(secPaid.description.properties, items[index] ?? {}, name),
    getCredentials: () => Promise.resolve(credential),
    continueOnFail: () => continueOnFail,
    logger: { info: (line: string) => log.push(line), warn: (line: string) => log.push(line) },
    addExecutionHints: ({ message }: { message: string }) => hints.push(message),
    getExecutionCancelSignal: () => signal,
    helpers: { httpRequestWithAuthentication: httpOf(node, () => credential) },
  } as unknown as IExecuteFunctions;
  const output = await secPaid.execute.call(context);
  return output.flat();
}
