import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFirst } from '../system/command.ts';
import { ensureN8nHost } from '../n8n/host.ts';
import { workspaceRoot } from '../system/paths.ts';
import { pnpm } from '../system/pnpm.ts';
import { addReport, addTries, failedFiles, total } from './tally.ts';
import type { Tally } from './tally.ts';

/** How a step ended: with `tests failed` its failures are in the tally, with `failed` it is one itself. */
export type Outcome = 'passed' | 'failed' | 'tests failed';

/** One part of the whole check. */
export interface Step {
  name: string;
  /** Does it, showing its output, and adds its tests to the tally. */
  run(tally: Tally): Promise<Outcome>;
}

/** What comes before all else. */
export const BUILD: Step = command('build', pnpm('run', 'build'));

/**
 * What looks at the sources only: one after the other beside the tests, in the time that these leave. The typed rules
 * of lint see more than one file, so only `fast` trusts what they found in files that did not change.
 */
export const staticSteps = (fast: boolean): Step[] => [
  command('types', beside(pnpm('run', 'types'))),
  command('lint', beside(pnpm('run', fast ? 'lint:changed' : 'lint'))),
  command('format', beside(pnpm('run', 'format:check'))),
  command('unused', beside(pnpm('run', 'unused'))),
];

/** The unit and property tests; `fast` plays a fifth of the feed's random histories. */
export const unitSteps = (fast: boolean): Step[] => [
  jest(
    'unit and property tests',
    ['--maxWorkers=2', '--reporters=<rootDir>/packages/e2e/src/check/progress.ts'],
    { env: fast ? { FEED_RUNS: '100' } : {} },
  ),
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
  jest('end-to-end tests', ['--config=packages/e2e/jest.config.mjs'], { secondTry: true }),
];

/** At a low priority, so that no test waits for it. */
const beside = ({ command, args }: { command: string; args: string[] }) => ({
  command: 'nice',
  args: ['-n', '10', command, ...args],
});

/** A command whose output is shown once it is over, so that several at a time do not mix theirs. */
function command(name: string, line: { command: string; args: string[] }): Step {
  return {
    name,
    async run() {
      const { code, output } = await outcomeOf(line.command, line.args);
      console.log(`[${name}] ${code === 0 ? 'ok' : 'FAILED'}\n${output.trimEnd()}`);
      return code === 0 ? 'passed' : 'failed';
    },
  };
}

function jest(
  name: string,
  args: string[],
  { secondTry = false, env = {} }: { secondTry?: boolean; env?: NodeJS.ProcessEnv } = {},
): Step {
  return {
    name,
    async run(tally) {
      const { code, report } = await runJest(args, env);
      const failedBefore = total(tally).failed;
      const failed = failedFiles(report);
      if (secondTry && failed.length > 0 && failed.length <= MOST_TRIED_AGAIN) {
        console.log(`\n${failed.length} of the files failed. They run once more, by themselves.\n`);
        addTries(tally, report, (await runJest([...args, '--runTestsByPath', ...failed], env)).report);
        return total(tally).failed > failedBefore ? 'tests failed' : 'passed';
      }
      addReport(tally, report);
      if (total(tally).failed > failedBefore) return 'tests failed';
      return code === 0 ? 'passed' : 'failed';
    },
  };
}

/**
 * The end-to-end tests run n8n, a browser and databases on a machine that others may load as well, so a file or two that
 * failed run again; the summary names them. More than that is no accident.
 */
const MOST_TRIED_AGAIN = 3;

/** What jest leaves where it could not even begin. */
const NO_REPORT = { testResults: [] };

async function runJest(
  args: string[],
  env: NodeJS.ProcessEnv,
): Promise<{ code: number | null; report: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), 'secpaid-check-'));
  const outputFile = join(folder, 'report.json');
  try {
    const { code } = await outcomeOf('jest', [...args, '--json', `--outputFile=${outputFile}`], {
      env: { ...FOR_JEST, ...env },
      show: true,
    });
    return {
      code,
      report: existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : NO_REPORT,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What jest runs with: nock comes as an ES module only. */
const FOR_JEST = { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' };

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
