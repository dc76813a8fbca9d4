import { fileURLToPath } from 'node:url';
import base from '../../../jest.config.mjs';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** The tests that are about the mutated files; every mutant loads them, so the others would only cost time. */
export default {
  ...base,
  rootDir: here('../../..'),
  roots: ['<rootDir>/packages/core', '<rootDir>/packages/sandbox'],
  runner: here('quick-first.mjs'),
  testEnvironment: here('one-failure.mjs'),
  setupFiles: [here('setup.ts')],
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
