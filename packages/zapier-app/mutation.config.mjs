import { mutationOf } from '../e2e/mutation/scheme.mjs';

/** The definition's parts are made once, when a file is loaded, so this is about what the steps do. */
export default mutationOf({
  name: 'zapier-app',
  mutate: ['src/**/*.ts'],
  tests: ['test/**/*.test.ts', '!test/{app.cli,engine,engine.property}.test.ts'],
  testTimeout: 60_000,
  // Of the 53 changes tried so far; raise it after a whole run.
  floor: 80,
});
