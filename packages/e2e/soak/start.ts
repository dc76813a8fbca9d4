import { spawn } from 'node:child_process';
import { nodeFirst } from '../src/system/command.ts';
import { ensureN8nHost } from '../src/n8n/host.ts';
import { workspaceRoot } from '../src/system/paths.ts';

/*
 * `npm run test:soak`: the long forms of the tests that hold n8n under load and faults, and those that are only worth
 * their time here. Ends after half an hour, come what may.
 */

const HALF_AN_HOUR = 30 * 60_000;
const TESTS = [
  'packages/*/test/{faults,faults-kill,crowd,big-account,queue}.e2e.test.ts',
  'packages/e2e/soak/*.e2e.test.ts',
];

await ensureN8nHost(console.log);
const only = process.argv.slice(2);
const startedAt = Date.now();
const jest = spawn(
  'jest',
  [
    '--config=packages/e2e/jest.config.mjs',
    '--runInBand',
    '--testTimeout=1200000',
    ...TESTS.map((pattern) => `--testMatch=<rootDir>/${pattern}`),
    ...only,
  ],
  {
    cwd: workspaceRoot(),
    env: {
      ...nodeFirst(),
      NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
      SECPAID_SOAK: 'true',
    },
    stdio: 'inherit',
  },
);
const late = setTimeout(() => {
  console.error('Half an hour is over: the rest did not run.');
  jest.kill('SIGTERM');
}, HALF_AN_HOUR);
jest.once('exit', (code, signal) => {
  clearTimeout(late);
  console.log(`\nThe soak took ${Math.round((Date.now() - startedAt) / 60_000)} minutes.`);
  process.exitCode = signal === null ? (code ?? 1) : 1;
});
