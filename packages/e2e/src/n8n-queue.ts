import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { triggerItems } from './execution-data.ts';
import { importCredentials, importWorkflows, n8nCli } from './n8n-cli.ts';
import { createN8nHome, installCommunityPackage, WITHOUT_EDITOR } from './n8n-home.ts';
import type { N8nHome } from './n8n-home.ts';
import { ensureN8nHost } from './n8n-host.ts';
import { startN8nProcess } from './n8n-process.ts';
import type { N8nProcess, N8nRole } from './n8n-process.ts';
import { ownerSession, throwAwayOwner } from './n8n-rest.ts';
import type { OwnerSession } from './n8n-rest.ts';
import { startPostgres } from './postgres.ts';
import type { Postgres } from './postgres.ts';
import { startRedis } from './redis.ts';
import { waitFor } from './wait-for.ts';
import type { Credential, Workflow } from './workflow-types.ts';

/** One process of the crowd, with a home of its own as on a machine of its own. */
interface Member {
  readonly home: N8nHome;
  readonly process: N8nProcess;
  /** What it has written so far. */
  log: () => string;
}

/** n8n in queue mode: the main process polls, the workers execute; PostgreSQL and Redis stand between them. */
export interface N8nQueue {
  readonly main: Member;
  readonly workers: readonly Member[];
  readonly postgres: Postgres;
  session(): Promise<OwnerSession>;
  /** The entries that the trigger called `trigger` handed to executions, with the execution of each. */
  emitted(workflowId: string, trigger: string): Promise<{ execution: string; entry: string }[]>;
  close(): Promise<void>;
}

/**
 * Starts PostgreSQL, Redis, one main process and as many workers as asked; the connector (its tarball) is installed for each
 * of them, the workflows are published and their triggers have polled once.
 */
export async function startN8nQueue(options: {
  tarball: string;
  workers: number;
  credentials: Credential[];
  workflows: Workflow[];
}): Promise<N8nQueue> {
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
  { tarball, workers, credentials, workflows }: Parameters<typeof startN8nQueue>[0],
  closers: (() => Promise<void>)[],
  close: () => Promise<void>,
): Promise<N8nQueue> {
  const bin = await ensureN8nHost(() => undefined);
  const postgres = await startPostgres();
  closers.push(() => postgres.close());
  const redis = await startRedis();
  closers.push(() => redis.close());
  const env = {
    ...WITHOUT_EDITOR,
    ...postgres.env,
    ...redis.env,
    EXECUTIONS_MODE: 'queue',
    // One for each execution that a worker runs at once, and some: n8n has two, and who waits 20 s for one has failed.
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
    closers.push(() => process.stop());
    return { home, process, log: () => readFileSync(home.logFile, 'utf8') };
  };

  const home = await homeWithConnector();
  await importCredentials(home, bin, credentials);
  await importWorkflows(home, bin, workflows);
  for (const { id } of workflows) await n8nCli(home, bin, ['publish:workflow', `--id=${id}`]);
  const main = await start(home, 'main');
  await waitFor('the workflows to be active', async () => {
    const done = await postgres.query(
      `select "workflowId" from workflow_publication_outbox where status = 'completed'`,
    );
    return workflows.every(({ id }) => done.some((row) => row['workflowId'] === id));
  });
  const members: Member[] = [];
  for (let count = 0; count < workers; count++) {
    members.push(await start(await homeWithConnector(), 'worker'));
  }
  const owner = throwAwayOwner();
  return {
    main,
    workers: members,
    postgres,
    session: () => ownerSession(main.process.url, owner),
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
