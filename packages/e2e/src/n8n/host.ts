import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../system/command.ts';
import { packageFolder } from '../system/paths.ts';
import { pnpm } from '../system/pnpm.ts';

/**
 * Makes sure that the real n8n (2 GB, so no dependency of the workspace) is installed in its host folder.
 *
 * @returns the path of n8n's executable script, to be run by this Node.
 */
export async function ensureN8nHost(log: (line: string) => void): Promise<string> {
  const host = join(packageFolder('e2e'), 'n8n-host');
  const bin = join(host, 'node_modules', 'n8n', 'bin', 'n8n');
  const stamp = join(host, 'node_modules', '.secpaid-host');
  const wanted = fingerprint(host);
  if (existsSync(bin) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return bin;

  const logFolder = mkdtempSync(join(tmpdir(), 'secpaid-n8n-install-'));
  const logFile = join(logFolder, 'install.log');
  log(`Installing n8n (about 2 GB, a minute or two); output in ${logFile}`);
  const { command, args } = pnpm('install', '--frozen-lockfile');
  await runCommand(command, args, { cwd: host, logFile });
  if (!existsSync(bin))
    throw new Error(`The install ended well, but ${bin} is not there. Output: ${logFile}`);
  writeFileSync(stamp, wanted);
  rmSync(logFolder, { recursive: true });
  return bin;
}

/** What an install depends on: the three files, and the Node version its native parts are compiled for. */
function fingerprint(host: string): string {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const file of ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    hash.update(readFileSync(join(host, file)));
  }
  return hash.digest('hex');
}
