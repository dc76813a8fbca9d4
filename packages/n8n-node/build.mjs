// Bundles all nodes and the credential with the core into one CommonJS file: n8n's verified nodes may have no runtime
// dependencies. Each file that package.json registers takes its class from there. What n8n reads beside the .node.js
// (codex, icons) is copied; the licences of what was bundled go along.
import { cp, glob, mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import { writeNotices } from '@secpaid/core/notices';
import { build } from 'esbuild';
import manifest from './package.json' with { type: 'json' };
import { writeSchemas } from './schemas.mjs';

const BUNDLE = 'dist/secpaid.js';
const registered = [...manifest.n8n.credentials, ...manifest.n8n.nodes];
/** Evaluated first: says what an older n8n lacks before anything needs it. */
const GUARD = './nodes/SecPaid/shared/old-n8n.ts';
/** @param {string} file */
const sourceOf = (file) => file.replace(/^dist/, '.').replace(/\.js$/, '.ts');

await rm('dist', { recursive: true, force: true });
const { metafile } = await build({
  stdin: {
    contents: [`import '${GUARD}';`, ...registered.map((file) => `export * from '${sourceOf(file)}';`)].join(
      '\n',
    ),
    resolveDir: '.',
    loader: 'ts',
  },
  outfile: BUNDLE,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['n8n-workflow'],
  metafile: true,
  logLevel: 'warning',
});
for (const file of registered) {
  const name = basename(file).replace(/\..*$/, '');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `exports.${name} = require('${relative(dirname(file), BUNDLE)}').${name};\n`);
}
writeNotices(metafile, 'dist/THIRD-PARTY-NOTICES.txt');
for await (const file of glob('{nodes,icons}/**/*.{svg,json}')) await cp(file, `dist/${file}`);
await writeSchemas('dist/nodes/SecPaid/__schema__');
