import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../src/system/command.ts';
import { packageFolder } from '../src/system/paths.ts';
import { pnpm } from '../src/system/pnpm.ts';
import type { N8nVersion } from './versions.ts';

/**
 * Installs an n8n into a folder of its own (about 2 GB, not in git) unless it is there.
 *
 * @returns the path of n8n's executable script.
 */
export async function ensureN8nVersion({ version, overrides }: N8nVersion): Promise<string> {
  const folder = join(packageFolder('e2e'), 'n8n-versions', version);
  const bin = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
  const stamp = join(folder, 'node_modules', '.secpaid-version');
  const wanted = `${process.versions.modules} ${JSON.stringify(overrides)}`;
  if (existsSync(bin) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return bin;

  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'secpaid-n8n-version', private: true, dependencies: { n8n: version } };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), settings(overrides));
  const { command, args } = pnpm('install', '--no-frozen-lockfile');
  await runCommand(command, args, { cwd: folder, logFile: join(folder, 'install.log') });
  writeFileSync(stamp, wanted);
  return bin;
}

/** The settings of the n8n that all tests run, with other overrides; build scripts that only older n8n have do not run. */
function settings(overrides: N8nVersion['overrides']): string {
  const host = readFileSync(join(packageFolder('e2e'), 'n8n-host', 'pnpm-workspace.yaml'), 'utf8');
  const [before = '', after = ''] = host.split(/^overrides:\n(?: {2}.*\n)+/m);
  const lines = Object.entries(overrides).map(([name, version]) => `  '${name}': ${version}\n`);
  return `${before}overrides:\n${lines.join('')}${after}  '@sentry-internal/node-native-stacktrace': false\n`;
}
