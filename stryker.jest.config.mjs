import base from './jest.config.mjs';

/** The tests of the core, less those that take long or judge something else. */
export default {
  ...base,
  testMatch: ['<rootDir>/packages/core/test/**/*.test.ts'],
  testPathIgnorePatterns: [
    ...base.testPathIgnorePatterns,
    'oracle.property',
    'feed/size',
    'retry',
    'http.test',
    'nock.test',
    'client.property',
  ],
  bail: 1,
};
