import { mutationOf } from '../e2e/mutation/scheme.mjs';

/** All but the forms: they are mostly texts, which docs/texts.md, n8n's lint and the descriptions' tests hold. */
export default mutationOf({
  name: 'n8n-node',
  mutate: [
    '{nodes,credentials}/**/*.ts',
    '!nodes/SecPaid/*.node.ts',
    '!nodes/SecPaid/resources/*/properties.ts',
    '!nodes/SecPaid/shared/documentation.ts',
  ],
  tests: ['test/**/*.test.ts', '!test/package/*.test.ts'],
  testTimeout: 15_000,
  // Of the 201 changes tried so far, all in instant and shared/connection.ts; raise it after a whole run.
  floor: 80,
});
