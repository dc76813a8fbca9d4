// Packs the built package as it is published: what only the workspace needs is left out of package.json.
//
//   node pack.mjs <folder for the tarball>
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import manifest from './package.json' with { type: 'json' };

const [destination] = process.argv.slice(2);
if (destination === undefined) throw new Error('Usage: node pack.mjs <folder for the tarball>');

const published = { ...manifest, devDependencies: undefined, scripts: undefined };
const folder = mkdtempSync(join(tmpdir(), 'secpaid-publish-'));
for (const part of ['LICENSE.md', 'README.md', ...published.files]) {
  cpSync(part, join(folder, part), { recursive: true });
}
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(published, undefined, 2)}\n`);
execFileSync('npm', ['pack', '--ignore-scripts', '--pack-destination', resolve(destination)], {
  cwd: folder,
  stdio: ['ignore', 'inherit', 'inherit'],
});
rmSync(folder, { recursive: true });
