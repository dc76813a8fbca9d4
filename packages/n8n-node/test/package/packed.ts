/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests are not part of the package */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
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
 * Builds and packs a copy of the package: others may be using the package's own dist at this moment.
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
  run(process.execPath, ['pack.mjs', folder], copy);
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`packing left no tarball in ${folder}.`);
  run('tar', ['-xzf', name], folder);
  return {
    tarball: join(folder, name),
    unpacked: join(folder, 'package'),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function run(command: string, args: string[], cwd: string): void {
  execFileSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
}
