import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { emittedItems } from '../src/n8n/database.ts';
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

const ORDERS = [
  { order: 1, payId: '99298' },
  { order: 2, payId: 'abc' },
  { order: 3, payId: '99296' },
];

const base = (name: string, type: string, typeVersion: number): WorkflowNode => ({
  id: name,
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion,
  position: [0, 0],
  parameters: {},
});

/** Every way in which a later node names the SecPaid node. */
const NAMED = {
  item: `={{ $('SecPaid').item.json.error ?? '' }}`,
  all: `={{ $('SecPaid').all().length }}`,
  first: `={{ $('SecPaid').first(0, 0)?.json.id ?? '' }}`,
  matching: `={{ $('SecPaid').itemMatching($itemIndex)?.json.id ?? '' }}`,
  older: `={{ Object.keys($node['SecPaid'].json).length > 0 }}`,
  input: `={{ $input.all().length }}`,
  whole: `={{ JSON.stringify($input.item.json) }}`,
  order: `={{ $('Orders').item.json.order }}`,
};

type OnError = 'continueRegularOutput' | 'continueErrorOutput';

/** Three orders, the second of them wrong. */
function workflow(id: string, onError: OnError): Workflow {
  const assignments = Object.entries(NAMED).map(([name, value]) => ({
    id: name,
    name,
    value,
    type: 'string',
  }));
  const naming = { ...base('After', 'set', 3.4), parameters: { assignments: { assignments }, options: {} } };
  const secPaid = secPaidNode(
    'SecPaid',
    { resource: 'payIn', operation: 'get', payId: '={{ $json.payId }}' },
    shop,
  );
  const made = chain(id, id, [
    start,
    {
      ...base('List', 'set', 3.4),
      parameters: { mode: 'raw', jsonOutput: JSON.stringify({ list: ORDERS }), options: {} },
    },
    { ...base('Orders', 'splitOut', 1), parameters: { fieldToSplitOut: 'list', options: {} } },
    Object.assign(secPaid, { onError }),
    naming,
  ]);
  if (onError === 'continueErrorOutput') {
    made.nodes.push({ ...naming, id: 'Failed', name: 'Failed' });
    made.connections['SecPaid']?.main.push([{ node: 'Failed', type: 'main', index: 0 }]);
  }
  return made;
}

/** Runs it as the editor's button does; what each node gave. */
async function run(made: Workflow): Promise<(node: string) => Record<string, unknown>[]> {
  await shop.n8n.importWorkflows([made]);
  const session = await shop.n8n.ownerSession();
  await session.request('POST', `workflows/${made.id}/run`, {
    workflowData: made,
    triggerToStartFrom: { name: 'Start' },
  });
  const { status } = await waitFor(`the end of ${made.id}`, () =>
    shop.n8n.executions(made.id).find((one) => ['success', 'error'].includes(one.status)),
  );
  expect(status).toBe('success');
  return (node) => emittedItems(shop.n8n.home.database, made.id, node).map(({ item }) => item);
}

const BOTH_SENTENCES = /^Pay ID must be digits only.*but it is "abc"\. Correct Pay ID and try again\./;

describe('the second of three items is wrong', () => {
  it('and the node continues: its error and its own fields go on, whichever way a later node names the node', async () => {
    const gave = await run(workflow('continueRegular1', 'continueRegularOutput'));
    const after = gave('After');
    expect(after.map(({ order }) => order)).toEqual(['1', '2', '3']);
    expect(after.map(({ item }) => item)).toEqual(['', expect.stringMatching(BOTH_SENTENCES), '']);
    expect(after.map(({ all, input, older }) => [all, input, older])).toEqual(
      ORDERS.map(() => ['3', '3', 'true']),
    );
    expect(JSON.parse(String(after[1]?.['whole']))).toEqual({
      order: 2,
      payId: 'abc',
      error: expect.stringMatching(BOTH_SENTENCES),
    });
  });

  it('and has an error output: it alone comes out there, with both sentences and its own fields', async () => {
    const gave = await run(workflow('continueError001', 'continueErrorOutput'));
    expect(gave('After').map(({ order }) => order)).toEqual(['1', '3']);
    const failed = gave('Failed');
    expect(failed.map(({ order, input }) => [order, input])).toEqual([['2', '1']]);
    expect(failed[0]?.['item']).toMatch(BOTH_SENTENCES);
    expect(JSON.parse(String(failed[0]?.['whole']))).toMatchObject({
      order: 2,
      payId: 'abc',
      error: expect.stringMatching(BOTH_SENTENCES),
    });
  });
});
