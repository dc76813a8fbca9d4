import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { workspaceRoot } from './paths.ts';

/** Where a command's output goes, and what it runs in. */
export interface CommandOptions {
  cwd: string;
  logFile: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * The surrounding environment with this very Node, then the workspace's tools, first in PATH: tools with native
 * parts (isolated-vm, sqlite3) must be installed and run by the same Node version.
 */
export function nodeFirst(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const tools = join(workspaceRoot(), 'node_modules', '.bin');
  return { ...env, PATH: [dirname(process.execPath), tools, env.PATH].join(delimiter) };
}

/**
 * Runs a command to its end with its output appended to a file.
 *
 * @throws Error with the command and the last lines of its output when it does not exit with 0.
 */
export async function runCommand(command: string, args: string[], options: CommandOptions): Promise<void> {
  const output = openSync(options.logFile, 'a');
  try {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? nodeFirst(),
      stdio: ['ignore', output, output],
    });
    const outcome = await new Promise<string>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => {
        resolve(code === null ? `signal ${String(signal)}` : `exit code ${code}`);
      });
    });
    if (outcome === 'exit code 0') return;
    throw new Error(`${[command, ...args].join(' ')} ended with ${outcome}:\n${tail(options.logFile)}`);
  } finally {
    closeSync(output);
  }
}

/** The last lines of a log file. */
export function tail(file: string, lines = 40): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
