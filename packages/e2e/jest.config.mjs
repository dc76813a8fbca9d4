import base from '../../jest.config.mjs';

/**
 * The real n8n's tests. What they share is prepared once, before the first of them; four files run at a time, since
 * most of their time they wait for n8n.
 */
export default {
  ...base,
  rootDir: '../..',
  testMatch: ['<rootDir>/packages/*/test/**/*.e2e.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 300_000,
  maxWorkers: 4,
  globalSetup: '<rootDir>/packages/e2e/jest/start.ts',
  globalTeardown: '<rootDir>/packages/e2e/jest/end.ts',
  testSequencer: '<rootDir>/packages/e2e/jest/longest-first.ts',
  reporters: [['<rootDir>/packages/e2e/src/check/progress.ts', { kind: 'n8n' }]],
};
