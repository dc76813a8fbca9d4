import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { obstacles } from '../../src/release/obstacles.ts';
import { waitingChangesets } from '../../src/release/waiting.ts';
import { workspaceRoot } from '../../src/system/paths.ts';

const FILES = [
  'README.md',
  'SECURITY.md',
  'CODE_OF_CONDUCT.md',
  'LICENSE',
  'packages/n8n-node/LICENSE.md',
  'packages/n8n-node/package.json',
  'packages/n8n-node/CHANGELOG.md',
  'packages/zapier-app/package.json',
  'packages/zapier-app/CHANGELOG.md',
];

let copy: string;

const replace = (file: string, from: string | RegExp, to: string): void => {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
};

/** A copy in which the owner has filled in what only the owner knows. */
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'secpaid-release-'));
  for (const file of FILES) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(workspaceRoot(), file), join(copy, file));
  }
  replace('SECURITY.md', /> \*\*TO BE FILLED IN.*/, 'security@secpaid.example');
  for (const file of ['LICENSE', 'packages/n8n-node/LICENSE.md'])
    replace(file, /Copyright \(c\) 2026 .*/, 'Copyright (c) 2026 SecPaid');
});
afterEach(() => {
  rmSync(copy, { recursive: true });
});

describe('a release', () => {
  it('is possible once the owner has filled in what is missing', () => {
    expect(obstacles(copy)).toEqual([]);
  });

  it('waits for the address in SECURITY.md', () => {
    replace('SECURITY.md', 'security@secpaid.example', '> **TO BE FILLED IN: the address**');
    expect(obstacles(copy)).toEqual(['SECURITY.md still has a placeholder: TO BE FILLED IN: the address']);
  });

  it('waits until licence and author are the same', () => {
    replace('LICENSE', '2026 SecPaid', '2026 Somebody');
    expect(obstacles(copy)).toEqual([
      'LICENSE names “Somebody”, but packages/n8n-node/LICENSE.md names “SecPaid”.',
      'LICENSE names “Somebody”, but the author in packages/n8n-node/package.json names “SecPaid”.',
    ]);
  });

  it('waits for a changelog of its version', () => {
    replace('packages/zapier-app/CHANGELOG.md', '## 0.1.0', '## 0.0.9');
    expect(obstacles(copy)).toEqual([
      'packages/zapier-app/CHANGELOG.md says nothing of version 0.1.0: run changeset version first.',
    ]);
  });
});

describe('npm run release:dry', () => {
  /** As the publishing workflows call it. */
  function dry(...args: string[]): { code: number | null; said: string } {
    const script = join(workspaceRoot(), 'packages/e2e/src/release/dry.ts');
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: copy,
      encoding: 'utf8',
    });
    return { code: status, said: `${stdout}${stderr}` };
  }

  beforeEach(() => {
    for (const file of ['pnpm-workspace.yaml', '.changeset'])
      cpSync(join(workspaceRoot(), file), join(copy, file), { recursive: true });
  });

  it('names what would be published and which changesets wait', () => {
    const { code, said } = dry();
    const waiting = waitingChangesets(copy);
    expect(said).toContain('n8n-nodes-secpaid 0.1.0, tag n8n-nodes-secpaid@0.1.0\n');
    expect(said).toContain('@secpaid/zapier-app 0.1.0, tag @secpaid/zapier-app@0.1.0\n');
    for (const { summary } of waiting) expect(said).toContain(summary.split('\n')[0] ?? '');
    expect(said).toContain('Nothing keeps it from being published.');
    expect(code).toBe(0);
  });

  it('stops a tag while changesets wait, and none of them after that', () => {
    expect(dry('--tagged')).toMatchObject({ code: 1, said: expect.stringContaining('Changesets wait') });
    rmSync(join(copy, '.changeset'), { recursive: true });
    mkdirSync(join(copy, '.changeset'));
    expect(dry('--tagged').code).toBe(0);
  });

  it('fails on a placeholder', () => {
    replace('SECURITY.md', 'security@secpaid.example', '> **TO BE FILLED IN: the address**');
    expect(dry()).toMatchObject({
      code: 1,
      said: expect.stringContaining('SECURITY.md still has a placeholder'),
    });
  });
});

describe('today’s checkout', () => {
  it('says what is still missing, and nothing else', () => {
    expect(obstacles(workspaceRoot()).map((sentence) => sentence.split(' ').slice(0, 2).join(' '))).toEqual([
      'SECURITY.md still',
      'LICENSE names',
    ]);
  });

  it('has changesets that name a released package, a size and a sentence', () => {
    for (const { releases, summary } of waitingChangesets(workspaceRoot())) {
      expect(Object.keys(releases).length).toBeGreaterThan(0);
      for (const [name, size] of Object.entries(releases)) {
        expect(['n8n-nodes-secpaid', '@secpaid/zapier-app']).toContain(name);
        expect(size).toMatch(/^(?:patch|minor|major)$/);
      }
      expect(summary).toMatch(/[.:)]$/);
    }
  });
});
