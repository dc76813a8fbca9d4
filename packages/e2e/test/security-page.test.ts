import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { workspaceRoot } from '../src/system/paths.ts';

const page = readFileSync(join(workspaceRoot(), 'docs', 'security.md'), 'utf8');
const rows = page
  .split(/^\| Tried .*\n\|[ -|]*\n/m)
  .slice(1)
  .flatMap((table) => (/^(?:\|.*\n)*/.exec(table)?.[0] ?? '').trimEnd().split('\n'));

it('the page on security has rows', () => {
  expect(rows.length).toBeGreaterThan(20);
});

it.each(rows)('a row of it names tests that are there: %s', (row) => {
  const where = row.split(' | ').at(-1) ?? '';
  const tests = [...where.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
  expect(tests.length).toBeGreaterThan(0);
  for (const test of tests) {
    expect(test).toMatch(/\.test\.ts$/);
    expect({ test, isThere: existsSync(join(workspaceRoot(), 'packages', test)) }).toEqual({
      test,
      isThere: true,
    });
  }
});
