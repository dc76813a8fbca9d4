import { mutationOf } from '../e2e/mutation/scheme.mjs';

/** What the promises rest on. The random histories are left to fewer runs (FEED_RUNS), since every mutant runs them. */
export default mutationOf({
  name: 'core',
  mutate: [
    'src/feed/*.ts',
    'src/{entries/{pay-in,row,wire,server-time,flips,status},http/envelope,paging/{pages,order,end-of-list}}.ts',
    '!src/feed/recent.ts',
  ],
  tests: [
    'test/feed/*.test.ts',
    'test/{http/{envelope,hostile,token,http},paging/{pages,order,end-of-list},entries/*}*.test.ts',
    '!test/feed/{oracle.property,size,idle-cost}.test.ts',
    '!test/{http,entries,paging}/*.property.test.ts',
  ],
  testTimeout: 60_000,
  floor: 96.2,
});
