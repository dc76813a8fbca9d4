import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The workspace's one lint configuration; packages/n8n-node adds n8n's own, which its reviewers run. */
export default defineConfig(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'packages/n8n-node/**',
      'packages/e2e/n8n-host/**',
      '**/reports/**',
    ],
  },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['*.mjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
);
