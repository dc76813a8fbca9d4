import type {
  ICredentialDataDecryptedObject,
  IDataObject,
  INode,
  IPollFunctions,
  WorkflowActivateMode,
} from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/src/index.ts';
import { SecPaidTrigger } from '../../nodes/SecPaid/SecPaidTrigger.node';
import { httpOf, nodeOf, type Parameters, readParameter } from '../n8n-stand-ins.ts';
import { credentialOf, type Item } from '../support.ts';

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
  readonly infos: string[] = [];
  /** The line of each poll. */
  readonly reports: string[] = [];
  /** What n8n made a failed execution of, besides what a poll threw. */
  readonly raised: Error[] = [];
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
    const getNode = (): INode => nodeOf(this.nodeId, this.name, 'secPaidTrigger');
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
      logger: {
        warn: (text: string) => this.warnings.push(text),
        info: (text: string) => this.infos.push(text),
        debug: (text: string) => this.reports.push(text),
      },
      __emitError: (error: Error) => this.raised.push(error),
    } as unknown as IPollFunctions;
    return async () => {
      const output = await trigger.poll.call(context);
      return output === null ? null : output.flat().map(({ json }) => json);
    };
  }
}
