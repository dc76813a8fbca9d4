import { spawn } from 'node:child_process';
import { chownSync, closeSync, mkdtempSync, openSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server that a test starts beside n8n: a database, a queue. */
export interface ServiceProcess {
  /** How it ended, or undefined while it runs. */
  readonly ended: () => string | undefined;
  stop(): Promise<void>;
}

/** A folder that belongs to whoever the services run as. */
export interface ServiceFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** PostgreSQL refuses to run as root, so there the services run as the user “nobody”. */
const NOBODY = 65_534;
const asWhom = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Ends the service when whoever started it is gone, however that came about: its end of the pipe closes. */
const END_WITH_PARENT =
  '"$@" </dev/null & service=$!; (read _; kill $service 2>/dev/null) <&3 & wait $service';

/** Makes a temporary folder for a service's data. */
export function serviceFolder(name: string): ServiceFolder {
  const path = mkdtempSync(join(tmpdir(), `secpaid-${name}-`));
  if (asWhom.uid !== undefined) chownSync(path, asWhom.uid, asWhom.gid);
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }) };
}

/** Starts a service in a folder made by `serviceFolder`; its output is appended to `log` there. */
export function startService(folder: ServiceFolder, command: string, args: string[]): ServiceProcess {
  const output = openSync(join(folder.path, 'log'), 'a');
  const child = spawn('sh', ['-c', END_WITH_PARENT, 'sh', command, ...args], {
    cwd: folder.path,
    env: { PATH: process.env['PATH'], LC_ALL: 'C', HOME: folder.path },
    stdio: ['ignore', output, output, 'pipe'],
    detached: true,
    ...asWhom,
  });
  closeSync(output);
  let outcome: string | undefined;
  const exit = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      outcome = error.message;
      resolve();
    });
    child.once('exit', (code, signal) => {
      outcome = `${command} ended with ${code === null ? String(signal) : `exit code ${code}`}`;
      resolve();
    });
  });
  return {
    ended: () => outcome,
    async stop() {
      const pipe = child.stdio[3];
      if (pipe && 'destroy' in pipe) pipe.destroy();
      await exit;
    },
  };
}

/** Runs a service's own command to its end, as the same user. @throws Error with what it printed. */
export async function runServiceCommand(
  folder: ServiceFolder,
  command: string,
  args: string[],
): Promise<string> {
  const child = spawn(command, args, {
    cwd: folder.path,
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', HOME: folder.path },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...asWhom,
  });
  const [out, err]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0)
    throw new Error(`${command} ended with exit code ${String(code)}: ${Buffer.concat(err).toString()}`);
  return Buffer.concat(out).toString();
}
