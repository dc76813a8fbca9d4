import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import { cpSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { emittedItems } from '../src/n8n-database.ts';
import { isRecord, listAt, textAt, valueAt } from '../src/shape.ts';
import { waitFor } from '../src/wait-for.ts';
import { PAYMENTS_TABLE, paymentToTable } from '../src/workflows.ts';
import { openShop, type Shop } from './support.ts';

jest.setTimeout(300_000);

const WORKFLOW = 'paymentToTable01';
const TRIGGER = 'SecPaid Trigger';
const HOUR = 3_600_000;

let shop: Shop;
let sandbox: Shop['sandbox'];
let n8n: Shop['n8n'];
let ahead = 0;
const paid: string[] = [];

const pay = (note: string): void => {
  paid.push(note);
  sandbox.account.pay({ amount: 12, note });
};
const emitted = (workflow = WORKFLOW): string[] =>
  emittedItems(n8n.home.database, workflow, TRIGGER).map(({ item }) => String(item['recipient_note']));
const failures = (workflow = WORKFLOW): string[] =>
  n8n
    .executions(workflow)
    .filter(({ status }) => status === 'error')
    .map(({ id }) => n8n.executionError(id))
    .map((failure) => `${failure?.message ?? ''} ${failure?.description ?? ''}`);

async function polls(count: number): Promise<void> {
  const asked = sandbox.requests.length;
  await waitFor(`${count} more polls`, () => sandbox.requests.length >= asked + count, { timeoutMs: 90_000 });
}

/** Every payment so far in exactly one execution, and none more after two further polls. */
async function eachOnce(): Promise<void> {
  await waitFor(
    'every payment',
    () => {
      const reached = new Set(emitted());
      const missing = paid.filter((note) => !reached.has(note));
      if (missing.length > 0)
        throw new Error(`${missing.length} are missing, such as "${String(missing[0])}"`);
      return true;
    },
    { timeoutMs: 90_000 },
  );
  await polls(2);
  expect(emitted().sort()).toEqual([...paid].sort());
}

async function failed(matching: RegExp, before: number): Promise<void> {
  await waitFor('a failed execution', () => failures().length > before, { timeoutMs: 90_000 });
  expect(failures().at(-1)).toMatch(matching);
}

async function workflowNow(): Promise<Record<string, unknown>> {
  const found = await (await n8n.ownerSession()).request('GET', `workflows/${WORKFLOW}`);
  if (!isRecord(found)) throw new Error('n8n gave no workflow.');
  return found;
}

function parametersOf(node: Record<string, unknown>): Record<string, unknown> {
  const { parameters } = node;
  return isRecord(parameters) ? parameters : {};
}

beforeAll(async () => {
  shop = await openShop(undefined, { clock: () => Date.now() + ahead });
  ({ sandbox, n8n } = shop);
  await shop.open(paymentToTable({ secPaidCredential: shop.secPaid }));
});

afterAll(() => shop.close());

describe('payments are each handed to exactly one execution', () => {
  it('after an hour in which SecPaid could not be reached', async () => {
    const before = failures().length;
    pay('before the outage');
    sandbox.faults.add({ kind: 'drop', times: 10_000 });
    for (const quarter of [1, 2, 3, 4]) {
      ahead += HOUR / 4;
      pay(`in the outage, quarter ${quarter}`);
    }
    await polls(3);
    await failed(/^SecPaid could not be reached/, before);
    sandbox.faults.clear();
    await eachOnce();
  });

  it('after a page in the middle of a long list could not be read', async () => {
    const before = failures().length;
    sandbox.faults.add({ kind: 'cut-off', times: 3, onPage: 2 });
    paid.push(...Array.from({ length: 1_200 }, (_, index) => `long list ${index}`));
    const now = Date.now() + ahead;
    sandbox.account.addMany(1_200, (index) => ({
      amount: 3,
      note: `long list ${index}`,
      at: wallClock(now - (index % 300) * 1_000),
    }));
    await waitFor('three polls to fail on page 2', () => sandbox.faults.size === 0, { timeoutMs: 90_000 });
    await failed(/^SecPaid/, before);
    await eachOnce();
  });

  it('after SecPaid refused one poll after the other for too many requests', async () => {
    const before = failures().length;
    sandbox.faults.add({ kind: '429', retryAfter: 60, times: 10_000 });
    pay('while refused');
    await polls(3);
    await failed(/requests/, before);
    sandbox.faults.clear();
    await eachOnce();
  });

  it('after the API token was revoked and a new one entered', async () => {
    const before = failures().length;
    sandbox.service.token = 'the-new-token';
    pay('with the old token');
    await failed(/^SecPaid refused the API token/, before);
    const session = await n8n.ownerSession();
    await session.request('PATCH', `credentials/${shop.secPaid.id}`, {
      name: shop.secPaid.name,
      type: shop.secPaid.type,
      data: { ...shop.secPaid.data, apiToken: 'the-new-token' },
    });
    await eachOnce();
  });

  it('after the workflow was switched off for a while', async () => {
    const session = await n8n.ownerSession();
    pay('before it was switched off');
    await waitFor('the payment', () => emitted().includes('before it was switched off'));
    await session.request('POST', `workflows/${WORKFLOW}/deactivate`);
    const asked = sandbox.requests.length;
    pay('while switched off');
    ahead += HOUR;
    pay('while switched off, an hour later');
    expect(sandbox.requests.length - asked).toBeLessThanOrEqual(1);
    await n8n.publish(WORKFLOW);
    await eachOnce();
  });

  it('after the workflow was edited and published again', async () => {
    const { nodes, connections, versionId } = await workflowNow();
    const edited = listAt(nodes).map((node) =>
      textAt(node, 'name') === TRIGGER && isRecord(node)
        ? { ...node, parameters: { ...parametersOf(node), options: { maxItems: 500 } } }
        : node,
    );
    await (
      await n8n.ownerSession()
    ).request('PATCH', `workflows/${WORKFLOW}`, { nodes: edited, connections, versionId });
    pay('edited, not yet published');
    await n8n.publish(WORKFLOW);
    pay('edited and published');
    await eachOnce();
  });

  it('also in a duplicate of the workflow, which starts from its own beginning', async () => {
    const { name, nodes, connections, settings } = await workflowNow();
    const copy = await (
      await n8n.ownerSession()
    ).request('POST', 'workflows', { name: `${String(name)} copy`, nodes, connections, settings });
    const id = textAt(copy, 'id');
    await n8n.publish(id);
    pay('for both');
    await waitFor('the copy to have it', () => emitted(id).includes('for both'));
    await eachOnce();
    expect(emitted(id)).toEqual(['for both']);
    await (await n8n.ownerSession()).request('POST', `workflows/${id}/deactivate`);
  });

  it('after the database was restored from an older copy, as far as the restored n8n knows', async () => {
    await n8n.stop();
    const copy = `${n8n.home.folder}/copy.sqlite`;
    // The file by itself is no copy: what n8n wrote last may stand in the write-ahead log beside it.
    const database = new DatabaseSync(n8n.home.database);
    database.exec(`vacuum into '${copy}'`);
    database.close();
    await n8n.start();
    pay('after the copy was made');
    await waitFor('the payment', () => emitted().includes('after the copy was made'));
    await n8n.kill();
    for (const suffix of ['-wal', '-shm']) rmSync(`${n8n.home.database}${suffix}`, { force: true });
    cpSync(copy, n8n.home.database);
    expect(emitted()).not.toContain('after the copy was made');
    await n8n.start();
    await eachOnce();
  });
});

describe('a stored position that this version cannot read', () => {
  const position = (): unknown => valueAt(n8n.staticData(WORKFLOW), `node:${TRIGGER}`, 'state');

  /** As a package of another age would have left it. */
  function store(change: (state: Record<string, unknown>) => unknown): void {
    const all = n8n.staticData(WORKFLOW);
    const state = position();
    if (!isRecord(all) || !isRecord(state)) throw new Error('Expected a stored position.');
    const database = new DatabaseSync(n8n.home.database);
    database
      .prepare('update workflow_entity set staticData = ? where id = ?')
      .run(JSON.stringify({ ...all, [`node:${TRIGGER}`]: { state: change(state) } }), WORKFLOW);
    database.close();
  }

  it('starts nothing afresh and says what to do; with a version that can read it nothing was lost', async () => {
    await n8n.stop();
    const state = position();
    store((current) => ({ ...current, version: 2 }));
    pay('while the position was unreadable');
    const before = failures().length;
    await n8n.start();
    await failed(/written by a newer version of this connector.*Update the SecPaid connector/s, before);
    expect(emitted()).not.toContain('while the position was unreadable');
    await n8n.stop();
    store(() => state);
    await n8n.start();
    await eachOnce();
  });

  it('is not taken for a fresh start when its format is older than any that was released', async () => {
    await n8n.stop();
    const state = position();
    store(() => ({ version: 0, lastId: 99 }));
    pay('while the position was too old');
    const before = failures().length;
    await n8n.start();
    await failed(/saved position of New Pay-In cannot be read/, before);
    await n8n.stop();
    store(() => state);
    await n8n.start();
    await eachOnce();
  });
});

describe('the table', () => {
  it('has one row for each payment in the end', async () => {
    await waitFor('the rows', () => n8n.tableRows(PAYMENTS_TABLE).length >= paid.length);
    const rows = n8n.tableRows(PAYMENTS_TABLE).map((row) => String(row['recipient_note']));
    expect(new Set(rows)).toEqual(new Set(paid));
  });
});
