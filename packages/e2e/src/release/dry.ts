import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { packageFolder, workspaceRoot } from '../system/paths.ts';
import { textAt } from '../system/shape.ts';
import { obstacles, RELEASED } from './obstacles.ts';
import { waitingChangesets } from './waiting.ts';

/*
 * `npm run release:dry`: what a release would publish from this checkout, and what keeps it from that. Publishes nothing.
 */

const root = workspaceRoot();
const waiting = waitingChangesets(root);
for (const folder of RELEASED) {
  const manifest: unknown = JSON.parse(readFileSync(join(packageFolder(folder), 'package.json'), 'utf8'));
  const name = textAt(manifest, 'name');
  console.log(`${name} ${textAt(manifest, 'version')}, tag ${name}@${textAt(manifest, 'version')}`);
  const own = waiting.filter(({ releases }) => name in releases);
  if (own.length > 0) console.log(`  ${own.length} changesets wait, and would go into the version after it:`);
  for (const { releases, summary } of own)
    console.log(`  ${(releases[name] ?? '').padEnd(5)}  ${summary.split('\n')[0] ?? ''}`);
}

const found = obstacles(root);
if (waiting.length > 0 && process.argv.includes('--tagged'))
  found.push('Changesets wait: a tagged commit has none. Run changeset version, commit, and tag that.');
console.log(found.length === 0 ? '\nNothing keeps it from being published.' : '\nNot to be published yet:');
for (const sentence of found) console.log(`- ${sentence}`);
process.exitCode = found.length === 0 ? 0 : 1;
