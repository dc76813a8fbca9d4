import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Sandbox, startSandbox } from '@secpaid/sandbox';
import { missingForQueue } from '../src/system/find-program.ts';
import { type N8nQueue, startN8nQueue } from '../src/n8n/queue.ts';
import { preparedTarball } from '../src/n8n/prepared.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain } from '../src/workflows/types.ts';
import { paymentToTable, secPaidCredential } from '../src/workflows/workflows.ts';
import { listings } from './asked.ts';
import { TRIGGER } from './faults-support.ts';

jest.setTimeout(600_000);

const WORKFLOW = 'polledByTwo';
const PAYMENTS = 15;

/** They are Debian's packages, which not everyone who runs the tests has; the summary then names what did not run. */
const installed = missingForQueue().length === 0;

let sandbox: Sandbox;
let n8n: N8nQueue;

(installed ? describe : describe.skip)('two n8n processes on one database, with durable cursors', () => {
  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimit: false });
    const credential = secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl });
    const { nodes } = paymentToTable({ secPaidCredential: credential });
    n8n = await startN8nQueue({
      tarball: preparedTarball(),
      others: 1,
      env: {
        N8N_SCHEDULER_ENABLED: 'true',
        N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
        N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
      },
      credentials: [credential],
      workflows: [chain(WORKFLOW, 'Polled by two', nodes.slice(0, 1))],
    });
  });

  afterAll(async () => {
    await n8n.close();
    await sandbox.close();
  });

  it('hand over each payment once', async () => {
    const entries = async (): Promise<string[]> =>
      (await n8n.emitted(WORKFLOW, TRIGGER)).map(({ entry }) => entry);
    for (let payment = 3; payment <= PAYMENTS; payment += 3) {
      sandbox.account.addMany(3, (index) => ({ amount: payment + index, note: 'one of three' }));
      await waitFor(`${payment} payments`, async () => (await entries()).length >= payment, {
        timeoutMs: 60_000,
      });
    }
    const before = listings(sandbox);
    await waitFor('three more polls', () => listings(sandbox) >= before + 3, { timeoutMs: 60_000 });
    expect(await entries()).toHaveLength(PAYMENTS);
    expect(new Set(await entries()).size).toBe(PAYMENTS);
  });
});
