import { mutationOf } from '../e2e/mutation/scheme.mjs';

/** What the promises rest on. The random histories are left to fewer runs (FEED_RUNS), since every mutant runs them. */
export default mutationOf({
  name: 'core',
  mutate: [
    'src/feed/*.ts',
    'src/{pay-in,row,wire,pages,server-time,envelope}.ts',
    '!src/feed/{recent,entry-filter,filter}.ts',
  ],
  tests: [
    'test/feed/*.test.ts',
    'test/{envelope,hostile,pages,pay-in,server-time}*.test.ts',
    '!test/feed/{oracle.property,size}.test.ts',
    '!test/{envelope,hostile,server-time,pay-in}.property.test.ts',
  ],
  testTimeout: 60_000,
  floor: 96.2,
});
