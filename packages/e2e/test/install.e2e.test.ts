import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { type Sandbox, startSandbox } from '@secpaid/sandbox';
import { runCommand } from '../src/system/command.ts';
import { createN8n, type N8n } from '../src/n8n/n8n.ts';
import { preparedTarball } from '../src/n8n/prepared.ts';
import { textAt } from '../src/system/shape.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain, type CredentialReference, type Workflow } from '../src/workflows/types.ts';
import { secPaidCredential } from '../src/workflows/workflows.ts';

/* The package installed by npm into n8n's own folder, as the node's README says. The other tests only unpack it. */

jest.setTimeout(300_000);

let sandbox: Sandbox;
let n8n: N8n;
let workflow: Workflow;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: false });
  sandbox.account.seedSamples();
  n8n = await createN8n();
  const cwd = join(n8n.home.folder, '.n8n', 'nodes');
  mkdirSync(cwd);
  const flags = ['--prefix', '.', '--ignore-scripts', '--legacy-peer-deps'];
  const { logFile, env } = n8n.home;
  await runCommand('npm', ['install', ...flags, preparedTarball()], { cwd, logFile, env });
  await n8n.start();
  const secPaid = secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl });
  workflow = getOne(await n8n.addCredential(secPaid));
  await n8n.importWorkflows([workflow]);
});

afterAll(async () => {
  await n8n.close();
  await sandbox.close();
});

it('n8n lists both nodes, with their icons and as a tool', async () => {
  const session = await n8n.ownerSession();
  const types = await session.request('GET', '../types/nodes.json');
  const ours = (Array.isArray(types) ? types : []).filter((type) =>
    textAt(type, 'name').startsWith('n8n-nodes-secpaid.'),
  );
  expect(ours.map((type) => textAt(type, 'name')).sort()).toEqual([
    'n8n-nodes-secpaid.secPaid',
    'n8n-nodes-secpaid.secPaidInstantTrigger',
    'n8n-nodes-secpaid.secPaidTool',
    'n8n-nodes-secpaid.secPaidTrigger',
  ]);
  for (const type of ours) {
    const icon = await fetch(`${n8n.url}/${textAt(type, 'iconUrl', 'light')}`);
    expect(icon.headers.get('content-type')).toContain('svg');
  }
});

it('n8n runs one of them', async () => {
  const session = await n8n.ownerSession();
  await session.request('POST', `workflows/${workflow.id}/run`, {
    workflowData: workflow,
    triggerToStartFrom: { name: 'Start' },
    destinationNode: { nodeName: 'SecPaid', mode: 'inclusive' },
  });
  const execution = await waitFor('the end of the execution', () =>
    n8n.executions(workflow.id).find(({ stoppedAt }) => stoppedAt !== null),
  );
  expect(execution.status).toBe('success');
  expect(sandbox.requests.map(({ status }) => status)).toContain(200);
});

function getOne({ id, name }: CredentialReference): Workflow {
  return chain('getOne0000000001', 'Get one payment', [
    {
      id: 'start',
      name: 'Start',
      type: 'n8n-nodes-base.manualTrigger',
      typeVersion: 1,
      position: [0, 0],
      parameters: {},
    },
    {
      id: 'secpaid',
      name: 'SecPaid',
      type: 'n8n-nodes-secpaid.secPaid',
      typeVersion: 1,
      position: [240, 0],
      parameters: { resource: 'payIn', operation: 'get', payId: '99296' },
      credentials: { secPaidApi: { id, name } },
    },
  ]);
}
