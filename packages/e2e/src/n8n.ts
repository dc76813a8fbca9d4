import { tail } from './command.ts';
import type { ExecutionFailure } from './execution-data.ts';
import * as cli from './n8n-cli.ts';
import * as database from './n8n-database.ts';
import { createN8nHome, installCommunityPackage } from './n8n-home.ts';
import type { N8nHome } from './n8n-home.ts';
import { ensureN8nHost } from './n8n-host.ts';
import { startN8nProcess } from './n8n-process.ts';
import type { N8nProcess } from './n8n-process.ts';
import { ownerSession, throwAwayOwner } from './n8n-rest.ts';
import type { Owner, OwnerSession } from './n8n-rest.ts';
import { publicationMark, waitUntilActive } from './publications.ts';
import type { Credential, Workflow } from './workflow-types.ts';

/** One n8n with a home of its own: prepared while stopped, then started, stopped or killed as often as wanted. */
export interface N8n {
  readonly home: N8nHome;
  /** The editor's address; another one after every start. @throws Error while n8n is stopped. */
  readonly url: string;
  /** Its process, while it runs. @throws Error while n8n is stopped. */
  readonly pid: number;
  /** Who can open the editor, once `ownerSession` was called. */
  readonly owner: Owner;

  installCommunityPackage(tarball: string): Promise<string>;
  importCredentials(credentials: Credential[]): Promise<void>;
  importWorkflows(workflows: Workflow[]): Promise<void>;
  /** Publishes a workflow: while n8n runs until it is active, while it is stopped for the next start. */
  publish(workflowId: string): Promise<void>;

  /**
   * Starts n8n and waits until it is ready and its published workflows are active, their triggers' first poll
   * included. With `untilPublished: false` it waits for readiness only and lets a workflow fail to activate.
   */
  start(options?: { untilPublished?: boolean }): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Stops n8n and deletes its home. */
  close(): Promise<void>;

  ownerSession(): Promise<OwnerSession>;
  executions(workflowId: string): database.Execution[];
  executionError(executionId: number): ExecutionFailure | undefined;
  staticData(workflowId: string): unknown;
  pollerStates(): string[];
  tableRows(table: string): ReturnType<typeof database.tableRows>;
  logTail(lines?: number): string;
}

/** Installs n8n where that is still to be done, and makes an empty home for one. It is not started. */
export async function createN8n(
  options: { log?: (line: string) => void; env?: Record<string, string> } = {},
): Promise<N8n> {
  const bin = await ensureN8nHost(options.log ?? (() => undefined));
  const home = createN8nHome(options.env);
  const owner = throwAwayOwner();
  let running: N8nProcess | undefined;
  let starting: Promise<unknown> | undefined;

  const whileStopped = () => {
    if (running)
      throw new Error("Stop n8n first: its command line and a running n8n get in each other's way.");
  };
  const whileRunning = () => {
    if (!running) throw new Error('n8n is not running.');
    return running;
  };
  const end = async (how: 'stop' | 'kill') => {
    // Whoever gives up in the middle of a start must not leave a process behind.
    await starting?.catch(() => undefined);
    const ending = running;
    running = undefined;
    await ending?.[how]();
  };

  return {
    home,
    owner,
    get pid() {
      return whileRunning().pid;
    },
    get url() {
      return whileRunning().url;
    },
    async installCommunityPackage(tarball) {
      whileStopped();
      return await installCommunityPackage(home, tarball);
    },
    async importCredentials(credentials) {
      whileStopped();
      await cli.importCredentials(home, bin, credentials);
    },
    async importWorkflows(workflows) {
      whileStopped();
      await cli.importWorkflows(home, bin, workflows);
    },
    async publish(workflowId) {
      if (!running) {
        await cli.publishWorkflow(home, bin, workflowId);
        return;
      }
      const mark = publicationMark(home);
      await (await ownerSession(running.url, owner)).publish(workflowId);
      await waitUntilActive(home, [workflowId], mark, running.ended);
    },
    async start({ untilPublished = true } = {}) {
      whileStopped();
      const mark = publicationMark(home);
      const launch = startN8nProcess(home, bin).then((started) => (running = started));
      starting = launch;
      const { ended } = await launch;
      if (untilPublished) {
        await waitUntilActive(home, database.publishedWorkflows(home.database), mark, ended);
      }
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
    async close() {
      await end('stop');
      await home.remove();
    },
    ownerSession: () => ownerSession(whileRunning().url, owner),
    executions: (workflowId) => database.executions(home.database, workflowId),
    executionError: (executionId) => database.executionError(home.database, executionId),
    pollerStates: () => database.pollerStates(home.database),
    staticData: (workflowId) => database.staticData(home.database, workflowId),
    tableRows: (table) => database.tableRows(home.database, table),
    logTail: (lines) => tail(home.logFile, lines),
  };
}
