import { basename } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { listAt, textAt, valueAt } from '../system/shape.ts';

/** What a test is, by its file's name. */
type Kind = 'unit' | 'property' | 'end-to-end';

/** The outcome of some tests. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** A test that failed: its file and name, and how its error begins. */
export interface Failure {
  name: string;
  message: string;
}

/** The outcome of many tests by kind, and the names of those that are worth a word. */
export interface Tally {
  counts: Map<Kind, Count>;
  skippedNames: string[];
  failures: Failure[];
  /** What failed at first and passed when its file ran again by itself. */
  secondTries: Failure[];
}

/** Nothing counted yet. */
export function emptyTally(): Tally {
  return { counts: new Map(), skippedNames: [], failures: [], secondTries: [] };
}

/** Adds one tally to another. */
export function merge(tally: Tally, { counts, skippedNames, failures, secondTries }: Tally): void {
  for (const [kind, { passed, failed, skipped }] of counts) {
    const count = countOf(tally, kind);
    count.passed += passed;
    count.failed += failed;
    count.skipped += skipped;
  }
  tally.skippedNames.push(...skippedNames);
  tally.failures.push(...failures);
  tally.secondTries.push(...secondTries);
}

/** Adds the tests of a report that jest wrote with `--json`. */
export function addReport(tally: Tally, report: unknown): void {
  for (const file of listAt(report, 'testResults')) {
    const path = textAt(file, 'name');
    const count = countOf(tally, kindOf(path));
    const tests = listAt(file, 'assertionResults');
    // A file that could not even be loaded lists no tests, yet is anything but all right.
    if (tests.length === 0 && valueAt(file, 'status') === 'failed') {
      count.failed++;
      tally.failures.push({ name: basename(path), message: beginning(textAt(file, 'message')) });
    }
    for (const test of tests) {
      const status = textAt(test, 'status');
      const name = `${basename(path)}: ${textAt(test, 'fullName')}`;
      if (status === 'passed') count.passed++;
      else if (status === 'failed') {
        count.failed++;
        tally.failures.push({
          name,
          message: beginning(listAt(test, 'failureMessages').map(String).join('\n')),
        });
      } else {
        count.skipped++;
        tally.skippedNames.push(name);
      }
    }
  }
}

/**
 * Counts a report of two tries: of each file that failed in the first, the second counts.
 */
export function addTries(tally: Tally, first: unknown, second: unknown): void {
  const again = new Set(listAt(second, 'testResults').map((file) => textAt(file, 'name')));
  const firstTally = emptyTally();
  addReport(firstTally, first);
  const kept = listAt(first, 'testResults').filter((file) => !again.has(textAt(file, 'name')));
  addReport(tally, { testResults: kept });
  addReport(tally, second);
  const still = new Set(tally.failures.map(({ name }) => name));
  tally.secondTries.push(...firstTally.failures.filter(({ name }) => !still.has(name)));
}

/** The files of a report that failed, by path. */
export const failedFiles = (report: unknown): string[] =>
  listAt(report, 'testResults')
    .filter((file) => valueAt(file, 'status') === 'failed')
    .map((file) => textAt(file, 'name'));

/** All kinds together. */
export function total(tally: Tally): Count {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const count of tally.counts.values()) {
    sum.passed += count.passed;
    sum.failed += count.failed;
    sum.skipped += count.skipped;
  }
  return sum;
}

/** The first lines of an error, without colours: enough to know it again in a log that was cut short. */
function beginning(message: string): string {
  const lines = stripVTControlCharacters(message).split('\n');
  return lines
    .filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
    .slice(0, 6)
    .join('\n');
}

function kindOf(path: string): Kind {
  if (path.endsWith('.e2e.test.ts')) return 'end-to-end';
  return path.endsWith('.property.test.ts') ? 'property' : 'unit';
}

function countOf(tally: Tally, kind: Kind): Count {
  const known = tally.counts.get(kind);
  if (known) return known;
  const count = { passed: 0, failed: 0, skipped: 0 };
  tally.counts.set(kind, count);
  return count;
}
