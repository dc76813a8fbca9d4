import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs';
import { tail } from '../system/command.ts';
import { freePort } from '../system/free-port.ts';
import type { N8nHome } from './home.ts';
import { waitFor } from '../system/wait-for.ts';

/** A running n8n. */
export interface N8nProcess {
  /** The editor's address. */
  readonly url: string;
  readonly pid: number;
  /** How it ended, or undefined while it runs. */
  readonly ended: () => string | undefined;
  /** Asks it to end, and ends it when it does not. */
  stop(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
}

const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 20_000;

const COMMAND: Record<N8nRole, string[]> = { main: ['start'], worker: ['worker', '--concurrency=5'] };

/**
 * With an IPC channel n8n learns that whoever started it is gone, however that came about (a test run aborted by
 * Ctrl-C, a SIGKILL), and does not stay behind with its half a gigabyte.
 */
const END_WITH_PARENT =
  'data:text/javascript,process.on("disconnect",()=>process.kill(process.pid,"SIGTERM"))';

/** Which of n8n's processes to start: the main one, or a worker that runs what the main one puts into its queue. */
export type N8nRole = 'main' | 'worker';

/** Starts n8n on free ports and waits until it answers as ready. */
export async function startN8nProcess(
  home: N8nHome,
  bin: string,
  role: N8nRole = 'main',
): Promise<N8nProcess> {
  for (let attempt = 1; ; attempt++) {
    const before = existsSync(home.logFile) ? statSync(home.logFile).size : 0;
    try {
      return await startOnce(home, bin, role);
    } catch (error) {
      // Somebody took a port between our look and n8n's.
      const output = readFileSync(home.logFile).subarray(before).toString();
      if (attempt === 3 || !output.includes('already in use')) throw error;
    }
  }
}

async function startOnce(home: N8nHome, bin: string, role: N8nRole): Promise<N8nProcess> {
  const [port, brokerPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const n8n = launch(home, [bin, ...COMMAND[role]], url, {
    ...(role === 'main'
      ? { N8N_PORT: String(port), N8N_EDITOR_BASE_URL: url, WEBHOOK_URL: url }
      : { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) }),
    N8N_RUNNERS_BROKER_PORT: String(brokerPort),
  });
  try {
    await waitFor('n8n to be ready', async () => (await fetch(`${url}/healthz/readiness`)).ok, {
      timeoutMs: START_TIMEOUT_MS,
      giveUp: n8n.ended,
    });
    return n8n;
  } catch (error) {
    await n8n.kill();
    throw new Error(`n8n did not start:\n${tail(home.logFile)}`, { cause: error });
  }
}

function launch(home: N8nHome, command: string[], url: string, ports: Record<string, string>): N8nProcess {
  const output = openSync(home.logFile, 'a');
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, ...command], {
    cwd: home.folder,
    env: { ...home.env, ...ports },
    stdio: ['ignore', output, output, 'ipc'],
    // A group of its own: its task runner is a process too, and must end with it.
    detached: true,
  });
  closeSync(output);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${process.execPath} could not be started.`);

  let outcome: string | undefined;
  const exit = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      outcome = `n8n ended with ${code === null ? String(signal) : `exit code ${code}`}`;
      signalGroup(pid, 'SIGKILL');
      resolve();
    });
  });
  const kill = async () => {
    if (outcome === undefined) signalGroup(pid, 'SIGKILL');
    await exit;
  };
  return {
    url,
    pid,
    ended: () => outcome,
    kill,
    async stop() {
      if (outcome === undefined) child.kill('SIGTERM');
      const timer = setTimeout(() => {
        signalGroup(pid, 'SIGKILL');
      }, STOP_TIMEOUT_MS);
      await exit;
      clearTimeout(timer);
    },
  };
}

/** The group is that of a child we started and have not yet seen the end of, so the number is still its own. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody left in it.
  }
}
