// Bundles the app with the core into one ES module: `zapier-platform build` knows no workspace packages. What Zapier
// itself supplies stays outside. The licences of what was bundled go along. An argument names another folder than dist, for tests.
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeNotices } from '@secpaid/core/notices';
import { build } from 'esbuild';

const outdir = resolve(process.argv[2] ?? 'dist');
await rm(outdir, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['src/index.ts'],
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  external: ['zapier-platform-core'],
  metafile: true,
  logLevel: 'warning',
});
process.chdir(import.meta.dirname);
writeNotices(metafile, join(outdir, 'THIRD-PARTY-NOTICES.txt'));
