import { fileURLToPath } from 'node:url';

const own = (/** @type {string} */ file) => `<rootDir>/packages/e2e/mutation/${file}`;

/**
 * Mutation testing of one package: Stryker's settings. Long (docs/benchmarks.md says how long), so not part of `npm test`.
 *
 * @param {object} what
 * @param {string} what.name the package's folder
 * @param {string[]} what.mutate the files that are changed, as globs in that folder; later ones with "!" leave out
 * @param {string[]} what.tests the tests that are about these files, likewise; others would only cost time
 * @param {number} what.testTimeout how long one test may take, in milliseconds: what waits for a mutant in vain takes this long
 * @param {number} what.floor the share of changes in percent that the tests have to notice; below it the run fails
 */
export function mutationOf({ name, mutate, tests, testTimeout, floor }) {
  return {
    testRunner: 'jest',
    // Some packages are ES modules only, and jest loads those only with this.
    testRunnerNodeArgs: ['--experimental-vm-modules'],
    plugins: ['@stryker-mutator/jest-runner', fileURLToPath(new URL('nothing-tested.mjs', import.meta.url))],
    jest: {
      configFile: 'jest.config.mjs',
      config: {
        roots: [`<rootDir>/packages/${name}`, '<rootDir>/packages/sandbox'],
        runner: own('quick-first.mjs'),
        // Stryker resolves it itself, in the copy of the repository that it works in.
        testEnvironment: './packages/e2e/mutation/one-failure.mjs',
        setupFiles: [own('setup.ts')],
        moduleNameMapper: { '^n8n-workflow$': own('once-n8n-workflow.cjs') },
        testTimeout,
        testMatch: tests.map((glob) => within(`**/packages/${name}`, glob)),
      },
      enableFindRelatedTests: false,
    },
    mutate: mutate.map((glob) => within(`packages/${name}`, glob)),
    coverageAnalysis: 'perTest',
    thresholds: { high: 100, low: floor, break: floor },
    reporters: ['clear-text', 'progress-append-only', 'json', 'nothing-tested'],
    clearTextReporter: { logTests: false, reportTests: false },
    jsonReporter: { fileName: `reports/mutation-${name}.json` },
    concurrency: 2,
    ignoreStatic: true,
    // Beside what the tests and loading them took in the first run. A machine that others use too can be slow for a while.
    timeoutMS: 120_000,
    ignorePatterns: ['packages/e2e/n8n-host', '**/dist', 'reports'],
    tempDirName: '.stryker-tmp',
  };
}

const within = (/** @type {string} */ folder, /** @type {string} */ glob) =>
  glob.startsWith('!') ? `!${folder}/${glob.slice(1)}` : `${folder}/${glob}`;
