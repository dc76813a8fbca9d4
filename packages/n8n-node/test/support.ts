/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets, @n8n/community-nodes/require-node-api-error -- tests are not part of the package */
import {
  type ICredentialDataDecryptedObject,
  type IDataObject,
  type IExecuteFunctions,
  type IHttpRequestOptions,
  type INode,
  type INodeExecutionData,
  type INodeProperties,
  type IPollFunctions,
  type JsonObject,
  NodeApiError,
  type WorkflowActivateMode,
} from 'n8n-workflow';
import { type Sandbox, startSandbox, wallClock } from '../../sandbox/src/index.ts';
import { SecPaidApi } from '../credentials/SecPaidApi.credentials';
import { SecPaid } from '../nodes/SecPaid/SecPaid.node';
import { SecPaidTrigger } from '../nodes/SecPaid/SecPaidTrigger.node';

/** The documentation's own example of a token. */
export const TOKEN = 'S3ZOMroDliZZBWyL';

/** An account that knows TOKEN and no limit. */
export const openSandbox = (): Promise<Sandbox> => startSandbox({ token: TOKEN, rateLimit: false });

/** The server's wall clock so many seconds ago. */
export const ago = (seconds: number): string => wallClock(Date.now() - seconds * 1000);
export const daysAgo = (days: number): string => ago(days * 24 * 3600);

export const credentialOf = ({ apiUrl }: Sandbox): ICredentialDataDecryptedObject => ({
  apiToken: TOKEN,
  environment: 'custom',
  baseUrl: apiUrl,
});

export type Item = INodeExecutionData['json'];
type Parameters = Readonly<Record<string, unknown>>;

/** What was set in the form, else the description's default: the defaults are under test, too. */
function readParameter(properties: INodeProperties[], set: Parameters, name: string): unknown {
  if (name in set) return set[name];
  const property = properties.find((one) => one.name === name);
  if (!property) throw new Error(`The node has no parameter "${name}"`);
  return property.default;
}

const secPaidApi = new SecPaidApi();

/** Sends by real HTTP as n8n does: with the credential's header, any status as an answer, faults in a NodeApiError. */
export function httpOf(
  node: INode,
  credential: () => ICredentialDataDecryptedObject,
  answered: () => Promise<void> = () => Promise.resolve(),
): (this: unknown, type: string, options: IHttpRequestOptions) => Promise<unknown> {
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
        signal: options.abortSignal as AbortSignal,
      });
      await answered();
      return {
        statusCode: response.status,
        headers: Object.fromEntries(response.headers),
        body: response.body ?? '',
      };
    } catch (error) {
      // fetch names the network's code in its cause, n8n's client in the error itself.
      const { code } = Object(Object(error).cause) as { code?: string };
      const details: JsonObject = {
        code: code ?? null,
        config: { headers: { token: String(credential()['apiToken']) } },
      };
      const fault: Error & JsonObject = Object.assign(new Error(String(error)), details);
      throw new NodeApiError(node, fault);
    }
  };
}

/** What n8n keeps for a workflow: one object for all, one for each node name. */
export interface StaticData {
  global: IDataObject;
  node: Record<string, IDataObject>;
}

let workflows = 0;

/** A workflow in n8n with a SecPaid Trigger; the node may be renamed and set anew. */
export class TriggerInN8n {
  readonly #workflowId = `workflow-${++workflows}`;
  readonly warnings: string[] = [];
  parameters: Parameters;
  credential: ICredentialDataDecryptedObject;
  name = 'SecPaid Trigger';
  nodeId = 'a7c1';
  staticData: StaticData = { global: {}, node: {} };
  /** What getPollBudgetMs says; without it, it is an n8n that has no such function. */
  budgetMs: number | undefined;
  /** Runs between an answer and its delivery. */
  answered: () => Promise<void> = () => Promise.resolve();

  constructor(sandbox: Sandbox, parameters: Parameters = {}) {
    this.credential = credentialOf(sandbox);
    this.parameters = parameters;
  }

  /** The static data of the node under its present name. */
  get nodeData(): IDataObject {
    return (this.staticData.node[this.name] ??= {});
  }

  set nodeData(data: IDataObject) {
    this.staticData.node[this.name] = data;
  }

  /** What it would read back from n8n's database. */
  saved(): StaticData {
    return structuredClone(this.staticData);
  }

  /** One context, as n8n makes it at each activation and start; polls in it give the emitted items or null. */
  start(activation: WorkflowActivateMode = 'activate'): () => Promise<Item[] | null> {
    return this.#pollsIn(activation, 'trigger');
  }

  /** "Fetch Test Event" in the editor. */
  async fetchTestEvent(): Promise<Item[] | null> {
    return await this.#pollsIn('manual', 'manual')();
  }

  #pollsIn(activation: WorkflowActivateMode, mode: string): () => Promise<Item[] | null> {
    const trigger = new SecPaidTrigger();
    const getNode = (): INode => ({
      id: this.nodeId,
      name: this.name,
      type: 'n8n-nodes-secpaid.secPaidTrigger',
      typeVersion: 1,
      position: [0, 0],
      parameters: {},
    });
    const context = {
      getMode: () => mode,
      getActivationMode: () => activation,
      getNode,
      getWorkflow: () => ({ id: this.#workflowId, name: 'Payments', active: true }),
      getNodeParameter: (name: string) =>
        readParameter(trigger.description.properties, this.parameters, name),
      getCredentials: () => Promise.resolve(this.credential),
      getWorkflowStaticData: (type: string) => (type === 'node' ? this.nodeData : this.staticData.global),
      ...(this.budgetMs === undefined ? {} : { getPollBudgetMs: () => this.budgetMs }),
      helpers: {
        httpRequestWithAuthentication: httpOf(
          getNode(),
          () => this.credential,
          () => this.answered(),
        ),
      },
      logger: { warn: (text: string) => this.warnings.push(text) },
    } as unknown as IPollFunctions;
    return async () => {
      const output = await trigger.poll.call(context);
      return output === null ? null : output.flat().map(({ json }) => json);
    };
  }
}

export interface Execution {
  readonly credential: ICredentialDataDecryptedObject;
  /** One set for each input item; a single one by default. */
  readonly items?: readonly Parameters[];
  readonly continueOnFail?: boolean;
  /** Takes what n8n would write into its log. */
  readonly log?: string[];
}

/** Runs the SecPaid node as n8n would. */
export async function executeSecPaid({
  credential,
  items = [{}],
  continueOnFail = false,
  log = [],
}: Execution): Promise<INodeExecutionData[]> {
  const secPaid = new SecPaid();
  const node: INode = {
    id: 'b8d2',
    name: 'SecPaid',
    type: 'n8n-nodes-secpaid.secPaid',
    typeVersion: 1,
    position: [0, 0],
    parameters: {},
  };
  const context = {
    getInputData: () => items.map(() => ({ json: {} })),
    getNode: () => node,
    getNodeParameter: (name: string, index: number) =>
      readParameter(secPaid.description.properties, items[index] ?? {}, name),
    getCredentials: () => Promise.resolve(credential),
    continueOnFail: () => continueOnFail,
    logger: { info: (line: string) => log.push(line) },
    helpers: { httpRequestWithAuthentication: httpOf(node, () => credential) },
  } as unknown as IExecuteFunctions;
  const output = await secPaid.execute.call(context);
  return output.flat();
}

/** What a call that has to fail throws. */
export async function failureOf(call: () => Promise<unknown>): Promise<Error> {
  try {
    await call();
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('expected a failure, but the call succeeded');
}

/** The kinds of items. */
export const kindsOf = (items: readonly Item[] | null): unknown[] | undefined =>
  items?.map(({ kind }) => kind);

/** The ids of items. */
export const idsOf = (items: readonly Item[] | null): unknown[] | undefined => items?.map(({ id }) => id);

/** Pays, refunds, disputes and wins the dispute, in this order. */
export function allKinds({ account }: Sandbox): void {
  const { pay_id } = account.pay({ amount: 20, note: 'a payment', at: ago(60) });
  account.refund(pay_id, { amount: 5, at: ago(50) });
  account.dispute(pay_id, { amount: 5, at: ago(40) });
  account.disputeRefund(pay_id, { amount: 5, at: ago(30) });
}

/** What a person reads of a node's error: the message, and the description below it. */
export function sentencesOf(failure: Error): string {
  const { description } = failure as NodeApiError;
  return [failure.message, description].filter(Boolean).join(' ');
}

/** The notes of items, which name the entries in these tests. */
export const notesOf = (items: readonly Item[] | null): unknown[] | null =>
  items === null ? null : items.map((item) => item['recipient_note']);
