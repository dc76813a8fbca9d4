import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * Which imports are allowed, and what needs no types; oxlint.config.ts has the rules that do. packages/n8n-node adds n8n's
 * own rules, which its reviewers run.
 */
export default defineConfig(
  {
    ignores: ['**/dist/**', '**/node_modules/**', 'packages/e2e/n8n-host/**', '**/reports/**'],
  },
  {
    extends: [tseslint.configs.strict],
  },
  {
    files: ['packages/n8n-node/**/*.ts'],
    // Comments there switch off rules of n8n's own linter, which need not run here but have to be known.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
    plugins: {
      '@n8n/community-nodes': namesOnly(
        'no-restricted-imports',
        'no-restricted-globals',
        'no-hardcoded-secrets',
        'no-dangerous-functions',
        'require-node-api-error',
      ),
    },
  },
  mayImport(
    'packages/core/src',
    ['@date-fns/tz', 'lean-qr/nano'],
    'The core knows no platform and nobody here.',
  ),
  // Apart from the core's index, for who receives SecPaid's encrypted calls.
  mayImport('packages/core/src/payment-endpoint.ts', ['node:crypto'], 'Only to decrypt.'),
  ...rooms('packages/core/src', ['@date-fns/tz', 'lean-qr/nano'], {
    entries: [],
    forms: ['entries'],
    http: ['entries', 'forms'],
    paging: ['entries'],
    endpoints: ['entries', 'forms', 'http', 'paging'],
    feed: ['entries', 'paging'],
    find: ['entries', 'forms', 'paging', 'endpoints', 'client.ts'],
    export: ['entries', 'forms', 'client.ts', 'find'],
    qr: ['entries', 'forms'],
    summary: ['entries', 'forms', 'paging', 'endpoints', 'client.ts', 'find'],
    status: ['entries', 'forms', 'paging', 'endpoints', 'client.ts', 'find', 'summary'],
  }),
  ...rooms('packages/sandbox/src', ['[^.].*'], {
    values: [],
    wire: ['values'],
    deviations: ['values', 'wire'],
    account: ['values', 'deviations'],
    notifications: ['values', 'account'],
    api: ['values', 'wire', 'deviations', 'account', 'notifications'],
    dashboard: ['values', 'account'],
    control: ['values', 'wire', 'deviations', 'account', 'notifications', 'api', 'dashboard'],
  }),
  ...rooms('packages/e2e/src', ['[^.].*'], {
    system: [],
    workflows: ['system'],
    services: ['system', 'workflows'],
    n8n: ['system', 'workflows', 'services'],
    browser: ['system', 'n8n'],
  }),
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
 * A plugin whose rules have names and find nothing.
 *
 * @param {string[]} names
 */
function namesOnly(...names) {
  return { rules: Object.fromEntries(names.map((name) => [name, { create: () => ({}) }])) };
}

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
  return {
    files: [folder.endsWith('.ts') ? folder : `${folder}/**/*.ts`],
    rules: {
      ...onlyImports(`${own}|(${modules.join('|')})$`, message),
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression', message: 'Shipped code is one bundle: import at the top.' },
      ],
    },
  };
}

/**
 * The direction of imports between the rooms of one package: a room knows itself, the rooms that are named for it, and
 * errors.ts. An import against the direction, and so a circle of rooms, is refused.
 *
 * @param {string} source the folder that holds the rooms
 * @param {string[]} modules what all of them may import from outside
 * @param {Record<string, string[]>} below for each room, the rooms and files that it may know
 */
function rooms(source, modules, below) {
  return Object.entries(below).map(([room, others]) => ({
    files: [`${source}/${room}/**/*.ts`],
    rules: onlyImports(
      String.raw`(?!.*\w?/\.\./)(\./|\.\./(errors\.ts$|(${others.join('|') || '-'})(/|$))|(${modules.join('|')})$)`,
      `${room}/ knows ${others.join(', ') || 'no other room'}.`,
    ),
  }));
}

/**
 * @param {string} allowed a pattern of what an import may begin with
 * @param {string} message
 */
function onlyImports(allowed, message) {
  const pattern = { regex: `^(?!${allowed})`, message: `${message} See docs/architecture.md.` };
  return { 'no-restricted-imports': /** @type {const} */ (['error', { patterns: [pattern] }]) };
}
