/**
 * The test files that take five seconds of a processor or more and hold what seldom breaks between two changes:
 * `npm test -- --fast` leaves them out and says so.
 */
export const SLOW_FILES = [
  'core/test/feed/idle-cost',
  'core/test/feed/size',
  'core/test/http/hostile.property',
  'n8n-node/test/package/package',
  'sandbox/test/cli',
  'zapier-app/test/app.cli',
  'zapier-app/test/engine.property',
  'zapier-app/test/hostile',
];

/** What jest is told to leave out then: these, and what its configuration leaves out. */
export const LEFT_OUT_WHEN_FAST = [
  '/node_modules/',
  String.raw`\.e2e\.test\.ts$`,
  ...SLOW_FILES.map((file) => `/packages/${file}.test.ts`.replaceAll('.', String.raw`\.`)),
];
