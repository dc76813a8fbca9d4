import base from './jest.config.mjs';

/** The tests that are about the mutated files; every mutant loads them, so the others would only cost time. */
export default {
  ...base,
  roots: ['<rootDir>/packages/core', '<rootDir>/packages/sandbox'],
  runner: './stryker.runner.mjs',
  testEnvironment: './stryker.environment.mjs',
  setupFiles: ['<rootDir>/packages/core/test/mutation.setup.ts'],
  testMatch: [
    '<rootDir>/packages/core/test/feed/*.test.ts',
    '<rootDir>/packages/core/test/{envelope,hostile,pages,pay-in,server-time}*.test.ts',
  ],
  testPathIgnorePatterns: [
    ...base.testPathIgnorePatterns,
    'feed/(oracle.property|size)',
    'envelope.property',
    'hostile.property',
    'server-time.property',
    'pay-in.property',
  ],
};
