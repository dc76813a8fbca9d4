import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { forgetMost, memoryOf } from '../src/system/memory.ts';
import { sharedPid } from '../src/n8n/prepared.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain } from '../src/workflows/types.ts';
import { type HostileServer, type Hostility, startHostileServer } from './hostile-server.ts';
import { type Counter, openCounter } from './support.ts';
import { secPaidNode, start } from './workflow-nodes.ts';

/** What other test files may add meanwhile; 300 MB read whole took 770. */
const MOST_MEGABYTES = 300;

let counter: Counter;
let server: HostileServer;

beforeAll(async () => {
  counter = await openCounter();
  server = await startHostileServer();
});
afterAll(async () => {
  await counter.close();
  await server.close();
});

const credentialFor = (...answers: Hostility[]) => ({
  ...counter.secPaid,
  data: { ...counter.secPaid.data, baseUrl: server.at(...answers) },
});

async function tested(...answers: Hostility[]): Promise<unknown> {
  const session = await counter.n8n.ownerSession();
  return await session.request('POST', 'credentials/test', { credentials: credentialFor(...answers) });
}

/** What Get Many says, run as by the editor's button. */
async function listed(answer: Hostility): Promise<string | undefined> {
  const { n8n } = counter;
  const secPaid = await n8n.addCredential(credentialFor(answer));
  const id = `hostile${answer}`;
  const workflow = chain(id, id, [
    start,
    secPaidNode('SecPaid', { resource: 'payIn', operation: 'getMany' }, { ...counter, secPaid }),
  ]);
  await n8n.importWorkflows([workflow]);
  await (
    await n8n.ownerSession()
  ).request('POST', `workflows/${id}/run`, {
    workflowData: workflow,
    triggerToStartFrom: { name: 'Start' },
  });
  const { id: execution } = await waitFor(`the end of ${id}`, () =>
    n8n.executions(id).find(({ status }) => ['success', 'error'].includes(status)),
  );
  return n8n.executionError(execution)?.message;
}

/** How much more memory than before n8n took at the most. */
async function growthBy(run: () => Promise<void>): Promise<number> {
  const pid = sharedPid();
  const { now } = memoryOf(pid);
  forgetMost(pid);
  await run();
  return memoryOf(pid).most - now;
}

const TOO_LARGE = /^SecPaid’s answer is larger than 20 MB, which no list is\./;
const ANSWERS: [string, Hostility, RegExp][] = [
  ['300 MB, packed into 300 kB', 'gzip300', TOO_LARGE],
  ['an answer without end', 'endless', TOO_LARGE],
  ['one without end, packed', 'gzipEndless', TOO_LARGE],
  ['a list nested a million levels deep', 'nested', /^SecPaid lists an entry whose pay_id cannot be read/],
];

describe('the credential test', () => {
  it.each(ANSWERS)('says a whole sentence of %s, and leaves it', async (_, answer, sentence) => {
    const growth = await growthBy(async () => {
      expect(await tested(answer)).toEqual({ status: 'Error', message: expect.stringMatching(sentence) });
    });
    expect(growth).toBeLessThan(MOST_MEGABYTES);
    await waitFor('the connection to end', () => server.open() === 0);
    expect(server.written()).toBeLessThan(60_000_000);
  });

  it('waits 15 seconds for an answer that never comes, that comes byte by byte, or that it does not read', async () => {
    // One after the other: n8n forgets the node type of every test of a credential once one of them is done.
    const silence = await tested('silence');
    const trickle = await tested('trickle');
    // n8n's own request follows a right answer to ours.
    const later = await tested('list', 'silence');
    const unread = await tested('list', 'endless');
    const noAnswer = expect.stringMatching(/^SecPaid could not be reached \(no answer in time\)\..*\.$/);
    expect([silence, trickle]).toEqual([
      { status: 'Error', message: noAnswer },
      { status: 'Error', message: noAnswer },
    ]);
    // n8n leaves no way to say more here: docs/n8n.md says what it means.
    expect(later).toEqual({ status: 'Error', message: 'ERR_CANCELED' });
    expect(unread).toMatchObject({ status: 'OK' });
    await waitFor('the connections to end', () => server.open() === 0);
    expect(server.written()).toBeLessThan(60_000_000);
    expect(await tested('list')).toMatchObject({ status: 'OK' });
  });
});

describe('Get Many', () => {
  it.each(ANSWERS)('fails by a whole sentence about %s, and leaves it', async (_, answer, sentence) => {
    const growth = await growthBy(async () => {
      expect(await listed(answer)).toMatch(sentence);
    });
    expect(growth).toBeLessThan(MOST_MEGABYTES);
    await waitFor('the connection to end', () => server.open() === 0);
    expect(server.written()).toBeLessThan(60_000_000);
  });
});
