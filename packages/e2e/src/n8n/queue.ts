import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { triggerItems } from './execution-data.ts';
import { createN8nHome, installCommunityPackage, WITHOUT_EDITOR } from './home.ts';
import type { N8nHome } from './home.ts';
import { ensureN8nHost } from './host.ts';
import { startN8nProcess } from './process.ts';
import type { N8nProcess, N8nRole } from './process.ts';
import { ownerSession, throwAwayOwner } from './rest.ts';
import type { OwnerSession } from './rest.ts';
import { startPostgres } from '../services/postgres.ts';
import type { Postgres } from '../services/postgres.ts';
import { startRedis } from '../services/redis.ts';
import { textAt } from '../system/shape.ts';
import { waitFor } from '../system/wait-for.ts';
import type { Credential, Workflow } from '../workflows/types.ts';

/** One process of the crowd, with a separate home as on a separate machine. */
interface Member {
  readonly home: N8nHome;
  readonly process: N8nProcess;
  /** What it has written so far. */
  log: () => string;
}

/** Several n8n processes on one PostgreSQL. */
export interface N8nQueue {
  readonly main: Member;
  /** Further main processes that know nothing of each other. */
  readonly others: readonly Member[];
  readonly workers: readonly Member[];
  readonly postgres: Postgres;
  readonly session: OwnerSession;
  /** The entries that the trigger called `trigger` handed to executions, with the execution of each. */
  emitted(workflowId: string, trigger: string): Promise<{ execution: string; entry: string }[]>;
  close(): Promise<void>;
}

interface QueueOptions {
  readonly tarball: string;
  /** With any, n8n runs in queue mode: the main process polls, they execute, and Redis stands between. */
  readonly workers?: number;
  /** Main processes beside the first, as in a rolling deployment. */
  readonly others?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly credential: Omit<Credential, 'id'>;
  /** The workflows to publish, given the credential with the id that n8n gave it. */
  readonly workflowsWith: (credential: Credential) => Workflow[];
}

/**
 * Starts PostgreSQL, one main process and as many workers and further main processes as asked; the connector (its tarball)
 * is installed for each of them, the workflows are published and their triggers have polled once.
 */
export async function startN8nQueue(options: QueueOptions): Promise<N8nQueue> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.toReversed()) await closer();
  };
  try {
    return await open(options, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  { tarball, workers = 0, others = 0, env: settings = {}, credential, workflowsWith }: QueueOptions,
  closers: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<N8nQueue> {
  const bin = await ensureN8nHost(() => undefined);
  const postgres = await startPostgres();
  closers.push(() => postgres.close());
  const redis = workers > 0 ? await startRedis() : undefined;
  if (redis) closers.push(() => redis.close());
  const env = {
    ...WITHOUT_EDITOR,
    ...postgres.env,
    ...(redis && { ...redis.env, EXECUTIONS_MODE: 'queue' }),
    ...settings,
    // A connection for each execution that a worker runs at once, and a few more: n8n's default is two, and an execution
    // that waits 20 s for one fails.
    DB_POSTGRESDB_POOL_SIZE: '10',
    N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
    // Says in each process's own log that it polls.
    N8N_LOG_LEVEL: 'debug',
  };

  const homeWithConnector = async (): Promise<N8nHome> => {
    const home = createN8nHome(env);
    closers.push(() => home.remove());
    await installCommunityPackage(home, tarball);
    return home;
  };
  const start = async (home: N8nHome, role: N8nRole): Promise<Member> => {
    const process = await startN8nProcess(home, bin, role);
    closers.push(() => process.kill());
    return { home, process, log: () => readFileSync(home.logFile, 'utf8') };
  };

  const main = await start(await homeWithConnector(), 'main');
  const owner = throwAwayOwner();
  const session = await ownerSession(main.process.url, owner);
  const { name, type, data } = credential;
  const id = textAt(await session.request('POST', 'credentials', { name, type, data }), 'id');
  const workflows = workflowsWith({ ...credential, id });
  for (const workflow of workflows) {
    await session.request('POST', 'workflows', workflow);
    await session.publish(workflow.id);
  }
  await waitFor('the workflows to be active', async () => {
    const done = await postgres.query(
      `select "workflowId" from workflow_publication_outbox where status = 'completed'`,
    );
    return workflows.every(({ id }) => done.some((row) => row['workflowId'] === id));
  });
  const startMany = async (count: number, role: N8nRole): Promise<Member[]> => {
    const members: Member[] = [];
    while (members.length < count) members.push(await start(await homeWithConnector(), role));
    return members;
  };
  const members = await startMany(workers, 'worker');
  return {
    main,
    others: await startMany(others, 'main'),
    workers: members,
    postgres,
    session,
    async emitted(workflowId, trigger) {
      const rows = await postgres.query(
        `select e.id::text, d.data from execution_entity e join execution_data d on d."executionId" = e.id
         where e."workflowId" = '${workflowId}' order by e.id`,
      );
      return rows.flatMap(({ id, data }) =>
        triggerItems(String(data), trigger).map((entry) => ({
          execution: String(id),
          entry: String(entry['id']),
        })),
      );
    },
    close,
  };
}
