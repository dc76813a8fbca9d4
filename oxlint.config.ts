import { defineConfig } from 'oxlint';
import tseslint from 'typescript-eslint';

/** Not in oxlint yet. */
const MISSING = ['@typescript-eslint/no-unsafe-class-instance-assignment'];

const { strictTypeChecked, disableTypeChecked } = tseslint.configs;
const strict = new Set(strictTypeChecked.flatMap(({ rules = {} }) => Object.keys(rules)));
/** Those of typescript-eslint's strict rules that need types; eslint.config.mjs has the other ones. */
const typed = Object.keys(disableTypeChecked.rules ?? {}).filter(
  (name) => strict.has(name) && !MISSING.includes(name),
);

/** The rules that need types are oxlint's task: it checks them with TypeScript 7, in a tenth of ESLint's time. */
export default defineConfig({
  plugins: ['typescript'],
  categories: { correctness: 'off' },
  rules: {
    ...Object.fromEntries(
      typed.map((name) => [name.replace('@typescript-eslint', 'typescript'), 'error' as const]),
    ),
    'typescript/restrict-template-expressions': ['error', { allowNumber: true }],
    'typescript/return-await': ['error', 'error-handling-correctness-only'],
  },
  overrides: [
    {
      // n8n's scanner has no types. A comment there would name a rule that n8n's own linter does not know.
      files: ['packages/n8n-node/scan.mjs'],
      rules: { 'typescript/no-unsafe-assignment': 'off' },
    },
  ],
  ignorePatterns: ['**/dist/**', 'packages/e2e/n8n-host/**', '**/reports/**'],
});
