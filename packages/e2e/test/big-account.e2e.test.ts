import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { emittedItems } from '../src/n8n/database.ts';
import { memoryOf } from '../src/system/memory.ts';
import { packageFolder } from '../src/system/paths.ts';
import { scaled } from '../src/system/scale.ts';
import { valueAt } from '../src/system/shape.ts';
import { runOnce } from '../src/n8n/template-run.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain, type Workflow } from '../src/workflows/types.ts';
import { paymentToTable } from '../src/workflows/workflows.ts';
import { openShop, type Shop } from './support.ts';

const ENTRIES = scaled(12_000, 200_000);
const BUDGET = 20;
const LONG = 10 * 60_000;
const TRIGGER = 'SecPaid Trigger';
const MINUTE = 60_000;

jest.setTimeout(LONG);

let shop: Shop;
let listening: Workflow;
let listing: Workflow;

/** The requests of each poll, as the trigger's line in n8n's log says them. */
const requestsOfPolls = (): number[] =>
  [...shop.n8n.logTail(100_000).matchAll(/New Pay-In: (\d+) requests/g)].map(([, count]) => Number(count));

const heard = (): unknown[] =>
  emittedItems(shop.n8n.home.database, listening.id, TRIGGER).map(({ item }) => item['recipient_note']);

beforeAll(async () => {
  shop = await openShop({ N8N_LOG_LEVEL: 'debug' });
  const { n8n, sandbox, secPaid } = shop;
  const now = Date.now();
  // Two a minute: the younger half of 200,000 lies within the lookback.
  sandbox.account.addMany(ENTRIES, (index) => ({
    amount: 1 + (index % 90),
    note: `Entry ${index}`,
    at: wallClock(now - 2 * MINUTE - (index * MINUTE) / 2),
  }));
  listening = paymentToTable({ secPaidCredential: secPaid });
  listening = chain(listening.id, 'Listening', listening.nodes.slice(0, 1));
  listing = chain('listingEverything', 'Listing', [
    {
      id: 'start',
      name: 'Start',
      type: 'n8n-nodes-base.manualTrigger',
      typeVersion: 1,
      position: [0, 0],
      parameters: {},
    },
    {
      id: 'list',
      name: 'Get Many',
      type: 'n8n-nodes-secpaid.secPaid',
      typeVersion: 1,
      position: [200, 0],
      parameters: { resource: 'payIn', operation: 'getMany', returnAll: true },
      credentials: { secPaidApi: { id: secPaid.id, name: secPaid.name } },
    },
    {
      id: 'count',
      name: 'Count',
      type: 'n8n-nodes-base.summarize',
      typeVersion: 1.1,
      position: [400, 0],
      parameters: {
        fieldsToSummarize: { values: [{ aggregation: 'countUnique', field: 'id' }] },
        options: {},
      },
    },
  ]);
  await n8n.importWorkflows([listening, listing]);
}, LONG);

afterAll(() => shop.close());

describe(`an account of ${ENTRIES} entries`, () => {
  it(`is armed, read again after a restart, and looked at within ${BUDGET} requests each time`, async () => {
    const { n8n, sandbox } = shop;
    await n8n.publish(listening.id);
    sandbox.account.pay({ amount: 5, note: 'the newest' });
    await waitFor('the newest', () => heard().includes('the newest'));
    await n8n.stop();
    sandbox.account.pay({ amount: 5, note: 'while n8n was down' });
    await n8n.start();
    await waitFor('the next', () => heard().includes('while n8n was down'));
    const asked = sandbox.requests.length;
    await waitFor('three more polls', () => sandbox.requests.length >= asked + 3);
    const counts = requestsOfPolls();
    console.log(`Requests of each poll: ${counts.join(', ')}`);
    expect(Math.max(...counts)).toBeLessThanOrEqual(BUDGET);
    expect(counts.slice(-2)).toEqual([1, 1]);
    expect(heard()).toEqual(['the newest', 'while n8n was down']);
  });

  it('is read page by page in flat memory', async () => {
    const { apiUrl, token, account } = shop.sandbox;
    const script = join(packageFolder('e2e'), 'test', 'iterate.ts');
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, apiUrl, token]);
    const read: unknown = JSON.parse(stdout);
    expect(valueAt(read, 'entries')).toBe(account.rows().length);
    expect(Number(valueAt(read, 'most')) / Number(valueAt(read, 'afterFirst'))).toBeLessThan(1.5);
    console.log(`The heap in MB: ${stdout}`);
  });

  it('is listed completely by Get Many with Return All', async () => {
    const { n8n, sandbox } = shop;
    await (await n8n.ownerSession()).request('POST', `workflows/${listening.id}/deactivate`);
    const before = memoryOf(n8n.pid);
    const asked = sandbox.requests.length;
    await runOnce(n8n, listing, 'Start', LONG);
    const after = memoryOf(n8n.pid);
    const [counted] = emittedItems(n8n.home.database, listing.id, 'Count');
    expect(counted?.item).toEqual({ unique_count_id: sandbox.account.rows().length });
    console.log(
      `${sandbox.requests.length - asked} requests; n8n's memory ${before.now} MB before, ${after.most} MB at most`,
    );
  });
});
