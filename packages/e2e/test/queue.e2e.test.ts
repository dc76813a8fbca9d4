import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Sandbox, startSandbox, wallClock } from '@secpaid/sandbox';
import { missingForQueue } from '../src/system/find-program.ts';
import { type N8nQueue, startN8nQueue } from '../src/n8n/queue.ts';
import { preparedTarball } from '../src/n8n/prepared.ts';
import { scaled } from '../src/system/scale.ts';
import { waitFor } from '../src/system/wait-for.ts';
import {
  PAYMENT_COLUMNS,
  PAYMENTS_TABLE,
  paymentToTable,
  pollEvery,
  secPaidCredential,
} from '../src/workflows/workflows.ts';
import { listings } from './asked.ts';
import { INSTANT_TRIGGER, QUEUED, queued, webhookPath } from './instant-workflows.ts';

const PAYMENTS = scaled(1_200, 10_000);
const AT_ONCE = Math.ceil(PAYMENTS / 12);
/** So many payments a second: more than a page can hold of one are more than the feed promises (docs/feed.md). */
const A_SECOND = 200;
const LONG = 10 * 60_000;

jest.setTimeout(2 * LONG);

const WORKFLOW = 'paymentToTable01';
const TRIGGER = 'SecPaid Trigger';

/** They are Debian's packages, which not everyone who runs the tests has; the summary then names what did not run. */
const installed = missingForQueue().length === 0;

let sandbox: Sandbox;
let queue: N8nQueue;

const executionsIn = (log: string): string[] =>
  [...log.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id ?? '');
const polls = (log: string): number => log.split('Poll trigger initiated for workflow').length - 1;

async function columnOf(column: string, from: string): Promise<string[]> {
  return (await queue.postgres.query(`select ${column} as found from ${from}`)).map(({ found }) =>
    String(found),
  );
}

async function tableName(): Promise<string> {
  const [id] = await columnOf('id', `data_table where name = '${PAYMENTS_TABLE}'`);
  return `"data_table_user_${String(id)}"`;
}

/** Two whole polls, after one that may be under way: in their four seconds what comes twice would come again. */
async function polledTwice(): Promise<void> {
  const before = listings(sandbox);
  await waitFor('two more polls', () => listings(sandbox) >= before + 3);
}

const failed = (): Promise<string[]> =>
  columnOf('id', "execution_entity where status in ('error', 'crashed')");

(installed ? describe : describe.skip)('with n8n in queue mode', () => {
  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimit: false });
    sandbox.account.seedSamples();
    queue = await startN8nQueue({
      tarball: preparedTarball(),
      workers: 2,
      credential: secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl }),
      workflowsWith: (secPaid) => [
        paymentToTable({
          secPaidCredential: secPaid,
          trigger: { pollTimes: pollEvery(2), options: { maxItems: AT_ONCE } },
        }),
        queued({ secPaid }),
      ],
    });
    await queue.session.ensureTable(PAYMENTS_TABLE, PAYMENT_COLUMNS);
    const now = Date.now();
    sandbox.account.addMany(PAYMENTS, (index) => ({
      amount: 1 + (index % 500) / 100,
      note: `Burst ${index}`,
      at: wallClock(now - (index * 1000) / A_SECOND),
    }));
    const from = await tableName();
    await waitFor(
      `${PAYMENTS} rows, or an execution that failed`,
      async () => Number((await columnOf('count(*)', from))[0]) >= PAYMENTS || (await failed()).length > 0,
      { timeoutMs: LONG, intervalMs: 1_000, giveUp: queue.main.process.ended },
    );
    await polledTwice();
  }, LONG);

  afterAll(async () => {
    await queue.close();
    await sandbox.close();
  });

  describe(`a burst of ${PAYMENTS} payments`, () => {
    const paid = (): number =>
      sandbox.account.rows().filter(({ recipient_note }) => recipient_note.startsWith('Burst')).length;

    it('fails no execution', async () => {
      expect(await failed()).toEqual([]);
    });

    it('reaches executions with none missing and none twice', async () => {
      const emitted = (await queue.emitted(WORKFLOW, TRIGGER)).map(({ entry }) => entry);
      expect(paid()).toBe(PAYMENTS);
      expect(emitted).toHaveLength(PAYMENTS);
      expect(new Set(emitted).size).toBe(PAYMENTS);
    });

    it('is in the table with none missing and none twice', async () => {
      const ids = await columnOf('entry_id', await tableName());
      const notes = await columnOf('recipient_note', await tableName());
      const burst = Array.from({ length: PAYMENTS }, (_, index) => `Burst ${index}`);
      expect(ids).toHaveLength(PAYMENTS);
      expect(new Set(ids).size).toBe(PAYMENTS);
      expect(new Set(notes)).toEqual(new Set(burst));
    });

    it('is polled by the main process alone and executed by both workers alone', async () => {
      expect(polls(queue.main.log())).toBeGreaterThan(0);
      expect(queue.workers.map(({ log }) => polls(log()))).toEqual([0, 0]);
      const byWorker = queue.workers.map(({ log }) => executionsIn(log()));
      expect(byWorker.every((ids) => ids.length > 0)).toBe(true);
      const executions = (await queue.emitted(WORKFLOW, TRIGGER)).map(({ execution }) => execution);
      expect(new Set(byWorker.flat())).toEqual(new Set(executions));
      expect(executionsIn(queue.main.log())).toEqual([]);
    });
  });

  describe('a payment that SecPaid calls for', () => {
    const emitted = () => queue.emitted(QUEUED, INSTANT_TRIGGER);

    it('twice starts one execution, in a worker', async () => {
      sandbox.service.notifier.settings = { urls: [`${queue.main.process.url}${webhookPath(QUEUED)}`] };
      sandbox.deliveries.addFault('twice', 1);
      sandbox.account.pay({ amount: 5, note: 'called twice' });
      await sandbox.deliveries.settled();
      expect(sandbox.deliveries.all()).toHaveLength(2);
      await waitFor('its execution', async () => (await emitted()).length > 0);
      await polledTwice();
      const started = await emitted();
      expect(started).toHaveLength(1);
      const inWorkers = queue.workers.flatMap(({ log }) => executionsIn(log()));
      expect(inWorkers).toEqual(expect.arrayContaining(started.map(({ execution }) => execution)));
    });
  });
});
