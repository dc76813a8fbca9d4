import { basename } from 'node:path';
import { listAt, textAt, valueAt } from '../system/shape.ts';

/** What a test is, by its file's name. */
type Kind = 'unit' | 'property' | 'end-to-end';

/** The outcome of some tests. */
export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

/** The outcome of many tests by kind, and the names of those that did not run. */
export interface Tally {
  counts: Map<Kind, Count>;
  skippedNames: string[];
}

/** Nothing counted yet. */
export function emptyTally(): Tally {
  return { counts: new Map(), skippedNames: [] };
}

/** Adds the tests of a report that jest wrote with `--json`. */
export function addReport(tally: Tally, report: unknown): void {
  for (const file of listAt(report, 'testResults')) {
    const path = textAt(file, 'name');
    const count = countOf(tally, kindOf(path));
    const tests = listAt(file, 'assertionResults');
    // A file that could not even be loaded lists no tests, yet is anything but all right.
    if (tests.length === 0 && valueAt(file, 'status') === 'failed') count.failed++;
    for (const test of tests) {
      const status = textAt(test, 'status');
      if (status === 'passed') count.passed++;
      else if (status === 'failed') count.failed++;
      else {
        count.skipped++;
        tally.skippedNames.push(`${basename(path)}: ${textAt(test, 'fullName')}`);
      }
    }
  }
}

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
