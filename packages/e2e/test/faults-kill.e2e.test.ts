import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { emittedItems } from '../src/n8n/database.ts';
import { seededRandom } from '../src/system/random.ts';
import { scaled } from '../src/system/scale.ts';
import { rememberedEntries } from '../src/n8n/stored-position.ts';
import { runOnce } from '../src/n8n/template-run.ts';
import { setUpTemplate } from '../src/workflows/templates.ts';
import { waitFor } from '../src/system/wait-for.ts';
import type { Workflow } from '../src/workflows/types.ts';
import { pollEvery } from '../src/workflows/workflows.ts';
import { openShop, type Shop } from './support.ts';

const KILLS = scaled(3, 20);
const SEED = Number(process.env['SECPAID_SEED'] ?? Date.now() % 1_000_000);
const LONG = 20 * 60_000;

jest.setTimeout(LONG);

const TRIGGER = 'When a payment arrives';
const TABLE = 'SecPaid payments';

let shop: Shop;
let toTable: Workflow;
let safetyNet: Workflow;
let paid = 0;
let lostInTheGap = 0;
const random = seededRandom(SEED);

const pay = (): void => {
  paid++;
  shop.sandbox.account.pay({ amount: 1 + (paid % 7), note: `Payment ${paid}` });
};
const emitted = (): { note: string; status: string }[] =>
  emittedItems(shop.n8n.home.database, toTable.id, TRIGGER).map(({ item, status }) => ({
    note: String(item['recipient_note']),
    status,
  }));
const emittedNotes = (): Set<string> => new Set(emitted().map(({ note }) => note));
const remembered = (): number => rememberedEntries(shop.n8n.staticData(toTable.id), TRIGGER);
const allNotes = (): string[] => Array.from({ length: paid }, (_, index) => `Payment ${index + 1}`);
const isAtWork = (): boolean =>
  shop.n8n.executions(toTable.id).some(({ status }) => ['new', 'running', 'waiting'].includes(status));
const rowNotes = (): unknown[] => shop.n8n.tableRows(TABLE).map((row) => row['recipient_note']);

/** Between trigger and table, so that a kill meets executions at work. */
function slowed(workflow: Workflow): Workflow {
  const { main } = workflow.connections[TRIGGER] ?? {};
  if (!main) throw new Error('Expected a node behind the trigger.');
  const wait = {
    id: 'wait',
    name: 'Wait',
    type: 'n8n-nodes-base.wait',
    typeVersion: 1.1,
    position: [112, 112] as [number, number],
    parameters: { resume: 'timeInterval', amount: 2, unit: 'seconds' },
  };
  return {
    ...workflow,
    nodes: [...workflow.nodes, wait],
    connections: {
      ...workflow.connections,
      [TRIGGER]: { main: [[{ node: wait.name, type: 'main', index: 0 }]] },
      [wait.name]: { main },
    },
  };
}

/** Payments come while `during` runs. */
async function whilePaymentsCome(during: () => Promise<void>): Promise<void> {
  const over = new AbortController();
  const pump = (async () => {
    while (!over.signal.aborted) {
      pay();
      await pause(scaled(400, 2_000) * (0.5 + random()));
    }
  })();
  try {
    await during();
  } finally {
    over.abort();
    await pump;
  }
}

beforeAll(async () => {
  console.log(`SECPAID_SEED=${SEED} repeats these ${KILLS} kills' moments.`);
  // The safety net leaves the last ten minutes to the trigger; so SecPaid lives twenty minutes ago.
  shop = await openShop(undefined, { clock: () => Date.now() - 20 * 60_000 });
  const { n8n, sandbox, secPaid } = shop;
  sandbox.account.clear();
  toTable = slowed(
    setUpTemplate('payment-to-data-table', {
      id: 'templateTable001',
      credentials: [secPaid],
      parameters: { [TRIGGER]: { pollTimes: pollEvery(2) } },
    }),
  );
  safetyNet = setUpTemplate('hourly-safety-net', { id: 'templateNet00001', credentials: [secPaid] });
  await n8n.importWorkflows([toTable, safetyNet]);
  // Nobody paid yet: this makes the table.
  await runOnce(n8n, safetyNet, 'Every hour');
  await n8n.publish(toTable.id);

  await whilePaymentsCome(async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      await pause(random() * 8_000);
      // At least one kill meets an execution at work.
      if (kill === 0) await waitFor('an execution at work', () => isAtWork());
      await n8n.kill();
      lostInTheGap = remembered() - emittedNotes().size;
      await n8n.start();
    }
  });
  await waitFor('what is left to be emitted', () => {
    const missing = paid - lostInTheGap - emittedNotes().size;
    if (missing > 0) throw new Error(`${missing} of ${paid} are still missing`);
    return true;
  });
  await waitFor('the executions to be over', () => !isAtWork());
}, LONG);

afterAll(() => shop.close());

describe(`n8n killed ${KILLS} times while payments come`, () => {
  it('gets no payment twice', () => {
    const all = emitted().map(({ note }) => note);
    expect(all).toHaveLength(new Set(all).size);
  });

  it('gets every payment, but for those that n8n had noted as delivered and had not stored', () => {
    const reached = emittedNotes();
    const missing = allNotes().filter((note) => !reached.has(note));
    console.log(
      `${paid} payments; ${missing.length} lost between n8n's two writes; ` +
        `${emitted().filter(({ status }) => status === 'crashed').length} in executions that crashed`,
    );
    expect(missing.length).toBe(lostInTheGap);
  });

  it('leaves a row for every payment whose execution did not crash', () => {
    const whole = emitted().filter(({ status }) => status === 'success');
    expect(allNotes()).toEqual(expect.arrayContaining(rowNotes()));
    expect(rowNotes()).toEqual(expect.arrayContaining(whole.map(({ note }) => note)));
  });

  it('has exactly one row for each payment once the safety net has run', async () => {
    await runOnce(shop.n8n, safetyNet, 'Every hour', 5 * 60_000);
    expect(rowNotes()).toHaveLength(paid);
    expect(new Set(rowNotes())).toEqual(new Set(allNotes()));
    await runOnce(shop.n8n, safetyNet, 'Every hour', 5 * 60_000);
    expect(rowNotes()).toHaveLength(paid);
  });
});
