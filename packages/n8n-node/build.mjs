// Bundles every node and credential with the core into one CommonJS file each: n8n's verified nodes may have no
// runtime dependencies. What n8n reads beside the .node.js (codex, icons) is copied.
import { cp, glob, rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { writeSchemas } from './schemas.mjs';

await rm('dist', { recursive: true, force: true });
await build({
  entryPoints: ['credentials/*.credentials.ts', 'nodes/**/*.node.ts'],
  outbase: '.',
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['n8n-workflow'],
  logLevel: 'warning',
});
for await (const file of glob('{nodes,icons}/**/*.{svg,json}')) await cp(file, `dist/${file}`);
await writeSchemas('dist/nodes/SecPaid/__schema__');
