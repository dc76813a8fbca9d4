/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests are not part of the package */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { INPUTS } from '@secpaid/core';
import type { INodeTypeDescription } from 'n8n-workflow';
import { SecPaid } from '../../nodes/SecPaid/SecPaid.node';
import { SecPaidInstantTrigger } from '../../nodes/SecPaid/SecPaidInstantTrigger.node';
import { SecPaidTrigger } from '../../nodes/SecPaid/SecPaidTrigger.node';

const root = join(__dirname, '../..');
const NODES = { SecPaid, SecPaidInstantTrigger, SecPaidTrigger };

/** Rules that look at the file and its code judge the real ones: `pnpm lint`. */
const OF_PARAMETERS = 'n8n-nodes-base/node-param-';
/** Where we do it otherwise. */
const NOT_OURS = [
  // By time, by kind and by what belongs together instead of by name.
  'options-type-unsorted-items',
  'multi-options-type-unsorted-items',
  'collection-type-unsorted-items',
  // A list of values for a model ends such a help text: a full stop would look like a part of the last value.
  'description-missing-final-period',
  // A Recipient Token only names an account.
  'type-options-password-missing',
].map((rule) => OF_PARAMETERS + rule);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'secpaid-literals-'));
  mkdirSync(join(folder, 'nodes'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const config = "export { config as default } from '@n8n/node-cli/eslint';\n";
  writeFileSync(join(folder, 'eslint.config.mjs'), config);
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A node's description as n8n's own nodes have it: a literal, whose keys are names. */
function write(name: string, description: INodeTypeDescription): void {
  const literal = JSON.stringify(description, null, 2).replaceAll(/^( *)"(\w+)":/gm, '$1$2:');
  const code = `import type { INodeType, INodeTypeDescription } from 'n8n-workflow';
export class ${name} implements INodeType {
  description: INodeTypeDescription = ${literal};
}
`;
  writeFileSync(join(folder, 'nodes', `${name}.node.ts`), code);
}

interface Result {
  readonly source?: string;
  readonly messages: readonly { readonly ruleId: string; readonly line: number }[];
}

/** What n8n's linter finds: the rule, and the line of the literal. */
function findings(): string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/eslint/bin/eslint.js'), '--format', 'json', 'nodes'],
    // Under jest's NODE_ENV, test, n8n's rules look for their own tests' files.
    { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_ENV: undefined } },
  );
  if (stdout === '') throw new Error(stderr);
  const results = JSON.parse(stdout) as Result[];
  return results.flatMap(({ source = '', messages }) =>
    messages
      .filter(({ ruleId }) => ruleId.startsWith(OF_PARAMETERS) && !NOT_OURS.includes(ruleId))
      .map(({ ruleId, line }) => `${ruleId}: ${source.split('\n')[line - 1]?.trim() ?? ''}`),
  );
}

describe('n8n’s linter, which sees literals only', () => {
  it('accepts the parameters, with core’s texts written out', () => {
    for (const [name, Node] of Object.entries(NODES)) write(name, new Node().description);
    expect(findings()).toEqual([]);
  });

  it('would find a label from core in lower case, and one-sentence help with a full stop', () => {
    const { description } = new SecPaidTrigger();
    const [events] = description.properties.filter(({ name }) => name === 'events');
    if (events === undefined) throw new Error('The trigger has no events.');
    const changed = {
      ...events,
      displayName: INPUTS.events.label.toLowerCase(),
      description: `${INPUTS.events.help}.`,
    };
    write('SecPaidTrigger', { ...description, properties: [changed] });
    expect(findings()).toEqual([
      'n8n-nodes-base/node-param-display-name-miscased: displayName: "events",',
      `n8n-nodes-base/node-param-description-excess-final-period: description: "${INPUTS.events.help}.",`,
    ]);
  });
});
