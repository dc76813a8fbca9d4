import type { Outcome } from './steps.ts';
import type { Failure, Tally } from './tally.ts';
import { total } from './tally.ts';

/** One finished step. */
export interface StepResult {
  name: string;
  outcome: Outcome;
  seconds: number;
}

/**
 * The end of the check's output: each step, the tests by kind, and the totals as the last line. A step that failed
 * beside its tests counts as one failure. `leftOut` says in whole sentences what did not run at all.
 */
export function summary(
  results: StepResult[],
  tally: Tally,
  leftOut: string[] = [],
): { text: string; failed: number } {
  const lines = results.map(
    ({ name, outcome, seconds }) =>
      `${outcome === 'passed' ? 'ok    ' : 'FAILED'}  ${name} (${seconds.toFixed(1)} s)`,
  );
  lines.push('', row('tests', 'passed', 'failed', 'skipped'));
  for (const [kind, { passed, failed, skipped }] of tally.counts)
    lines.push(row(kind, passed, failed, skipped));
  if (tally.skippedNames.length > 0)
    lines.push('', 'Skipped:', ...tally.skippedNames.map((name) => `  ${name}`));
  lines.push(...named('Failed:', tally.failures));
  lines.push(...named('Passed, but only at a second try; look at why:', tally.secondTries));

  const sum = total(tally);
  const failedSteps = results.filter(({ outcome }) => outcome === 'failed');
  const failed = sum.failed + failedSteps.length;
  if (failedSteps.length > 0)
    lines.push('', `Failed, and counted once each: ${failedSteps.map(({ name }) => name).join(', ')}`);
  for (const sentence of leftOut) lines.push('', `!!! ${sentence}`);
  lines.push('', `${sum.passed} passed, ${failed} failed, ${sum.skipped} skipped`);
  return { text: lines.join('\n'), failed };
}

function named(title: string, failures: readonly Failure[]): string[] {
  if (failures.length === 0) return [];
  return [
    '',
    title,
    ...failures.flatMap(({ name, message }) => [`  ${name}`, message.replace(/^/gm, '      ')]),
  ];
}

function row(name: string, ...cells: (string | number)[]): string {
  return name.padEnd(12) + cells.map((cell) => String(cell).padStart(9)).join('');
}
