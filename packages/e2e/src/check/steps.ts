import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFirst } from '../command.ts';
import { ensureN8nHost } from '../n8n-host.ts';
import { workspaceRoot } from '../paths.ts';
import { pnpm } from '../pnpm.ts';
import { addReport, total } from './tally.ts';
import type { Tally } from './tally.ts';

/** How a step ended: with `tests failed` its failures are in the tally, with `failed` it is one itself. */
export type Outcome = 'passed' | 'failed' | 'tests failed';

/** One part of the whole check. */
export interface Step {
  name: string;
  /** Does it, showing its output as it comes, and adds its tests to the tally. */
  run(tally: Tally): Promise<Outcome>;
}

/** Everything that has to hold, the quick parts first. */
export const FAST_STEPS: Step[] = [
  command('format', pnpm('run', 'format:check')),
  command('build', pnpm('run', 'build')),
  command('lint', pnpm('run', 'lint')),
  command('types', pnpm('run', 'types')),
  command('unused', pnpm('run', 'unused')),
  jest('unit and property tests', []),
];

/** What needs the real n8n. */
export const N8N_STEPS: Step[] = [
  {
    name: 'n8n',
    async run() {
      console.log(`n8n is at ${await ensureN8nHost(console.log)}`);
      return 'passed';
    },
  },
  jest('end-to-end tests', [
    '--runInBand',
    '--testTimeout=300000',
    // Replaces the configuration's list, which leaves the end-to-end tests out.
    '--testPathIgnorePatterns=/node_modules/',
    '--testMatch=<rootDir>/packages/*/test/**/*.e2e.test.ts',
  ]),
];

function command(name: string, line: { command: string; args: string[] }): Step {
  return { name, run: async () => ((await exitCode(line.command, line.args)) === 0 ? 'passed' : 'failed') };
}

function jest(name: string, args: string[]): Step {
  return {
    name,
    async run(tally) {
      const folder = mkdtempSync(join(tmpdir(), 'secpaid-check-'));
      const outputFile = join(folder, 'report.json');
      try {
        const code = await exitCode('jest', [...args, '--json', `--outputFile=${outputFile}`], FOR_JEST);
        const failedBefore = total(tally).failed;
        if (existsSync(outputFile)) addReport(tally, JSON.parse(readFileSync(outputFile, 'utf8')));
        if (total(tally).failed > failedBefore) return 'tests failed';
        return code === 0 ? 'passed' : 'failed';
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

/** nock comes as an ES module only, which jest loads with this. */
const FOR_JEST = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' };

function exitCode(program: string, args: string[], more: NodeJS.ProcessEnv = {}): Promise<number | null> {
  const env = { ...nodeFirst(), ...more };
  const child = spawn(program, args, { cwd: workspaceRoot(), env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
