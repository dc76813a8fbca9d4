import { parseArgs } from 'node:util';
import { findChromium } from '../browser/chromium.ts';
import { missingForQueue } from '../system/find-program.ts';
import { minutes } from './minutes.ts';
import { BUILD, N8N_STEPS, STATIC_STEPS, unitSteps } from './steps.ts';
import type { Outcome, Step } from './steps.ts';
import { summary } from './summary.ts';
import type { StepResult } from './summary.ts';
import { SLOW_FILES } from './slow-files.ts';
import { emptyTally, merge } from './tally.ts';
import type { Tally } from './tally.ts';

/*
 * `npm test`: every check there is. A failure does not keep the later ones from running, so
 * that one run tells all.
 */

async function check(fast: boolean): Promise<void> {
  const startedAt = performance.now();
  const leftOut = whatIsLeftOut(fast);
  const tally = emptyTally();
  const results: StepResult[] = [];
  const inTurn = async (steps: Step[]): Promise<void> => {
    for (const step of steps) {
      heading(`${step.name} (${minutes(performance.now() - startedAt)})`);
      const own = emptyTally();
      results.push(await runStep(step, own));
      merge(tally, own);
    }
  };
  await inTurn([BUILD]);
  await Promise.all([inTurn(STATIC_STEPS), inTurn(unitSteps(fast)), inTurn(fast ? [] : N8N_STEPS)]);
  heading(`Summary (${minutes(performance.now() - startedAt)})`);
  const { text, failed } = summary(results, tally, leftOut);
  console.log(text);
  process.exitCode = failed === 0 ? 0 : 1;
}

function whatIsLeftOut(fast: boolean): string[] {
  if (fast) {
    return [
      'THE END-TO-END TESTS WERE LEFT OUT (--fast): nothing ran in the real n8n.',
      `SLOW TESTS WERE LEFT OUT (--fast): ${SLOW_FILES.join(', ')}.`,
    ];
  }
  const leftOut: string[] = [];
  if (findChromium() === undefined) {
    leftOut.push(
      'THE BROWSER TESTS WERE LEFT OUT: there is no Chromium on this machine. Install chromium and fonts-liberation, or set CHROMIUM_PATH.',
    );
  }
  const missing = missingForQueue();
  if (missing.length > 0) {
    leftOut.push(
      `THE TESTS OF N8N’S QUEUE MODE WERE LEFT OUT: this machine has no ${missing.join(' and no ')}. Install redis-server and postgresql.`,
    );
  }
  return leftOut;
}

async function runStep(step: Step, tally: Tally): Promise<StepResult> {
  const startedAt = performance.now();
  let outcome: Outcome = 'failed';
  try {
    outcome = await step.run(tally);
  } catch (error) {
    console.error(error);
  }
  return { name: step.name, outcome, seconds: (performance.now() - startedAt) / 1000 };
}

function heading(text: string): void {
  console.log(`\n== ${text} ==\n`);
}

function readArguments(): boolean {
  const { values } = parseArgs({ options: { fast: { type: 'boolean', default: false } } });
  return values.fast;
}

try {
  await check(readArguments());
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  console.error(`${message}\n\nUsage: npm test [-- --fast]   (--fast leaves out the real n8n)`);
  process.exitCode = 1;
}
