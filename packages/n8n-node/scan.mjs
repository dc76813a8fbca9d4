// What n8n's review runs on a published package (the command of @n8n/scan-community-package), on one that is not
// published yet: its rules on the sources and on what the packed file holds. Comments that switch rules off do not
// count there.
//
//   node scan.mjs <folder of the sources> <folder of the unpacked package>
import { resolve } from 'node:path';
import { SOURCE_FILE_PATTERNS, analyzePackage } from '@n8n/scan-community-package/scanner/scanner.mjs';

const [sources, unpacked] = process.argv.slice(2);
if (unpacked === undefined) throw new Error('Usage: node scan.mjs <sources> <unpacked package>');

/** @typedef {{ message?: string, details?: string }} Result The package has no types of its own. */
const analyze = /** @type {(folder: string, patterns: string[]) => Promise<Result>} */ (analyzePackage);
/** @type {[string, string, string[]][]} */
const legs = [
  ['sources', sources, SOURCE_FILE_PATTERNS],
  // The scanner's own patterns for this leg; it does not export them.
  ['package', unpacked, ['**/*.js', 'package.json']],
];
for (const [leg, folder, patterns] of legs) {
  // A message comes with violations, and also where there was no file to look at, which is "passed" to the scanner.
  const { message, details = '' } = await analyze(resolve(folder), patterns);
  console.log(`${leg}: ${message ?? 'no violations'}\n${details}`);
  if (message !== undefined) process.exitCode = 1;
}
