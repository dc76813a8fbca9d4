import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { summary } from '../../src/check/summary.ts';
import { SLOW_FILES } from '../../src/check/slow-files.ts';
import { addReport, addTries, emptyTally, failedFiles, merge } from '../../src/check/tally.ts';
import { workspaceRoot } from '../../src/system/paths.ts';

function report(path: string, ...statuses: string[]) {
  const assertionResults = statuses.map((status) => ({
    status,
    fullName: `a ${status} test`,
    failureMessages: [],
  }));
  const status = statuses.every((one) => one === 'passed') && statuses.length > 0 ? 'passed' : 'failed';
  return { testResults: [{ name: path, status, message: '', assertionResults }] };
}

test('adds tests up by kind and ends with the totals', () => {
  const tally = emptyTally();
  addReport(tally, report('/a/feed.test.ts', 'passed', 'failed', 'pending'));
  addReport(tally, report('/a/feed.property.test.ts', 'passed'));
  addReport(tally, report('/a/n8n.e2e.test.ts', 'passed', 'todo'));
  const { text, failed } = summary([{ name: 'tests', outcome: 'tests failed', seconds: 1.23 }], tally);
  expect(failed).toBe(1);
  expect(text).toMatch(/^FAILED {2}tests \(1\.2 s\)$/m);
  expect(text).toMatch(/^unit +1 +1 +1$/m);
  expect(text).toMatch(/^property +1 +0 +0$/m);
  expect(text).toMatch(/^end-to-end +1 +0 +1$/m);
  expect(text.split('\n').at(-1)).toBe('3 passed, 1 failed, 2 skipped');
});

test('adds up the tests of steps that ran at the same time', () => {
  const [all, units, ends] = [emptyTally(), emptyTally(), emptyTally()];
  addReport(units, report('/a/feed.test.ts', 'passed', 'failed', 'pending'));
  const first = report('/a/n8n.e2e.test.ts', 'failed');
  addTries(ends, first, { testResults: [] });
  addReport(ends, report('/a/mail.test.ts', 'passed'));
  for (const tally of [units, ends]) merge(all, tally);
  const { text } = summary([], all);
  expect(text).toMatch(/^unit +2 +1 +1$/m);
  expect(text).toMatch(/^end-to-end +0 +1 +0$/m);
  expect(text).toContain('feed.test.ts: a pending test');
  expect(text).toContain('n8n.e2e.test.ts: a failed test');
});

test.each(SLOW_FILES)('%s, which --fast leaves out, is there', (file) => {
  expect(existsSync(join(workspaceRoot(), 'packages', `${file}.test.ts`))).toBe(true);
});

test('names the tests that did not run', () => {
  const tally = emptyTally();
  addReport(tally, report('/a/feed.test.ts', 'pending'));
  expect(summary([], tally).text).toContain('feed.test.ts: a pending test');
});

test('a test file that cannot be loaded is a failure', () => {
  const tally = emptyTally();
  addReport(tally, report('/a/broken.test.ts'));
  expect(summary([], tally).failed).toBe(1);
});

test('a failed step counts as one failure', () => {
  const { text, failed } = summary([{ name: 'lint', outcome: 'failed', seconds: 1 }], emptyTally());
  expect(failed).toBe(1);
  expect(text).toMatch(/\n0 passed, 1 failed, 0 skipped$/);
});

test('says loudly what was left out, right before the totals', () => {
  const { text } = summary([], emptyTally(), ['THE BROWSER TESTS WERE LEFT OUT.']);
  expect(text).toMatch(/\n!!! THE BROWSER TESTS WERE LEFT OUT\.\n\n0 passed, 0 failed, 0 skipped$/);
});

test('names what failed, and how its error begins', () => {
  const tally = emptyTally();
  const failureMessages = ['\u001b[31mError: no mail came\u001b[39m\n    at wait (x.ts:1:1)\n\n  after 30 s'];
  const test = { status: 'failed', fullName: 'a payment sends a mail', failureMessages };
  addReport(tally, { testResults: [{ name: '/a/n8n.e2e.test.ts', assertionResults: [test] }] });
  expect(summary([], tally).text).toContain(
    'Failed:\n  n8n.e2e.test.ts: a payment sends a mail\n      Error: no mail came\n        after 30 s\n',
  );
});

describe('a file that failed and ran once more', () => {
  const first = {
    testResults: [
      ...report('/a/one.e2e.test.ts', 'passed', 'failed').testResults,
      ...report('/a/two.e2e.test.ts', 'passed').testResults,
    ],
  };

  test('counts as its second run does', () => {
    const tally = emptyTally();
    addTries(tally, first, report('/a/one.e2e.test.ts', 'passed', 'failed'));
    expect(summary([], tally).text).toMatch(/\n2 passed, 1 failed, 0 skipped$/);
    expect(tally.secondTries).toEqual([]);
  });

  test('is named where it passed the second time', () => {
    const tally = emptyTally();
    addTries(tally, first, report('/a/one.e2e.test.ts', 'passed', 'passed'));
    const { text, failed } = summary([], tally);
    expect(failed).toBe(0);
    expect(text).toContain(
      'Passed, but only at a second try; look at why:\n  one.e2e.test.ts: a failed test',
    );
    expect(text).toMatch(/\n3 passed, 0 failed, 0 skipped$/);
  });

  test('is found by its status', () => {
    expect(failedFiles(first)).toEqual(['/a/one.e2e.test.ts']);
  });
});
