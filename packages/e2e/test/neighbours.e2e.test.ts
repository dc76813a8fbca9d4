import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Sandbox, startSandbox } from '@secpaid/sandbox';
import { emittedItems, executions } from '../src/n8n/database.ts';
import { waitFor } from '../src/system/wait-for.ts';
import type { WorkflowNode } from '../src/workflows/types.ts';
import { paymentToTable, secPaidCredential } from '../src/workflows/workflows.ts';
import { type Counter, openCounter } from './support.ts';

jest.setTimeout(300_000);

const WORKFLOW = 'twoTriggers';
/** More than one request of a poll, and more than one poll. */
const BURST = 1_200;

let shop: Counter;
let slow: Sandbox;

const heardBy = (trigger: string): unknown[] =>
  emittedItems(shop.n8n.home.database, WORKFLOW, trigger).map(({ item }) => item['recipient_note']);

beforeAll(async () => {
  shop = await openCounter();
  slow = await startSandbox({ rateLimit: false });
  slow.account.seedSamples();
  const other = await shop.n8n.addCredential({
    ...secPaidCredential({ apiToken: slow.token, baseUrl: slow.apiUrl }),
    name: 'The slow account',
  });
  const triggers = [shop.secPaid, other].flatMap((secPaidCredential) =>
    paymentToTable({ secPaidCredential }).nodes.slice(0, 1),
  );
  const named = (['Quick', 'Slow'] as const).map((name, index): WorkflowNode => {
    const trigger = triggers[index];
    if (trigger === undefined) throw new Error('A workflow begins with its trigger.');
    return { ...trigger, id: name, name, position: [0, index * 200] };
  });
  await shop.open({
    id: WORKFLOW,
    name: 'Two accounts',
    active: false,
    nodes: named,
    connections: {},
    settings: { executionOrder: 'v1' },
  });
});

afterAll(async () => {
  await shop.close();
  await slow.close();
});

describe('two triggers in one workflow that poll at the same time', () => {
  it('do not disturb each other if one needs more requests, and longer', async () => {
    slow.faults.add({ kind: 'slow', delayMs: 1_500, times: 4 });
    const notes = Array.from({ length: BURST }, (_, index) => `Burst ${index}`);
    slow.account.addMany(BURST, (index) => ({ amount: 1, note: notes[index] ?? '' }));
    shop.sandbox.account.pay({ amount: 2, note: 'quick' });
    await waitFor('the burst', () => heardBy('Slow').length >= BURST);
    expect(heardBy('Slow').toSorted()).toEqual(notes.toSorted());
    expect(heardBy('Quick')).toEqual(['quick']);
    const outcomes = await waitFor('the executions to be over', () => {
      const all = executions(shop.n8n.home.database, WORKFLOW);
      return all.every(({ stoppedAt }) => stoppedAt !== null) && all.map(({ status }) => status);
    });
    expect(new Set(outcomes)).toEqual(new Set(['success']));
  });
});
