import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../src/system/command.ts';
import { packageFolder, workspaceRoot } from '../src/system/paths.ts';
import { asTemplate, type Template } from '../src/workflows/templates.ts';

/* The connector as an earlier commit has it. Needs git's history: a shallow clone lacks it. */

/** Whether this checkout holds the commit. */
export function hasCommit(commit: string): boolean {
  const { status } = spawnSync('git', ['cat-file', '-e', `${commit}^{commit}`], { cwd: workspaceRoot() });
  return status === 0;
}

/** A workflow template of that commit. */
export function templateOf(commit: string, name: string): Template {
  return asTemplate(JSON.parse(git('show', `${commit}:packages/n8n-node/workflows/${name}.json`).toString()));
}

/**
 * Builds and packs the n8n node of a commit, with the tools and libraries of today.
 *
 * @param folder where to; it has to exist.
 * @returns the tarball's path.
 */
export async function packCommit(commit: string, folder: string): Promise<string> {
  execFileSync('tar', ['-x', '-C', folder], {
    input: git('archive', commit, 'packages/n8n-node', 'packages/core', 'tsconfig.base.json'),
  });
  const cwd = join(folder, 'packages', 'n8n-node');
  const logFile = join(folder, 'build.log');
  for (const [name, library] of [
    ['n8n-node', 'esbuild'],
    ['n8n-node', 'n8n-workflow'],
    ['core', '@date-fns/tz'],
  ] as const) {
    const link = join(folder, 'packages', name, 'node_modules', library);
    mkdirSync(join(link, '..'), { recursive: true });
    symlinkSync(join(packageFolder(name), 'node_modules', library), link);
  }
  mkdirSync(join(cwd, 'node_modules', '@secpaid'));
  symlinkSync(join(folder, 'packages', 'core'), join(cwd, 'node_modules', '@secpaid', 'core'));
  await runCommand(process.execPath, ['build.mjs'], { cwd, logFile });

  const packed = join(folder, 'package');
  for (const part of ['package.json', 'LICENSE.md', 'README.md', 'dist'])
    cpSync(join(cwd, part), join(packed, part), { recursive: true });
  await runCommand('tar', ['-czf', 'earlier.tgz', 'package'], { cwd: folder, logFile });
  return join(folder, 'earlier.tgz');
}

const git = (...args: string[]): Buffer =>
  execFileSync('git', args, { cwd: workspaceRoot(), maxBuffer: 64 * 1024 * 1024 });
