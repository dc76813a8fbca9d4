import * as cli from './cli.ts';
import { publishedWorkflows } from './database.ts';
import { createN8nHome, installCommunityPackage } from './home.ts';
import type { HomeSeed, N8nHome } from './home.ts';
import { ensureN8nHost } from './host.ts';
import { startN8nProcess } from './process.ts';
import type { N8nProcess } from './process.ts';
import { throwAwayOwner } from './rest.ts';
import { readingsOf, runningN8n } from './running.ts';
import type { RunningN8n } from './running.ts';
import { publicationMark, waitUntilActive } from './publications.ts';
import type { Credential } from '../workflows/types.ts';

/**
 * One n8n with a separate home: prepared while stopped, then started, stopped or killed as often as wanted. Its
 * address is another one after every start. Workflows can be imported and published while it is stopped too; a
 * published one is active after the next start.
 */
export interface N8n extends RunningN8n {
  readonly home: N8nHome;
  /** Its process, while it runs. @throws Error while n8n is stopped. */
  readonly pid: number;

  installCommunityPackage(tarball: string): Promise<string>;
  /** Imports credentials under their own ids, while n8n is stopped. */
  importCredentials(credentials: Credential[]): Promise<void>;

  /**
   * Starts n8n and waits until it is ready and its published workflows are active, their triggers' first poll
   * included. With `untilPublished: false` it waits for readiness only and lets a workflow fail to activate.
   */
  start(options?: { untilPublished?: boolean }): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Ends n8n and deletes its home. */
  close(): Promise<void>;
}

/** What an n8n begins with. */
export interface N8nOptions {
  log?: (line: string) => void;
  /** Overrides or adds settings of n8n. */
  env?: Record<string, string>;
  /** A home to copy; without it n8n begins with an empty one. */
  seed?: HomeSeed;
}

/** Installs n8n if that is still to be done, and makes a home for one. It is not started. */
export async function createN8n({ log, env, seed }: N8nOptions = {}): Promise<N8n> {
  const bin = await ensureN8nHost(log ?? (() => undefined));
  const home = createN8nHome(env, seed);
  const owner = seed?.owner ?? throwAwayOwner();
  let running: { n8n: RunningN8n; process: N8nProcess } | undefined;
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
    await ending?.process[how]();
  };

  return {
    ...readingsOf(home),
    home,
    owner,
    get pid() {
      return whileRunning().process.pid;
    },
    get url() {
      return whileRunning().n8n.url;
    },
    ownerSession: () => whileRunning().n8n.ownerSession(),
    addCredential: (credential) => whileRunning().n8n.addCredential(credential),
    retire: () => whileRunning().n8n.retire(),
    async installCommunityPackage(tarball) {
      whileStopped();
      return await installCommunityPackage(home, tarball);
    },
    async importCredentials(credentials) {
      whileStopped();
      await cli.importCredentials(home, bin, credentials);
    },
    async importWorkflows(workflows) {
      await (running ? running.n8n.importWorkflows(workflows) : cli.importWorkflows(home, bin, workflows));
    },
    async publish(workflowId) {
      await (running ? running.n8n.publish(workflowId) : cli.publishWorkflow(home, bin, workflowId));
    },
    async start({ untilPublished = true } = {}) {
      whileStopped();
      const mark = publicationMark(home);
      const launch = startN8nProcess(home, bin).then((process) => {
        running = { process, n8n: runningN8n(home, process.url, owner, process.ended) };
        return process;
      });
      starting = launch;
      const { ended } = await launch;
      if (untilPublished) await waitUntilActive(home, publishedWorkflows(home.database), mark, ended);
    },
    stop: () => end('stop'),
    kill: () => end('kill'),
    async close() {
      // Its home goes, so nothing is left to end in good order, which takes n8n up to 20 seconds.
      await end('kill');
      await home.remove();
    },
  };
}
