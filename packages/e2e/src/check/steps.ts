import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFirst } from '../system/command.ts';
import { ensureN8nHost } from '../n8n/host.ts';
import { workspaceRoot } from '../system/paths.ts';
import { LEFT_OUT_WHEN_FAST } from './slow-files.ts';
import { pnpm } from '../system/pnpm.ts';
import { addReport, addTries, failedFiles, total } from './tally.ts';
import type { Tally } from './tally.ts';

/** How a step ended: with `tests failed` its failures are in the tally, with `failed` it is one itself. */
export type Outcome = 'passed' | 'failed' | 'tests failed';

/** One part of the whole check. */
export interface Step {
  name: string;
  /** Does it, showing its output, and adds its tests to its own tally. */
  run(tally: Tally): Promise<Outcome>;
}

/** A program and its arguments. */
interface Line {
  readonly command: string;
  readonly args: string[];
}

/** What comes before all else. */
export const BUILD: Step = command('build', pnpm('run', 'build'));

/** What looks at the sources only, one after the other beside the tests. */
export const STATIC_STEPS: Step[] = [
  command('types', pnpm('run', 'types')),
  command('lint', pnpm('run', 'lint')),
  command('format', pnpm('run', 'format:check')),
  command('unused', pnpm('run', 'unused')),
];

/**
 * The unit and property tests. They run beside the end-to-end tests, which wait for n8n half of their time.
 * `fast` leaves out what is slow, and plays a tenth of the feed's random histories.
 */
export const unitSteps = (fast: boolean): Step[] => [
  jest(
    'unit and property tests',
    [
      '--maxWorkers=2',
      '--reporters=<rootDir>/packages/e2e/src/check/progress.ts',
      ...(fast ? ['--testPathIgnorePatterns', ...LEFT_OUT_WHEN_FAST] : []),
    ],
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

/** A command whose output is shown once it is over, so that several at a time do not mix theirs. */
function command(name: string, line: Line): Step {
  return {
    name,
    async run() {
      const { code, output } = await outcomeOf(line);
      console.log(`[${name}] ${code === 0 ? 'ok' : 'FAILED'}\n${output.trimEnd()}`);
      return code === 0 ? 'passed' : 'failed';
    },
  };
}

interface JestOptions {
  /** Whether a few files that failed may run once more. */
  readonly secondTry?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

function jest(name: string, args: string[], { secondTry = false, ...options }: JestOptions = {}): Step {
  return {
    name,
    async run(tally) {
      const { code, report } = await runJest(args, options);
      const failed = failedFiles(report);
      if (secondTry && failed.length > 0 && failed.length <= MOST_TRIED_AGAIN) {
        console.log(`\n${failed.length} of the files failed. They run once more, by themselves.\n`);
        const again = await runJest([...args, '--runTestsByPath', ...failed], options);
        addTries(tally, report, again.report);
        return total(tally).failed > 0 ? 'tests failed' : 'passed';
      }
      addReport(tally, report);
      if (total(tally).failed > 0) return 'tests failed';
      return code === 0 ? 'passed' : 'failed';
    },
  };
}

/**
 * The end-to-end tests run n8n, a browser and databases on a machine that others may load as well, so a file or two that
 * failed run again; the summary names them. More than that is no accident.
 */
const MOST_TRIED_AGAIN = 3;

/** What jest leaves if it could not even begin. */
const NO_REPORT = { testResults: [] };

async function runJest(
  args: string[],
  { env }: JestOptions,
): Promise<{ code: number | null; report: unknown }> {
  const folder = mkdtempSync(join(tmpdir(), 'secpaid-check-'));
  const outputFile = join(folder, 'report.json');
  try {
    const line = { command: 'jest', args: [...args, '--json', `--outputFile=${outputFile}`] };
    const { code } = await outcomeOf(line, { env: { ...FOR_JEST, ...env }, show: true });
    return {
      code,
      report: existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : NO_REPORT,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What jest runs with: nock comes as an ES module only; tests leave much garbage, which a larger nursery collects cheaply. */
const FOR_JEST = {
  NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning --max-semi-space-size=64',
};

async function outcomeOf(
  { command, args }: Line,
  { env, show = false }: { env?: NodeJS.ProcessEnv; show?: boolean } = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(command, args, {
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
