import { expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageFolder, workspaceRoot } from '../../src/system/paths.ts';

test('docs/texts.md holds what the adapters say; if not, run `npm run texts` and read it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secpaid-texts-test-'));
  try {
    const file = join(folder, 'texts.md');
    execFileSync(process.execPath, [join(packageFolder('e2e'), 'src', 'texts', 'print.ts'), file]);
    const kept = readFileSync(join(workspaceRoot(), 'docs', 'texts.md'), 'utf8');
    expect(kept.split('\n')).toEqual(readFileSync(file, 'utf8').split('\n'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
