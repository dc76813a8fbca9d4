import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder, workspaceRoot } from '../../src/system/paths.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secpaid-texts-test-'));
  execFileSync(process.execPath, [join(packageFolder('e2e'), 'src', 'texts', 'print.ts'), folder]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test.each([
  ['texts.md', 'what the adapters say'],
  ['fields.md', 'every field that comes out'],
  ['parity.md', 'what each platform can do'],
])('docs/%s holds %s; if not, run `npm run texts` and read it', (name) => {
  const kept = readFileSync(join(workspaceRoot(), 'docs', name), 'utf8');
  expect(kept.split('\n')).toEqual(readFileSync(join(folder, name), 'utf8').split('\n'));
});
