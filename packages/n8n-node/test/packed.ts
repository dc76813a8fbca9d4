/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests are not part of the package */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The package as it would be published. */
export interface Packed {
  readonly tarball: string;
  /** What the tarball holds. */
  readonly unpacked: string;
  remove(): void;
}

/**
 * Builds and packs a copy of the package: others may be using the package's own dist at this moment. pnpm packs it,
 * not npm, since npm leaves `workspace:*` in the published package.json.
 *
 * @param root the package's folder.
 */
export function packCopy(root: string): Packed {
  const folder = mkdtempSync(join(tmpdir(), 'secpaid-packed-'));
  const copy = join(folder, 'copy');
  const left = [join(root, 'node_modules'), join(root, 'dist')];
  cpSync(root, copy, { recursive: true, filter: (path) => !left.includes(path) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  run(process.execPath, ['build.mjs'], copy);
  run('npx', ['-y', packageManager(root), 'pack', '--pack-destination', folder], copy);
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`pnpm pack left no tarball in ${folder}.`);
  run('tar', ['-xzf', name], folder);
  return {
    tarball: join(folder, name),
    unpacked: join(folder, 'package'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function packageManager(root: string): string {
  const manifest = JSON.parse(readFileSync(join(root, '..', '..', 'package.json'), 'utf8')) as {
    packageManager: string;
  };
  return manifest.packageManager;
}

function run(command: string, args: string[], cwd: string): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}
