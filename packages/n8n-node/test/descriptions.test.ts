/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests are not part of the package */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import {
  connect,
  EVENTS,
  FIELDS,
  KIND_LABELS,
  LINK_FIELDS,
  PAY_OUT_FIELDS,
  SUMMARY_FIELDS,
} from '@secpaid/core';
import type { ICredentialTestRequest, IHookFunctions, INodeProperties, INodeType } from 'n8n-workflow';
import { SecPaidApi } from '../credentials/SecPaidApi.credentials';
import { SecPaid } from '../nodes/SecPaid/SecPaid.node';
import { SecPaidInstantTrigger } from '../nodes/SecPaid/SecPaidInstantTrigger.node';
import { SecPaidTrigger } from '../nodes/SecPaid/SecPaidTrigger.node';

const root = join(__dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const json = (path: string): Record<string, unknown> => JSON.parse(read(path)) as Record<string, unknown>;

const manifest = json('package.json') as {
  [key: string]: unknown;
  n8n: { credentials: string[]; nodes: string[] };
};
const credential = new SecPaidApi();
const nodes: [string, string, INodeType][] = [
  ['secPaid', 'nodes/SecPaid/SecPaid.node.ts', new SecPaid()],
  ['secPaidInstantTrigger', 'nodes/SecPaid/SecPaidInstantTrigger.node.ts', new SecPaidInstantTrigger()],
  ['secPaidTrigger', 'nodes/SecPaid/SecPaidTrigger.node.ts', new SecPaidTrigger()],
];

/** Finds a property of a description, those in collections included. */
function property(properties: INodeProperties[], ...path: string[]): INodeProperties {
  const [name, ...rest] = path;
  const found = properties.find((one) => one.name === name);
  if (!found) throw new Error(`no property ${path.join('.')}`);
  return rest.length === 0 ? found : property(found.options as INodeProperties[], ...rest);
}
const valuesOf = ({ options }: INodeProperties): unknown[] =>
  (options as { value: unknown }[]).map(({ value }) => value);

/** Evaluates an expression of the credential as n8n would. */
function evaluated(expression: unknown, $credentials: Record<string, string>): unknown {
  const [, code = ''] = /^=\{\{(.*)\}\}$/s.exec(String(expression)) ?? [];
  return runInNewContext(code, { $credentials });
}

function expectThemedIcon(icon: unknown, besides: string): void {
  const files = (['light', 'dark'] as const).map((theme) => {
    const text = (icon as Record<string, string>)[theme] ?? '';
    expect(text).toMatch(/^file:.+\.svg$/);
    const path = join(dirname(besides), text.replace('file:', ''));
    expect({ path, exists: existsSync(join(root, path)) }).toEqual({ path, exists: true });
    return read(path);
  });
  for (const svg of files) expect(svg).toContain('<svg');
  expect(files[0]).not.toBe(files[1]);
}

describe('package.json', () => {
  it('is a community node’s that n8n finds and takes', () => {
    expect(manifest).toMatchObject({
      name: 'n8n-nodes-secpaid',
      license: 'MIT',
      keywords: expect.arrayContaining(['n8n-community-node-package']),
      homepage: expect.stringMatching(/^https:/),
      author: { name: expect.any(String), email: expect.stringContaining('@') },
      repository: { url: expect.stringContaining('github.com') },
      peerDependencies: { 'n8n-workflow': '*' },
      n8n: { n8nNodesApiVersion: 1, strict: true },
    });
  });

  it('has no dependencies and no script that runs on installation', () => {
    for (const key of ['dependencies', 'optionalDependencies', 'bundledDependencies']) {
      expect(manifest).not.toHaveProperty(key);
    }
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish']) {
      expect(manifest['scripts']).not.toHaveProperty(script);
    }
  });

  it('publishes what is built, and names it as it is built', () => {
    expect(manifest['files']).toEqual(['dist']);
    const sources = [...manifest.n8n.credentials, ...manifest.n8n.nodes].map((path) =>
      path.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
    );
    expect(sources.sort()).toEqual([
      'credentials/SecPaidApi.credentials.ts',
      ...nodes.map(([, path]) => path),
    ]);
    for (const source of sources) expect(existsSync(join(root, source))).toBe(true);
  });

  it('stands beside a licence, and the credential links to the guide', () => {
    expect(read('LICENSE.md')).toContain('MIT');
    expect(credential.documentationUrl).toMatch(/\/docs\/n8n\.md#connect-your-account$/);
  });

  it('explains in the README every figure and every field of an entry, in the core’s words', () => {
    const cells = read('README.md')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const rows = cells.flatMap(([, key = '', type, help]) =>
      key.startsWith('`') ? [{ key, type, help }] : [],
    );
    expect(rows).toEqual(
      [...SUMMARY_FIELDS, ...FIELDS, ...LINK_FIELDS, ...PAY_OUT_FIELDS].map(({ key, type, help }) => ({
        key: `\`${key}\``,
        type,
        help,
      })),
    );
  });
});

describe.each(nodes)('the node %s', (name, path, { description }) => {
  it('has the name that workflows are saved with', () => {
    expect(description).toMatchObject({ name, version: 1, defaults: { name: description.displayName } });
  });

  it('says what it does in a sentence and under each node', () => {
    expect(description.description).toMatch(/^[A-Z].{20,}[^.]$/);
    expect(description.subtitle).toMatch(/^=\{\{.+\}\}$/);
  });

  it('has an icon for light and for dark', () => {
    expectThemedIcon(description.icon, path);
  });

  it('asks for the SecPaid credential', () => {
    expect(description.credentials).toEqual([{ name: credential.name, required: true }]);
  });

  it('has a codex file of its own beside it', () => {
    expect(json(path.replace(/\.ts$/, '.json'))).toMatchObject({
      node: `n8n-nodes-secpaid.${name}`,
      nodeVersion: '1.0',
      codexVersion: '1.0',
      categories: expect.arrayContaining(['Finance & Accounting']),
      resources: {
        primaryDocumentation: [{ url: expect.stringMatching(/^https:/) }],
        credentialDocumentation: [{ url: credential.documentationUrl }],
      },
    });
  });

  it('describes every field that a person fills in', () => {
    const all = description.properties.flatMap((one) =>
      one.type === 'collection' ? (one.options as INodeProperties[]) : [one],
    );
    // A drop-down of resources or operations explains itself by its choices.
    const fields = all.filter(
      ({ name, type }) => type !== 'notice' && !['resource', 'operation'].includes(name),
    );
    expect(fields.length > 2).toBe(name !== 'secPaidInstantTrigger');
    for (const field of fields) {
      expect({ field: field.name, description: field.description }).toEqual({
        field: field.name,
        description: expect.stringMatching(/^[A-Z].{5,}/),
      });
    }
  });
});

describe('the trigger', () => {
  const { description, ...trigger } = new SecPaidTrigger() as INodeType;

  it('is a trigger that polls, and no tool', () => {
    expect(description).toMatchObject({ polling: true, group: ['trigger'], inputs: [], outputs: ['main'] });
    expect(description.displayName).toMatch(/ Trigger$/);
    expect(description).not.toHaveProperty('usableAsTool', true);
    expect(trigger).not.toHaveProperty('execute');
  });

  it('leaves the poll times to n8n', () => {
    expect(description.properties.map(({ name }) => name)).not.toContain('pollTimes');
  });

  it.each([
    [['payment'], 'New payment'],
    [['payment', 'refund'], 'New payment, refund'],
    ['refund', 'New refund'],
    [[], 'New payment'],
    [undefined, 'New payment'],
  ])('says under the node what it listens to: %j', (events, subtitle) => {
    const [, code = ''] = /^=\{\{(.*)\}\}$/s.exec(description.subtitle ?? '') ?? [];
    expect(runInNewContext(code, { $parameter: { events } })).toBe(subtitle);
  });

  it('offers every event, payments by default', () => {
    const events = property(description.properties, 'events');
    expect(valuesOf(events).sort()).toEqual([...EVENTS, 'payout'].sort());
    expect(events).toMatchObject({ type: 'multiOptions', default: ['payment'], required: true });
  });

  it('starts from now by default, and asks for days only where it backfills', () => {
    const startFrom = property(description.properties, 'startFrom');
    expect(startFrom.default).toBe('now');
    expect(valuesOf(startFrom).sort()).toEqual(['backfill', 'now']);
    expect(property(description.properties, 'backfillDays')).toMatchObject({
      displayOptions: { show: { startFrom: ['backfill'] } },
      typeOptions: { minValue: 1, maxValue: 365 },
    });
  });
});

describe('the instant trigger', () => {
  const trigger = new SecPaidInstantTrigger() as INodeType;

  it('is a trigger with a webhook, and no tool', () => {
    expect(trigger.description).toMatchObject({ group: ['trigger'], inputs: [], outputs: ['main'] });
    expect(trigger.description.displayName).toMatch(/ Trigger$/);
    expect(trigger.description).not.toHaveProperty('usableAsTool', true);
    expect(trigger.description).not.toHaveProperty('polling');
    expect(trigger.description.webhooks).toEqual([
      expect.objectContaining({ name: 'default', httpMethod: 'POST', responseMode: 'onReceived' }),
    ]);
  });

  it('says where its URL has to be pasted, and what it does not bring', () => {
    const notices = trigger.description.properties.map(({ displayName }) => displayName).join(' ');
    expect(notices).toContain('Settings → API & Integrations → Payment Endpoint');
    expect(notices).toMatch(/Production URL.*Test URL/);
    expect(notices).toMatch(/refunds and disputes.*SecPaid Trigger.*Remove Duplicates/);
  });

  it('has nothing to register at SecPaid', async () => {
    const { checkExists, create, delete: remove } = trigger.webhookMethods?.['default'] ?? {};
    const none = {} as IHookFunctions;
    expect(await Promise.all([checkExists, create, remove].map((method) => method?.call(none)))).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe('the SecPaid node', () => {
  const { description } = new SecPaid();
  const { properties } = description;

  it('can be a tool of an agent', () => {
    expect(description).toMatchObject({ usableAsTool: true, inputs: ['main'], outputs: ['main'] });
  });

  it('explains every parameter so that an agent can fill it: the form, an example or the values', () => {
    const inCollections = properties.flatMap((one) =>
      one.type === 'collection' ? (one.options as INodeProperties[]) : [one],
    );
    for (const { name, type, description: text, options = [] } of inCollections) {
      if (['resource', 'operation'].includes(name)) continue;
      if (type === 'string') expect({ name, text }).toEqual({ name, text: expect.stringContaining('e.g. ') });
      if (type === 'options' || type === 'multiOptions') {
        for (const option of options) expect(text).toContain('value' in option ? option.value : '');
      }
    }
  });

  const operationOf = (resource: string): INodeProperties =>
    property(
      properties.filter(({ displayOptions }) => displayOptions?.show?.['resource']?.includes(resource)),
      'operation',
    );

  it('has the resources Pay-In, Pay-Out and Payment Link, pay-ins first', () => {
    const resource = property(properties, 'resource');
    expect(valuesOf(resource)).toEqual(['payIn', 'payOut', 'paymentLink']);
    expect(resource.default).toBe('payIn');
  });

  it.each([
    [
      'payIn',
      'getMany',
      {
        get: 'Get the payment refunds and disputes of a pay ID',
        getMany: 'Get many payments refunds and disputes',
        getSummary: 'Get a summary of payments in a time range',
      },
    ],
    ['payOut', 'getMany', { getMany: 'Get many pay outs to your bank account' }],
    [
      'paymentLink',
      'create',
      {
        create: 'Create a payment link',
        delete: 'Delete a payment link',
        getMany: 'Get many payment links',
      },
    ],
  ])('tells an agent by its actions what the tool does with a %s', (resource, first, actions) => {
    const operation = operationOf(resource);
    const options = (operation.options ?? []) as { value: string; action: string; description: string }[];
    expect(Object.fromEntries(options.map(({ value, action }) => [value, action]))).toEqual(actions);
    expect(operation.default).toBe(first);
    for (const { description: text } of options) expect(text).toMatch(/^[A-Z].{20,}[^.]$/);
  });

  it('offers nothing that moves money out', () => {
    const operations = ['payIn', 'payOut', 'paymentLink'].flatMap((resource) =>
      valuesOf(operationOf(resource)),
    );
    expect(operations.map(String).filter((name) => /refund|pay(out)?$|transfer/i.test(name))).toEqual([]);
  });

  it('hides a key like a password', () => {
    expect(property(properties, 'additionalFields', 'encryptionKey').typeOptions).toEqual({ password: true });
  });

  it('has n8n’s usual Limit of 50, which is hidden by Return All', () => {
    expect(property(properties, 'limit')).toMatchObject({
      default: 50,
      typeOptions: { minValue: 1 },
      displayOptions: { show: { operation: ['getMany'], returnAll: [false] } },
    });
    expect(property(properties, 'returnAll')).toMatchObject({
      type: 'boolean',
      default: false,
      description: expect.stringMatching(/^Whether /),
    });
  });

  it('offers every kind as a filter', () => {
    expect(valuesOf(property(properties, 'filters', 'kinds')).sort()).toEqual(
      Object.keys(KIND_LABELS).sort(),
    );
  });
});

describe('the credential', () => {
  const base = { apiToken: ' T0ken ', baseUrl: '' };

  it('has the name that workflows are saved with, and an icon', () => {
    expect(credential.name).toBe('secPaidApi');
    expectThemedIcon(credential.icon, 'credentials/SecPaidApi.credentials.ts');
  });

  it('hides the token like a password', () => {
    expect(property(credential.properties, 'apiToken')).toMatchObject({
      typeOptions: { password: true },
      required: true,
      default: '',
    });
  });

  it('hides the encryption key, and does without', () => {
    expect(property(credential.properties, 'encryptionKey')).toMatchObject({
      typeOptions: { password: true },
      default: '',
    });
    expect(property(credential.properties, 'encryptionKey').required).toBeUndefined();
  });

  it('asks for a base URL only where the environment is Custom', () => {
    const environment = property(credential.properties, 'environment');
    expect(environment.default).toBe('production');
    expect(valuesOf(environment)).toEqual(['production', 'development', 'custom']);
    expect(property(credential.properties, 'baseUrl').displayOptions).toEqual({
      show: { environment: ['custom'] },
    });
  });

  it('sends the token in the header “token”, without blanks around it, beside what else is sent', async () => {
    const request = { url: 'https://app.secpaid.com', headers: { Accept: 'application/json' } };
    expect(await credential.authenticate(base, request)).toEqual({
      ...request,
      headers: { ...request.headers, token: 'T0ken' },
    });
  });

  it.each(['production', 'development', 'custom'])(
    'is tested where the nodes will ask (%s), for one entry, and follows no redirect',
    (environment) => {
      const given = { ...base, environment, baseUrl: 'http://127.0.0.1:4010/api/v2/' };
      const { request } = credential.test as ICredentialTestRequest;
      expect(evaluated(request.baseURL, given)).toBe(connect(given).baseUrl);
      expect(request).toMatchObject({
        url: '/getPayInTransactions',
        method: 'POST',
        body: { page: 1, limit: 1 },
        disableFollowRedirect: true,
      });
    },
  );

  describe('says what is wrong when the test', () => {
    type Rule = { type: string; properties: { key?: string; value: unknown; message: string } };
    const rules = credential.test.rules as Rule[];
    const messageOn = (type: string, value: unknown, key?: string): string | undefined =>
      rules.find(
        ({ type: of, properties }) => of === type && properties.value === value && properties.key === key,
      )?.properties.message;

    it.each([
      [401, 'refused the API token'],
      [403, 'refused the API token'],
      [429, '60 requests a minute'],
      [500, 'cannot answer at the moment'],
      [502, 'cannot answer at the moment'],
      [503, 'cannot answer at the moment'],
      [504, 'cannot answer at the moment'],
      [302, 'a redirect, which is not followed'],
      [307, 'a redirect, which is not followed'],
      [404, 'not the SecPaid API'],
    ])('ends with HTTP %i', (status, message) => {
      expect(messageOn('responseCode', status)).toContain(message);
    });

    it('ends with HTTP 200 and an error envelope', () => {
      expect(messageOn('responseSuccessBody', 'False', 'Result')).toContain('refused the API token');
    });

    it('ends with HTTP 200 and something else than an envelope', () => {
      expect(messageOn('responseSuccessBody', undefined, 'Result')).toContain('not the SecPaid API');
    });

    it('but not when it succeeds', () => {
      expect(rules.filter(({ properties }) => ['True', 200].includes(properties.value as never))).toEqual([]);
    });
  });
});
