import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFirst } from '../system/command.ts';
import { ensureN8nHost } from '../n8n/host.ts';
import { workspaceRoot } from '../system/paths.ts';
import { pnpm } from '../system/pnpm.ts';
import { addReport, total } from './tally.ts';
import type { Tally } from './tally.ts';

/** How a step ended: with `tests failed` its failures are in the tally, with `failed` it is one itself. */
export type Outcome = 'passed' | 'failed' | 'tests failed';

/** One part of the whole check. */
export interface Step {
  name: string;
  /** Does it, showing its output, and adds its tests to the tally. */
  run(tally: Tally): Promise<Outcome>;
}

/** Everything that has to hold, the quick parts first. Steps of one list run at the same time. */
export const FAST_STEPS: Step[][] = [
  [command('build', pnpm('run', 'build'))],
  [
    command('lint', pnpm('run', 'lint')),
    command('types', pnpm('run', 'types')),
    command('format', pnpm('run', 'format:check')),
    command('unused', pnpm('run', 'unused')),
  ],
  [
    jest('unit and property tests', [
      '--maxWorkers=2',
      '--reporters=<rootDir>/packages/e2e/src/check/progress.ts',
    ]),
  ],
];

/** What needs the real n8n. */
export const N8N_STEPS: Step[][] = [
  [
    {
      name: 'n8n',
      async run() {
        console.log(`n8n is at ${await ensureN8nHost(console.log)}`);
        return 'passed';
      },
    },
  ],
  [jest('end-to-end tests', ['--config=packages/e2e/jest.config.mjs'])],
];

/** A command whose output is shown once it is over, so that several at a time do not mix theirs. */
function command(name: string, line: { command: string; args: string[] }): Step {
  return {
    name,
    async run() {
      const { code, output } = await outcomeOf(line.command, line.args);
      if (output.trim() !== '') console.log(`[${name}]\n${output.trimEnd()}`);
      return code === 0 ? 'passed' : 'failed';
    },
  };
}

function jest(name: string, args: string[]): Step {
  return {
    name,
    async run(tally) {
      const folder = mkdtempSync(join(tmpdir(), 'secpaid-check-'));
      const outputFile = join(folder, 'report.json');
      try {
        const { code } = await outcomeOf('jest', [...args, '--json', `--outputFile=${outputFile}`], FOR_JEST);
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

/** What jest runs with: nock comes as an ES module only; its output is shown as it comes. */
const FOR_JEST = {
  env: { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' },
  show: true,
};

async function outcomeOf(
  program: string,
  args: string[],
  { env, show = false }: { env?: NodeJS.ProcessEnv; show?: boolean } = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, args, {
    cwd: workspaceRoot(),
    env: { ...nodeFirst(), ...env },
    stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, output: Buffer.concat(output).toString() };
}
