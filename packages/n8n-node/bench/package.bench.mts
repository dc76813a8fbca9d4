import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, symlinkSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { packCopy } from '../test/package/packed.ts';

/*
 * `pnpm bench`: what n8n's users download and load. Loading is told as a share of loading n8n-workflow, which n8n has
 * done long before, and beside n8n's own Stripe node where n8n is installed for the tests.
 */

const root = join(import.meta.dirname, '..');
const n8nHost = join(root, '..', 'e2e', 'n8n-host', 'node_modules');
const RUNS = 15;

/** The median share of loading n8n-workflow that loading a module afterwards takes, each time in a fresh process. */
function loading(module: string, from: string): number {
  const script = `const t = performance.now(); require('n8n-workflow');
    const u = performance.now(); require(${JSON.stringify(module)});
    console.log((performance.now() - u) / (u - t));`;
  const shares = Array.from({ length: RUNS }, () =>
    Number(execFileSync(process.execPath, ['--eval', script], { cwd: from, encoding: 'utf8' })),
  );
  return shares.sort((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const size = (file: string): number => statSync(file).size;

const packed = packCopy(root);
try {
  const files = readdirSync(packed.unpacked, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const built = files.filter((file) => file.endsWith('.js')).sort();
  const unpacked = files.reduce((sum, file) => sum + size(file), 0);
  console.log(`n8n package: ${kB(size(packed.tarball))} to download, ${kB(unpacked)} unpacked`);
  for (const file of built) console.log(`${relative(packed.unpacked, file)}: ${kB(size(file))}`);

  // Where n8n installs a package, n8n-workflow is found.
  symlinkSync(join(root, 'node_modules'), join(packed.unpacked, 'node_modules'));
  const stripe = existsSync(n8nHost)
    ? loading('n8n-nodes-base/dist/nodes/Stripe/Stripe.node.js', n8nHost)
    : undefined;
  for (const file of built) {
    const share = loading(file, packed.unpacked);
    const beside = stripe === undefined ? '' : `, × ${(share / stripe).toFixed(2)} of n8n's Stripe node`;
    console.log(`loading ${basename(file)}: ${percent(share)} of loading n8n-workflow${beside}`);
  }
} finally {
  packed.remove();
}
