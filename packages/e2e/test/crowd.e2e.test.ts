import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { emittedItems } from '../src/n8n/database.ts';
import { scaled } from '../src/system/scale.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain, type Workflow } from '../src/workflows/types.ts';
import { paymentToTable } from '../src/workflows/workflows.ts';
import { openShop, type Shop } from './support.ts';

const TRIGGERS = scaled(12, 50);
/** SecPaid's 60 a minute are enough for 50 triggers that look once a minute; the short form keeps the proportion. */
const LIMIT = scaled(15, 60);
const LONG = 10 * 60_000;
const TRIGGER = 'SecPaid Trigger';
const ONE = 'oneForAll0000001';

/** SecPaid's minute passes while each trigger looks once: faster than it really does. */
const TURN = scaled(10, 20);
const oncePerTurn = Array.from({ length: 60 / TURN }, (_, index) => ({
  mode: 'custom',
  cronExpression: `${index * TURN} * * * * *`,
}));
/** The triggers look when a minute is half over, so that what is slow here still falls into the same minute. */
const startedAt = (Math.floor(Date.now() / 1_000 / TURN) - 0.5) * TURN * 1_000;
const midnight = Date.parse('2026-06-03T22:00:00Z');
const clock = (): number => midnight + (Date.now() - startedAt) * (60 / TURN);

jest.setTimeout(LONG);

let shop: Shop;
const crowd: string[] = Array.from(
  { length: TRIGGERS },
  (_, index) => `crowd${String(index).padStart(11, '0')}`,
);

function listener(id: string): Workflow {
  const [trigger] = paymentToTable({
    secPaidCredential: shop.secPaid,
    trigger: { pollTimes: { item: oncePerTurn } },
  }).nodes;
  if (!trigger) throw new Error('Expected a trigger.');
  return chain(id, id, [trigger]);
}

const heard = (id: string): string[] =>
  emittedItems(shop.n8n.home.database, id, TRIGGER).map(({ item }) => String(item['recipient_note']));
const refused = (): number => shop.sandbox.requests.filter(({ status }) => status === 429).length;

async function allHeard(note: string): Promise<void> {
  let deaf = crowd;
  await waitFor(
    `all ${TRIGGERS} triggers to get "${note}"`,
    () => {
      deaf = deaf.filter((id) => !heard(id).includes(note));
      if (deaf.length > 0) throw new Error(`${deaf.length} have not`);
      return true;
    },
    { timeoutMs: 180_000, intervalMs: 2_000 },
  );
}

/** Every node directly after the trigger, not in a chain. */
function branched(id: string): Workflow {
  const workflow = listener(id);
  const branches = crowd.map((name) => ({
    id: name,
    name,
    type: 'n8n-nodes-base.noOp',
    typeVersion: 1,
    position: [240, 0] as [number, number],
    parameters: {},
  }));
  const targets = branches.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 as const }));
  return {
    ...workflow,
    nodes: [...workflow.nodes, ...branches],
    connections: { [TRIGGER]: { main: [targets] } },
  };
}

beforeAll(async () => {
  shop = await openShop(undefined, { clock, rateLimit: LIMIT });
  const { n8n } = shop;
  await n8n.importWorkflows([...crowd.map(listener), branched(ONE)]);
  for (const id of crowd) await n8n.publish(id);
}, LONG);

afterAll(() => shop.close());

describe(`${TRIGGERS} triggers on one account that allows ${LIMIT} requests a minute`, () => {
  it('each get a payment once if each looks once a minute', async () => {
    shop.sandbox.account.pay({ amount: 1, note: 'within the limit' });
    await allHeard('within the limit');
    const asked = shop.sandbox.requests.length;
    await waitFor('two more polls each', () => shop.sandbox.requests.length >= asked + 2 * TRIGGERS, {
      timeoutMs: 120_000,
    });
    for (const id of crowd) expect(heard(id)).toEqual(['within the limit']);
  });

  it('are told what to do if they look too often', async () => {
    shop.sandbox.service.rateLimit.limit = Math.floor(TRIGGERS / 3);
    const before = refused();
    shop.sandbox.account.pay({ amount: 1, note: 'beyond the limit' });
    await waitFor('more refusals than there are triggers', () => refused() >= before + TRIGGERS, {
      timeoutMs: 120_000,
    });
    const messages = await waitFor('failed executions', () => {
      const found = crowd.flatMap((id) =>
        shop.n8n
          .executions(id)
          .filter(({ status }) => status === 'error')
          .map((execution) => shop.n8n.executionError(execution.id)?.message ?? ''),
      );
      return found.length > 0 && found;
    });
    expect(messages.at(-1)).toMatch(/60 requests a minute/);
    console.log(`${messages.length} failed executions; each says: ${messages.at(-1) ?? ''}`);
  });

  it('each get it once in the end, when there is room again', async () => {
    shop.sandbox.service.rateLimit.limit = LIMIT;
    await allHeard('beyond the limit');
    for (const id of crowd) expect(heard(id)).toEqual(['within the limit', 'beyond the limit']);
  });
});

describe('one trigger for many branches', () => {
  it('asks as often as one trigger, and each branch gets a payment once', async () => {
    const { n8n, sandbox } = shop;
    const session = await n8n.ownerSession();
    for (const id of crowd) await session.request('POST', `workflows/${id}/deactivate`);
    await n8n.publish(ONE);
    const asked = sandbox.requests.length;
    sandbox.account.pay({ amount: 1, note: 'for all branches' });
    await waitFor('its execution', () => n8n.executions(ONE).some(({ status }) => status === 'success'));
    expect(sandbox.requests.length - asked).toBeLessThan(TRIGGERS);
    const [execution] = emittedItems(n8n.home.database, ONE, TRIGGER);
    expect(execution?.item['recipient_note']).toBe('for all branches');
    for (const branch of crowd) {
      const items = emittedItems(n8n.home.database, ONE, branch);
      expect(items.map(({ item }) => item)).toEqual([execution?.item]);
    }
  });
});
