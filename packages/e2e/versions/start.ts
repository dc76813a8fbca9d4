import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@secpaid/sandbox';
import { packNode } from '../src/n8n/pack.ts';
import { startMailbox } from '../src/services/mailbox.ts';
import { secPaidCredential, smtpCredential } from '../src/workflows/workflows.ts';
import { CHECKS } from './checks.ts';
import { ensureN8nVersion } from './install.ts';
import { startOldN8n } from './old-n8n.ts';
import { VERSIONS } from './versions.ts';

/*
 * `npm run test:versions [-- 2.20.12 …]`: the packed connector in n8n as people run it, from the oldest version that is
 * promised to the newest that can be installed. Not part of `npm test`: each n8n takes 2 GB and a minute or two.
 */

const asked = process.argv.slice(2);
const unknown = asked.filter((version) => !VERSIONS.some((one) => one.version === version));
if (unknown.length > 0) {
  throw new Error(`Add ${unknown.join(', ')} to versions.ts: what it needs to be installed is not known.`);
}
const folder = mkdtempSync(join(tmpdir(), 'secpaid-versions-'));
let failed = 0;
try {
  const tarball = await packNode(folder);
  for (const version of VERSIONS.filter((one) => asked.length === 0 || asked.includes(one.version))) {
    console.log(`\nn8n ${version.version}`);
    failed += await check(version, tarball);
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(failed === 0 ? '\nAll of it passed.' : `\n${failed} failed.`);
process.exitCode = failed === 0 ? 0 : 1;

/** Installs this n8n and runs the checks in it, printing a line for each. Gives how many failed. */
async function check(n8nVersion: (typeof VERSIONS)[number], tarball: string): Promise<number> {
  const report = (name: string, outcome: string): void => {
    console.log(`  ${name.padEnd(32)} ${outcome}`);
  };
  let failures = 0;
  const sandbox = await startSandbox({ rateLimit: false });
  const mailbox = await startMailbox();
  try {
    const bin = await ensureN8nVersion(n8nVersion);
    const n8n = await startOldN8n(bin, tarball);
    report('install and start', 'passed');
    try {
      sandbox.account.seedSamples();
      const secPaid = await n8n.addCredential(
        secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl }),
      );
      const smtp = await n8n.addCredential(smtpCredential(mailbox));
      const bench = { version: n8nVersion.version, n8n, sandbox, mailbox, secPaid, smtp };
      for (const [name, run] of Object.entries(CHECKS)) {
        try {
          report(name, (await run(bench)) ?? 'passed');
        } catch (error) {
          failures++;
          report(name, `FAILED: ${String(error)}`);
        }
      }
      if (failures > 0) console.log(n8n.logTail());
    } finally {
      await n8n.close();
    }
  } catch (error) {
    failures++;
    report('install and start', `FAILED: ${String(error)}`);
  } finally {
    await mailbox.close();
    await sandbox.close();
  }
  return failures;
}
