/**
 * One configuration for every package. `pnpm unit` runs what needs no n8n; the real n8n's tests are
 * `*.e2e.test.ts` and run through packages/e2e/src/check/check.ts, which prepares what they need.
 */
export default {
  testMatch: ['<rootDir>/packages/*/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', String.raw`\.e2e\.test\.ts$`],
  modulePathIgnorePatterns: [
    '<rootDir>/packages/e2e/n8n-host/',
    '<rootDir>/packages/.*/dist/',
    '<rootDir>/.stryker-tmp/',
  ],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }],
  },
  testEnvironment: 'node',
  // A test runs in a context of its own, where looking up a global is slow: a third of the time went for Math in hash().
  sandboxInjectedGlobals: ['Math', 'Object', 'Array', 'Map', 'Set', 'Number', 'String', 'Date'],
  // Without times of an earlier run, jest would begin with the largest files, and end alone with a slow one.
  testSequencer: '<rootDir>/packages/e2e/jest/longest-first.ts',
  // Beside the end-to-end tests, or on a machine that others use too, a test can take ten times as long; what hangs is still found.
  testTimeout: 180_000,
};
