import { describe, expect, it } from '@jest/globals';
import { ESLint } from 'eslint';
import { workspaceRoot } from '../src/system/paths.ts';

const linter = new ESLint({
  cwd: workspaceRoot(),
  // packages/n8n-node has another one, for n8n's rules.
  overrideConfigFile: 'eslint.config.mjs',
});

/** What the linter's rule on imports says of a file, which need not be there, with this import. */
async function faultOf(file: string, imported: string): Promise<string | undefined> {
  const [result] = await linter.lintText(`export * from '${imported}';\n`, { filePath: `packages/${file}` });
  return result?.messages.find(({ ruleId }) => ruleId === 'no-restricted-imports')?.message;
}

describe('an import between rooms', () => {
  it.each([
    ['core/src/entries/new.ts', '../feed/poll.ts'],
    ['core/src/entries/new.ts', '../client.ts'],
    ['core/src/http/new.ts', '../endpoints/list.ts'],
    ['core/src/feed/new.ts', '../forms/inputs.ts'],
    ['core/src/find/new.ts', '../summary/summary.ts'],
    ['sandbox/src/values/new.ts', '../account/account.ts'],
    ['sandbox/src/dashboard/new.ts', '../control/control.ts'],
    ['e2e/src/system/new.ts', '../n8n/n8n.ts'],
    ['e2e/src/services/new.ts', '../browser/browser.ts'],
  ])('against the direction is refused: %s takes %s', async (file, imported) => {
    expect(await faultOf(file, imported)).toContain('See docs/architecture.md');
  });

  it.each([
    './../feed/poll.ts',
    '././../feed/poll.ts',
    '../entries/../feed/poll.ts',
    './deeper/../../feed/poll.ts',
    '../../src/feed/poll.ts',
    '../../../core/src/feed/poll.ts',
    '@secpaid/core',
  ])('is refused by another spelling of its path too: %s', async (imported) => {
    expect(await faultOf('core/src/entries/new.ts', imported)).toContain('See docs/architecture.md');
  });

  it.each([
    ['core/src/entries/new.ts', './wire.ts'],
    ['core/src/entries/new.ts', '../errors.ts'],
    ['core/src/entries/new.ts', '@date-fns/tz'],
    ['core/src/http/new.ts', '../entries/wire.ts'],
    ['core/src/feed/new.ts', '../paging/pages.ts'],
    ['core/src/find/new.ts', '../client.ts'],
    ['sandbox/src/account/new.ts', '../values/shape.ts'],
    ['e2e/src/browser/new.ts', '../n8n/n8n.ts'],
  ])('in the direction is allowed: %s takes %s', async (file, imported) => {
    expect(await faultOf(file, imported)).toBeUndefined();
  });
});

describe('an import of shipped code', () => {
  it.each([
    ['core/src/new.ts', 'n8n-workflow'],
    ['core/src/new.ts', 'node:crypto'],
    ['core/src/new.ts', '../../sandbox/src/index.ts'],
    ['n8n-node/nodes/SecPaid/new.ts', 'node:fs'],
    ['n8n-node/nodes/SecPaid/new.ts', '../../../core/src/index.ts'],
    ['n8n-node/nodes/SecPaid/new.ts', '../../test/support.ts'],
    ['zapier-app/src/new.ts', 'n8n-workflow'],
    ['zapier-app/src/new.ts', '../../core/src/index.ts'],
  ])('of what it must not know is refused: %s takes %s', async (file, imported) => {
    expect(await faultOf(file, imported)).toContain('See docs/architecture.md');
  });

  it.each([
    ['n8n-node/nodes/SecPaid/new.ts', '@secpaid/core'],
    ['n8n-node/nodes/SecPaid/new.ts', 'n8n-workflow'],
    ['zapier-app/src/new.ts', 'zapier-platform-core'],
  ])('of its platform and the core is allowed: %s takes %s', async (file, imported) => {
    expect(await faultOf(file, imported)).toBeUndefined();
  });
});
