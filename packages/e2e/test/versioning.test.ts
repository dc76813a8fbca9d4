import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nodeFirst } from '../src/system/command.ts';
import { workspaceRoot } from '../src/system/paths.ts';
import { textAt } from '../src/system/shape.ts';

/* The next release, tried on a copy of what changesets reads: what docs/releasing.md does by hand. */

let copy: string;

const run = (command: string, ...args: string[]): string =>
  execFileSync(command, args, {
    cwd: copy,
    env: nodeFirst(),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
const git = (...args: string[]): string =>
  run('git', '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args);
const version = (name: string): string =>
  textAt(JSON.parse(readFileSync(join(copy, 'packages', name, 'package.json'), 'utf8')), 'version');

beforeAll(() => {
  const root = workspaceRoot();
  copy = mkdtempSync(join(tmpdir(), 'secpaid-versioning-'));
  const files = ['package.json', 'pnpm-workspace.yaml', '.changeset'];
  for (const name of readdirSync(join(root, 'packages'))) files.push(`packages/${name}/package.json`);
  for (const name of ['n8n-node', 'zapier-app']) files.push(`packages/${name}/CHANGELOG.md`);
  for (const name of readdirSync(join(root, 'packages')))
    mkdirSync(join(copy, 'packages', name), { recursive: true });
  for (const file of files) cpSync(join(root, file), join(copy, file), { recursive: true });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '--message=A copy');
});
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

describe('changesets', () => {
  it('status accepts the waiting changesets', () => {
    expect(() => run('changeset', 'status')).not.toThrow();
  });

  it('a changeset raises the version, opens the changelog and gives the tag that publishes', () => {
    const next = `${Number.parseInt(version('n8n-node')) + 1}.0.0`;
    const before = { core: version('core'), zapier: version('zapier-app') };
    for (const file of readdirSync(join(copy, '.changeset'))) {
      if (file.endsWith('.md') && file !== 'README.md') rmSync(join(copy, '.changeset', file));
    }
    const changeset = "---\n'n8n-nodes-secpaid': major\n---\n\nA new event.\n";
    writeFileSync(join(copy, '.changeset', 'new-event.md'), changeset);
    run('changeset', 'version');
    expect(version('n8n-node')).toBe(next);
    const changelog = readFileSync(join(copy, 'packages/n8n-node/CHANGELOG.md'), 'utf8');
    expect(changelog).toContain(`# n8n-nodes-secpaid\n\n## ${next}\n`);
    expect(changelog).toContain('A new event.\n\n## ');
    // The core is in the package, not beside it: it has no separate version.
    expect({ core: version('core'), zapier: version('zapier-app') }).toEqual(before);

    git('commit', '--quiet', '--all', '--message=A release');
    run('changeset', 'tag');
    expect(git('tag').trim().split('\n').sort()).toEqual([
      `@secpaid/zapier-app@${before.zapier}`,
      `n8n-nodes-secpaid@${next}`,
    ]);
  });
});
