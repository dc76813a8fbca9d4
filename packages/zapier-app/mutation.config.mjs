import { mutationOf } from '../e2e/mutation/scheme.mjs';

export default mutationOf({
  name: 'zapier-app',
  mutate: ['src/**/*.ts'],
  tests: ['test/*.test.ts', '!test/{app.cli,engine.property}.test.ts'],
  testTimeout: 15_000,
  floor: 0,
});
