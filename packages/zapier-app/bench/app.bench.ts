import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layOutApp } from '../test/app-folder.ts';

/* `pnpm bench`: how large the built app is, and how much longer it takes to load than Zapier's own core alone. */

const source = join(import.meta.dirname, '..');
const root = mkdtempSync(join(tmpdir(), 'secpaid-zapier-bench-'));
const app = join(root, 'app');
const env = { ...process.env, HOME: root, DISABLE_ZAPIER_ANALYTICS: '1' };
const node = (args: string[], options: object = {}): string =>
  execFileSync(process.execPath, args, { cwd: app, env, encoding: 'utf8', ...options });

/** The median processor time of loading modules in a fresh process, in milliseconds: other work on the machine does not count. */
function loading(...modules: string[]): number {
  const script = `const start = process.cpuUsage();
    ${modules.map((name) => `await import(${JSON.stringify(name)});`).join('\n')}
    const { user, system } = process.cpuUsage(start);
    console.log((user + system) / 1000); process.exit();`;
  const times = Array.from({ length: 15 }, () => Number(node(['--input-type=module', '-e', script])));
  return times.toSorted((a, b) => a - b)[7] ?? 0;
}

try {
  layOutApp(source, app);
  node([join(source, 'build.ts'), join(app, 'dist')], { cwd: source });
  const alone = loading('zapier-platform-core');
  const both = loading('zapier-platform-core', './dist/index.js');
  const cli = join(source, 'node_modules/zapier-platform-cli/src/bin/run');
  node([cli, 'build', '--skip-dep-install', '--skip-validation'], {
    env: { ...env, NODE_OPTIONS: '--no-experimental-require-module' },
    stdio: 'pipe',
  });
  const size = (file: string): string => `${Math.round(statSync(join(app, file)).size / 1000)} kB`;
  console.log(
    `Zapier app: bundle ${size('dist/index.js')}, zip with Zapier's core ${size('build/build.zip')}`,
  );
  console.log(
    `loading zapier-platform-core and the app: ${Math.round(both)} ms, × ${(both / alone).toFixed(2)} of the former alone`,
  );
} finally {
  rmSync(root, { recursive: true, force: true });
}
