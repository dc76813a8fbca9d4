// The licences of what an adapter bundles, for its package: MIT and its like ask that the notice goes along.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRecord } from './src/entries/wire.ts';

const PACKAGE_FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

function noticeOf(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = isRecord(manifest) ? manifest : {};
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
  if (file === undefined) throw new Error(`${String(name)} is bundled, but carries no licence.`);
  const text = readFileSync(join(folder, file), 'utf8').trim();
  return `${String(name)} ${String(version)} (${String(license)})\n\n${text}\n`;
}

/**
 * Writes the name, version and licence of every package of others that went into a bundle.
 *
 * @param metafile esbuild's, of a build in the current folder
 * @param file where to write it
 */
export function writeNotices(metafile: { readonly inputs: object }, file: string): void {
  const folders = Object.keys(metafile.inputs).flatMap((input) => PACKAGE_FOLDER.exec(input)?.[0] ?? []);
  const notices = [...new Set(folders)].sort().map(noticeOf);
  const heading = 'This package contains the following software of others.\n';
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, [heading, ...notices].join(`\n${'-'.repeat(80)}\n\n`));
}
