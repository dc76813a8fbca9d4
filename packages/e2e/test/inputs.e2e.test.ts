import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Execution } from '../src/n8n/database.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain, type Workflow, type WorkflowNode } from '../src/workflows/types.ts';
import { type Counter, openCounter } from './support.ts';
import { secPaidNode, start } from './workflow-nodes.ts';

jest.setTimeout(300_000);

let shop: Counter;

beforeAll(async () => {
  shop = await openCounter();
});
afterAll(() => shop.close());

type Parameters = Record<string, unknown>;

const NODE = 'SecPaid';
const getMany = (filters: Parameters, others: Parameters = {}): Parameters => ({
  resource: 'payIn',
  operation: 'getMany',
  limit: 3,
  filters,
  ...others,
});
const create = (amount: unknown, others: Parameters = {}): Parameters => ({
  resource: 'paymentLink',
  operation: 'create',
  amount,
  ...others,
});

let before = 0;
let workflows = 0;
const newId = (): string => `inputs${String(++workflows).padStart(10, '0')}`;

/** Runs a workflow as the editor does, and waits for its end. */
async function run(workflow: Workflow, request: Parameters): Promise<Execution> {
  await shop.n8n.importWorkflows([workflow]);
  before = shop.sandbox.requests.length;
  const session = await shop.n8n.ownerSession();
  await session.request('POST', `workflows/${workflow.id}/run`, { workflowData: workflow, ...request });
  return await waitFor(`the end of ${workflow.id}`, () =>
    shop.n8n.executions(workflow.id).find(({ status }) => ['success', 'error'].includes(status)),
  );
}

/** Runs the SecPaid node behind an item of a shop, whose fields expressions can name. */
async function runNode(parameters: Parameters): Promise<Execution> {
  const order: WorkflowNode = {
    id: 'order',
    name: 'Order',
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    position: [-110, 0],
    parameters: {
      mode: 'raw',
      jsonOutput:
        '{"note":"Order 1042","paid":"2026-05-20T22:30:00Z","tags":["a"],"shop":{"id":1},"all":"true"}',
      options: {},
    },
  };
  const id = newId();
  const workflow = chain(id, id, [start, order, secPaidNode(NODE, parameters, shop)]);
  return await run(workflow, {
    triggerToStartFrom: { name: start.name },
    destinationNode: { nodeName: NODE, mode: 'inclusive' },
  });
}

/** Calls the SecPaid node as an agent's tool, with what a model would write. */
async function callTool(parameters: Parameters, query: Parameters): Promise<Execution> {
  const id = newId();
  const tool = { ...secPaidNode(NODE, parameters, shop), type: 'n8n-nodes-secpaid.secPaidTool' };
  const agent: WorkflowNode = {
    id: 'agent',
    name: 'Agent',
    type: '@n8n/n8n-nodes-langchain.agent',
    typeVersion: 2,
    position: [110, 0],
    parameters: { promptType: 'define', text: 'x', options: {} },
  };
  const workflow = chain(id, id, [start, agent]);
  const connections = {
    ...workflow.connections,
    [NODE]: { ai_tool: [[{ node: agent.name, type: 'ai_tool', index: 0 }]] },
  } as unknown as Workflow['connections'];
  return await run(
    { ...workflow, nodes: [...workflow.nodes, tool], connections },
    {
      triggerToStartFrom: { name: start.name },
      destinationNode: { nodeName: NODE, mode: 'inclusive' },
      agentRequest: { query: { [NODE]: query }, tool: { name: NODE } },
    },
  );
}

/** What SecPaid was asked since the workflow was started. */
const asked = (): unknown[] => shop.sandbox.requests.slice(before).map(({ body }) => body);
const message = ({ id }: Execution): string | undefined => shop.n8n.executionError(id)?.message;

describe('what an expression gives, as n8n evaluates it', () => {
  it.each<[Parameters, Parameters]>([
    [getMany({ date: '={{ DateTime.fromISO("2026-05-20T22:30:00Z") }}' }), { date: '2026-05-21' }],
    [getMany({ date: '={{ new Date("2026-05-20T22:30:00Z") }}' }), { date: '2026-05-21' }],
    [getMany({ date: '={{ $json.paid }}' }), { date: '2026-05-21' }],
    [getMany({ date: '2026-05-20T00:00:00' }), { date: '2026-05-20' }],
    [getMany({ payId: '={{ "99,296" }}' }), { pay_id: 99296 }],
    [getMany({ since: '={{ "7" }}' }, { limit: '={{ "2" }}' }), { since: 7, limit: 2 }],
    [create('={{ "1.234,56" }}'), { amount: 1234.56 }],
    [
      create('={{ "49,99" }}', { recipientNote: '={{ $json.note }}' }),
      { amount: 49.99, recipient_note: 'Order 1042' },
    ],
    [
      create(5, { additionalFields: { callbackUrl: '0,https://shop.example.com/thanks' } }),
      { callback_url: '0,https://shop.example.com/thanks' },
    ],
  ])('is read as meant: %j', async (parameters, body) => {
    const { status } = await runNode(parameters);
    expect([status, asked()[0]]).toEqual(['success', expect.objectContaining(body)]);
  });

  it('is a day of a summary for $now and $today', async () => {
    await runNode(
      getMany(
        {},
        { operation: 'getSummary', timeRange: 'custom', startDate: '={{ $today }}', endDate: '={{ $now }}' },
      ),
    );
    expect(asked()).toEqual([expect.objectContaining({ since: 2 })]);
  });

  it('is all for Return All "true"', async () => {
    await runNode(getMany({}, { returnAll: '={{ $json.all }}' }));
    expect(asked()).toEqual([{ page: 1, limit: 1000 }]);
  });

  it.each<[Parameters, string]>([
    [getMany({ payId: '={{ $json.order_id }}' }), 'but it is undefined.'],
    [getMany({ payId: '={{ null }}' }), 'Pay ID must be digits only'],
    [getMany({ payId: '={{ $json.tags }}' }), 'but it is a list.'],
    [getMany({ payId: '={{ $json.shop }}' }), 'but it is an object.'],
    [getMany({ payId: '' }), 'Pay ID is empty.'],
    [getMany({ search: '={{ true }}' }), 'Search must be a text, but it is true.'],
    [getMany({ minAmount: '={{ $json.shop }}' }), 'but it is an object.'],
    [getMany({ maxAmount: 0 }), 'Maximum Amount is 0'],
    [create('={{ "1.000" }}'), 'Amount 1.000 may mean 1000 or 1.00.'],
    [create(5, { recipientNote: '={{ $json.shop }}' }), 'Note must be a text, but it is an object.'],
    [create(5, { recipientNote: '={{ $now }}' }), 'Note must be a text, but it is a date.'],
  ])('is refused before anything is sent: %j', async (parameters, sentence) => {
    const failed = await runNode(parameters);
    expect(message(failed)).toContain(sentence);
    expect(asked()).toEqual([]);
  });
});

describe('what an agent passes: text in every field', () => {
  const fromAi = (name: string): string => `={{ $fromAI('${name}', '', 'string') }}`;
  const tool = getMany(
    { date: fromAi('Date'), payId: fromAi('Pay_ID'), minAmount: fromAi('Minimum_Amount') },
    { limit: fromAi('Limit') },
  );

  it('is not set if it is blank', async () => {
    await callTool(tool, { Date: '2026-05-20', Pay_ID: '', Minimum_Amount: '', Limit: '' });
    expect(asked()).toEqual([{ page: 1, limit: 50, date: '2026-05-20' }]);
  });

  it('is read if it is filled in', async () => {
    await callTool(tool, { Date: '', Pay_ID: '99296', Minimum_Amount: '', Limit: '2' });
    expect(asked()).toEqual([{ page: 1, limit: 2, pay_id: 99296 }]);
  });
});
