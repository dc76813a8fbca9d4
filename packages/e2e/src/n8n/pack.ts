import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../system/command.ts';
import { packageFolder } from '../system/paths.ts';

/**
 * Builds the n8n node and packs it as it is published.
 *
 * @param within where to put it; an n8n home's folder goes when the home goes.
 * @returns the tarball's path.
 */
export async function packNode(within = tmpdir()): Promise<string> {
  const cwd = packageFolder('n8n-node');
  const folder = mkdtempSync(join(within, 'secpaid-pack-'));
  const logFile = join(folder, 'pack.log');
  await runCommand(process.execPath, ['build.mjs'], { cwd, logFile });
  await runCommand(process.execPath, ['pack.mjs', folder], { cwd, logFile });
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error(`packing left no tarball in ${folder}.`);
  return join(folder, tarball);
}
