/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests are not part of the package */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { SecPaid } from '../../nodes/SecPaid/SecPaid.node';
import { SecPaidInstantTrigger } from '../../nodes/SecPaid/SecPaidInstantTrigger.node';
import { SecPaidTrigger } from '../../nodes/SecPaid/SecPaidTrigger.node';

interface Node {
  id: string;
  name: string;
  type: string;
  typeVersion: number;
  position: [number, number];
  parameters: Record<string, unknown>;
}
interface Template {
  name: string;
  nodes: Node[];
  connections: Record<string, { main: { node: string }[][] }>;
  pinData: unknown;
  settings: unknown;
}

const root = join(__dirname, '../..');
const files = readdirSync(join(root, 'workflows'));
const textOf = (file: string): string => readFileSync(join(root, 'workflows', file), 'utf8');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

const STICKY = 'n8n-nodes-base.stickyNote';
const TRIGGERS = [
  'secPaidTrigger',
  'secPaidInstantTrigger',
  'scheduleTrigger',
  'manualTrigger',
  'errorTrigger',
  'executeWorkflowTrigger',
];
const isTrigger = ({ type }: Node): boolean => TRIGGERS.some((name) => type.endsWith(`.${name}`));

/**
 * The versions of n8n's nodes that n8n 1.123 has too, the oldest that `npm run test:versions` runs. A newer version than
 * here brings nothing that a template needs, and shuts older n8n out.
 */
const VERSIONS: Record<string, number> = {
  'n8n-nodes-secpaid.secPaid': 1,
  'n8n-nodes-secpaid.secPaidInstantTrigger': 1,
  'n8n-nodes-secpaid.secPaidTrigger': 1,
  'n8n-nodes-base.code': 2,
  'n8n-nodes-base.convertToFile': 1.1,
  'n8n-nodes-base.dataTable': 1,
  'n8n-nodes-base.emailSend': 2.1,
  'n8n-nodes-base.errorTrigger': 1,
  'n8n-nodes-base.executeWorkflow': 1.3,
  'n8n-nodes-base.executeWorkflowTrigger': 1.1,
  'n8n-nodes-base.filter': 2.3,
  'n8n-nodes-base.googleSheets': 4.7,
  'n8n-nodes-base.httpRequest': 4.3,
  'n8n-nodes-base.manualTrigger': 1,
  'n8n-nodes-base.scheduleTrigger': 1.3,
  'n8n-nodes-base.set': 3.4,
  'n8n-nodes-base.stopAndError': 1,
  'n8n-nodes-base.wait': 1.1,
  [STICKY]: 1,
};

const DESCRIPTIONS: Record<string, INodeProperties[]> = {
  'n8n-nodes-secpaid.secPaid': new SecPaid().description.properties,
  'n8n-nodes-secpaid.secPaidInstantTrigger': new SecPaidInstantTrigger().description.properties,
  // n8n itself adds the poll times to a polling node.
  'n8n-nodes-secpaid.secPaidTrigger': [
    ...new SecPaidTrigger().description.properties,
    { displayName: 'Poll Times', name: 'pollTimes', type: 'json', default: '' },
  ],
};

/** What a node's description does not know: names of parameters, also in collections, and choices. */
function unknownIn(properties: INodeProperties[], parameters: Record<string, unknown>): string[] {
  return Object.entries(parameters).flatMap(([name, value]) => {
    const found = properties.filter((property) => property.name === name);
    if (found.length === 0) return [name];
    const options = found.flatMap((property) => property.options ?? []);
    if (found.some(({ type }) => type === 'collection')) {
      return unknownIn(options as INodeProperties[], value as Record<string, unknown>);
    }
    const choices = options.map((option) => ('value' in option ? option.value : undefined));
    const chosen: unknown[] = choices.length === 0 ? [] : [value].flat();
    return chosen
      .filter((one) => !choices.some((choice) => choice === one))
      .map((one) => `${name}: ${String(one)}`);
  });
}

/** The nodes in the order in which n8n runs them: each branch to its end, the topmost first. */
function inOrder(template: Template, from: Node, seen = new Set<Node>()): Node[] {
  if (seen.has(from)) return [];
  seen.add(from);
  const { nodes, connections } = template;
  const next = (connections[from.name]?.main ?? []).flat().flatMap(({ node }) => {
    return nodes.filter(({ name }) => name === node);
  });
  return [
    from,
    ...next
      .toSorted((a, b) => a.position[1] - b.position[1])
      .flatMap((node) => inOrder(template, node, seen)),
  ];
}

const tableOf = (parameters: Record<string, unknown>): unknown =>
  (parameters['dataTableId'] as { value?: unknown } | undefined)?.value;

it('there is a template for each use', () => {
  expect(files.toSorted()).toEqual([
    'daily-summary-by-email.json',
    'failure-to-email.json',
    'hourly-safety-net.json',
    'last-month-as-spreadsheet.json',
    'many-shops-shared.json',
    'many-shops-trigger.json',
    'open-disputes.json',
    'pay-out-with-payments.json',
    'payment-link-for-order.json',
    'payment-to-data-table.json',
    'payment-to-email-at-once.json',
    'payment-to-email.json',
    'payment-to-google-sheets.json',
    'personal-qr-daily-close.json',
    'reconcile-orders.json',
    'refund-or-dispute-to-chat.json',
    'thank-you-email.json',
    'unpaid-link-follow-up.json',
  ]);
});

describe.each(files)('the template %s', (file) => {
  const template = JSON.parse(textOf(file)) as Template;
  const { nodes, connections } = template;
  const working = nodes.filter(({ type }) => type !== STICKY);
  const [note, ...moreNotes] = nodes.filter(({ type }) => type === STICKY);
  const about = String(note?.parameters['content']);

  it('is named after SecPaid and its use, and is in the README', () => {
    expect(template.name).toMatch(/^SecPaid: [a-z]/);
    expect(readme).toContain(`](workflows/${file})`);
  });

  it('has one note: what it does, three steps to set it up, what it promises', () => {
    expect(moreNotes).toEqual([]);
    expect(about).toMatch(/^## .+\n\n\S/);
    const [, setUp = '', promise = ''] = about.split(/\*\*(?:Set up|What it promises)\*\*\n/);
    expect(setUp.match(/^\d\. /gm)).toEqual(['1. ', '2. ', '3. ']);
    expect(promise.match(/^- /gm)?.length).toBeGreaterThan(1);
  });

  it('names in its note only existing nodes', () => {
    const names = nodes.map(({ name }) => name);
    const named = [...about.matchAll(/[Ii]n \*\*([^*]+)\*\*|Run \*\*([^*]+)\*\*/g)].map(
      ([, inNode, run]) => inNode ?? run,
    );
    expect(named.length).toBeGreaterThan(0);
    expect(names).toEqual(expect.arrayContaining(named));
  });

  it('contains no credential, no recorded data and no address but example.com’s', () => {
    const text = textOf(file);
    expect(text).not.toMatch(/"(credentials|webhookId|instanceId|staticData|versionId|shared)"/);
    expect(template.pinData).toEqual({});
    for (const [, host] of text.matchAll(/(?:https?:\/\/|[\w.]+@)([\w-]+(?:\.[\w-]+)+)/g))
      expect(host).toBe('example.com');
  });

  it('runs in SecPaid’s time zone, as the times in it do', () => {
    expect(template.settings).toEqual({ executionOrder: 'v1', timezone: 'Europe/Berlin' });
  });

  it('has nodes of versions that n8n 1.123 knows, each with a different name and id', () => {
    for (const { type, typeVersion } of nodes) expect([type, typeVersion]).toEqual([type, VERSIONS[type]]);
    expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
    expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
  });

  it('uses only parameters and choices that the SecPaid nodes have', () => {
    for (const { type, parameters } of working) {
      const properties = DESCRIPTIONS[type];
      if (properties) expect(unknownIn(properties, parameters)).toEqual([]);
    }
  });

  it('takes full entries from Get Many', () => {
    for (const { parameters } of working.filter(({ parameters: { operation, resource } }) => {
      return resource === 'payIn' && operation === 'getMany';
    }))
      expect(parameters).toMatchObject({ returnAll: true, simplify: false });
  });

  it('connects every node with a trigger', () => {
    const reached = new Set(working.filter(isTrigger).map(({ name }) => name));
    for (const from of reached) {
      for (const { node } of (connections[from]?.main ?? []).flat()) reached.add(node);
    }
    expect([...reached].toSorted()).toEqual(working.map(({ name }) => name).toSorted());
    expect(working.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(connections)));
  });

  it('keeps its nodes on the grid without overlap, and the note beside them', () => {
    const { width, height } = note?.parameters as { width: number; height: number };
    const [left = 0, top = 0] = note?.position ?? [];
    expect(new Set(working.map(({ position }) => position.join())).size).toBe(working.length);
    for (const { position } of nodes) expect(position.map((at) => Math.abs(at % 16))).toEqual([0, 0]);
    for (const { position } of working) {
      expect(position[0]).toBeGreaterThanOrEqual(left + width + 48);
      expect(position[1]).toBeGreaterThanOrEqual(top);
      expect(position[1] + 96).toBeLessThanOrEqual(top + height);
    }
  });
});

describe.each(files)('the first click in %s', (file) => {
  const template = JSON.parse(textOf(file)) as Template;
  const { nodes } = template;
  const working = nodes.filter(({ type }) => type !== STICKY);
  const about = String(nodes.find(({ type }) => type === STICKY)?.parameters['content']);

  it('names the click that runs it', () => {
    expect(about).toContain('**Execute workflow**');
  });

  it('is offered from a trigger that fetches, not from one that waits for SecPaid’s call', () => {
    // Of several triggers n8n offers the first that is not one of its own.
    const offered = nodes.find((node) => isTrigger(node) && node.type.startsWith('n8n-nodes-secpaid.'));
    expect(offered?.type).not.toBe('n8n-nodes-secpaid.secPaidInstantTrigger');
  });

  it('makes its table before it asks for a row, whatever starts it', () => {
    for (const trigger of working.filter(isTrigger)) {
      const made = new Set<unknown>();
      for (const { parameters } of inOrder(template, trigger)) {
        if (parameters['resource'] === 'table') made.add(parameters['tableName']);
        if (parameters['resource'] === 'row') expect(made).toContain(tableOf(parameters));
      }
    }
  });

  it('says in its note which n8n it needs: one with Data Tables, if it has some', () => {
    const tables = nodes.some(({ type }) => type === 'n8n-nodes-base.dataTable');
    expect(about).toContain(tables ? '\n\n**Needs** n8n 2.3 or newer' : '\n\n**Needs** n8n 1.123 or newer');
  });

  it('leaves its addresses empty, so that n8n marks the node instead of writing to a stranger', () => {
    for (const { parameters } of working.filter(({ type }) => type === 'n8n-nodes-base.emailSend')) {
      expect(parameters['fromEmail']).toBe('');
      const whenTried = "$execution.mode === 'test' ? $parameter.fromEmail : ";
      const address = String(parameters['toEmail']).replace(whenTried, '');
      expect(address).toMatch(/^$|^=\{\{ \$json\.\w*email\w* \}\}$/);
    }
  });
});
