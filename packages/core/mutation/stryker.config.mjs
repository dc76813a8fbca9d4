/**
 * Mutation testing of what the promises rest on: `pnpm mutation`. Long (docs/benchmarks.md says how long), so not part of
 * `npm test`. The random histories are left to fewer runs here, since every mutant runs them.
 */
export default {
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner'],
  jest: { configFile: 'packages/core/mutation/jest.config.mjs', enableFindRelatedTests: false },
  mutate: [
    'packages/core/src/feed/*.ts',
    'packages/core/src/{pay-in,row,wire,pages,server-time,envelope}.ts',
    '!packages/core/src/feed/{recent,entry-filter,filter}.ts',
  ],
  coverageAnalysis: 'perTest',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'reports/mutation.json' },
  concurrency: 2,
  ignoreStatic: true,
  timeoutMS: 30_000,
  ignorePatterns: ['packages/e2e/n8n-host', '**/dist', 'reports', 'docs'],
  tempDirName: '.stryker-tmp',
};
