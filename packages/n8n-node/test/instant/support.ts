/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/require-node-api-error -- tests are not part of the package */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';
import type { ICredentialDataDecryptedObject, IDataObject, INode, IWebhookFunctions } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/src/index.ts';
import { SecPaidInstantTrigger } from '../../nodes/SecPaid/SecPaidInstantTrigger.node';
import { httpOf, nodeOf } from '../n8n-stand-ins.ts';
import { credentialOf, type Item } from '../support.ts';

let workflows = 0;

/** A body as n8n hands it over; of types that it does not know nothing. */
function parsed(text: string, type: string): unknown {
  if (type.startsWith('application/x-www-form-urlencoded')) return { ...parse(text) };
  if (type.startsWith('application/json')) return JSON.parse(text);
  return type.startsWith('text/plain') ? text : undefined;
}

/** A workflow in n8n with a SecPaid Instant Trigger behind a real URL. */
export class InstantTriggerInN8n {
  /** No other server has it: another test may still call one that had this port before. */
  readonly #path = `/webhook/${randomUUID()}/secpaid`;
  readonly #server: Server;
  readonly #underWay = new Set<Promise<void>>();
  readonly warnings: string[] = [];
  /** What started: the items of each execution. */
  readonly executions: Item[][] = [];
  /** What the webhook threw. */
  readonly failures: unknown[] = [];
  credential: ICredentialDataDecryptedObject;
  /** The credential counts as the account: those of another test have separate turns. */
  credentialId = `credential-${++workflows}`;
  workflowId = `instant-${workflows}`;
  mode: 'webhook' | 'manual' = 'webhook';
  /** What n8n has stored: every call begins with a copy, and what it changed is stored as a whole. */
  stored: IDataObject = {};

  private constructor(sandbox: Sandbox) {
    this.credential = credentialOf(sandbox);
    this.#server = createServer((request, response) => {
      if (request.method !== 'POST' || request.url !== this.#path) {
        response.writeHead(404).end();
        return;
      }
      const call = this.#receive(request, response);
      this.#underWay.add(call);
      void call.then(() => this.#underWay.delete(call));
    });
  }

  static async open(sandbox: Sandbox): Promise<InstantTriggerInN8n> {
    const trigger = new InstantTriggerInN8n(sandbox);
    await new Promise<void>((resolve) => trigger.#server.listen(0, '127.0.0.1', resolve));
    return trigger;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.#path}`;
  }

  /** The items of all executions. */
  get items(): Item[] {
    return this.executions.flat();
  }

  /** Resolves once every call so far is through, confirmation included. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async close(): Promise<void> {
    await this.settled();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const type = request.headers['content-type'] ?? '';
    const body = parsed(text, type);
    const node: INode = {
      ...nodeOf('c9d4', 'SecPaid Instant Trigger', 'secPaidInstantTrigger'),
      credentials: { secPaidApi: { id: this.credentialId, name: 'SecPaid' } },
    };
    const staticData = structuredClone(this.stored);
    const answer = {
      status: (code: number) => ((response.statusCode = code), answer),
      set: (name: string, value: string) => (response.setHeader(name, value), answer),
      json: (data: object) => response.end(JSON.stringify(data)),
    };
    const context = {
      getMode: () => this.mode,
      getNode: () => node,
      getWorkflow: () => ({ id: this.workflowId, name: 'Payments', active: true }),
      getBodyData: () => body,
      getCredentials: () => Promise.resolve(this.credential),
      getRequestObject: () => ({ headers: request.headers, rawBody: Buffer.concat(chunks) }),
      getResponseObject: () => answer,
      getWorkflowStaticData: (type: string) => {
        if (type !== 'global') throw new Error('what is kept under the node’s name is lost with it');
        return staticData;
      },
      helpers: { httpRequestWithAuthentication: httpOf(node, () => this.credential) },
      logger: { warn: (line: string) => this.warnings.push(line) },
    } as unknown as IWebhookFunctions;
    const before = JSON.stringify(staticData);
    try {
      const trigger = new SecPaidInstantTrigger();
      const { workflowData, noWebhookResponse } = await trigger.webhook.call(context);
      if (JSON.stringify(staticData) !== before) this.stored = staticData;
      if (noWebhookResponse !== true) response.end('{"message":"Workflow was started"}');
      if (workflowData) this.executions.push(workflowData.flat().map(({ json }) => json));
    } catch (error) {
      this.failures.push(error);
      if (response.headersSent) throw new Error('n8n would break the connection', { cause: error });
      response.writeHead(500).end();
    }
  }
}
