import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The workspace's one lint configuration; packages/n8n-node adds n8n's own, which its reviewers run. */
export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'packages/n8n-node/*.mjs',
      'packages/n8n-node/test/**',
      'packages/e2e/n8n-host/**',
      '**/reports/**',
    ],
  },
  {
    ignores: ['packages/n8n-node/**'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['packages/n8n-node/{nodes,credentials}/**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    // What stands there switches off rules of n8n's own linter.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  mayImport('packages/core/src', ['@date-fns/tz'], 'The core knows no platform and nobody here.'),
  // Apart from the core's index, for who receives SecPaid's encrypted calls.
  mayImport('packages/core/src/payment-endpoint.ts', ['node:crypto'], 'Only to decrypt.'),
  mayImport(
    'packages/n8n-node/{nodes,credentials}',
    ['n8n-workflow', '@secpaid/core(/payment-endpoint)?'],
    'The n8n node knows n8n-workflow and the core.',
  ),
  mayImport(
    'packages/zapier-app/src',
    ['zapier-platform-core', '@secpaid/core'],
    'The Zapier app knows zapier-platform-core and the core.',
  ),
);

/**
 * What shipped code of one folder may import: files of its own package, and the modules named here. Anything else is
 * refused, a type, a module of Node and another package's file by its path included.
 *
 * @param {string} folder or one file of it
 * @param {string[]} modules
 * @param {string} message
 */
function mayImport(folder, modules, message) {
  const own = String.raw`\.\.?/(?!.*(^|/)(core|n8n-node|zapier-app|sandbox|e2e|test|bench|node_modules)/)`;
  const regex = `^(?!${own}|(${modules.join('|')})$)`;
  return {
    files: [folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex, message: `${message} See docs/architecture.md.` }] },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression', message: 'Shipped code is one bundle: import at the top.' },
      ],
    },
  };
}
