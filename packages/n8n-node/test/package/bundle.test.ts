/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests are not part of the package */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LINK_SAMPLE, FEE_INVOICE_SAMPLE, PAY_OUT_SAMPLE, PAY_IN_SAMPLE, summaryOf } from '@secpaid/core';
import { SecPaid } from '../../nodes/SecPaid/SecPaid.node';

interface Manifest {
  n8n: { credentials: string[]; nodes: string[] };
}

const root = join(__dirname, '../..');
const { n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
const files = [...n8n.credentials, ...n8n.nodes];
const node = (args: string[], cwd: string): string =>
  execFileSync(process.execPath, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** A copy of the package: others may be using the package's own dist at this moment. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'secpaid-bundle-'));
  for (const part of ['build.mjs', 'schemas.mjs', 'package.json', 'credentials', 'nodes', 'icons']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  node(['build.mjs'], folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const codeOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

function neededBy(file: string): (string | undefined)[] {
  const calls = codeOf(file).matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g);
  return [...new Set([...calls].map(([, name]) => name))].sort();
}

describe('the bundle', () => {
  const BUNDLE = 'dist/secpaid.js';

  it('needs nothing but n8n-workflow, and node:crypto to decrypt, which n8n’s review allows', () => {
    expect(neededBy(BUNDLE)).toEqual(['n8n-workflow', 'node:crypto']);
    expect(codeOf(BUNDLE)).not.toMatch(/^\s*(?:import|export)\s/m);
  });

  it.each(['setTimeout(', 'setInterval(', 'globalThis', 'process.', 'console.'])(
    'holds no %s, which n8n’s review refuses',
    (forbidden) => {
      expect(codeOf(BUNDLE)).not.toContain(forbidden);
    },
  );

  it('comes with the licences of the bundled packages', () => {
    const notices = codeOf('dist/THIRD-PARTY-NOTICES.txt');
    expect(notices).toMatch(
      /^@date-fns\/tz [\d.]+ \(MIT\)\n\n[^-]*Copyright[^-]*Permission is hereby granted/m,
    );
    expect(notices).toMatch(/^lean-qr [\d.]+ \(MIT\)\n\n[^]*Copyright[^]*Permission is hereby granted/m);
    expect(notices.match(/^-{80}$/gm)).toHaveLength(2);
  });
});

describe('in an n8n that is too old', () => {
  const script = (without: string): string => `
    const workflow = { ...require('n8n-workflow') };
    delete workflow['${without}'];
    require.cache[require.resolve('n8n-workflow')].exports = workflow;
    try { require('./dist/secpaid.js'); } catch (error) { console.log(error.name + ': ' + error.message); }`;
  const taken = (): string[] => [
    ...new Set(
      [...codeOf('dist/secpaid.js').matchAll(/\bimport_n8n_workflow\d*\.(\w+)/g)].map(
        ([, name = '']) => name,
      ),
    ),
  ];

  it('says what is missing and which n8n it needs, for each thing that it takes from n8n', () => {
    expect(taken()).toContain('NodeConnectionTypes');
    for (const name of taken()) {
      expect(node(['--eval', script(name)], folder).trim()).toBe(
        `Error: n8n-nodes-secpaid needs n8n 1.123 or newer. This n8n lacks ${name}. Update n8n, then restart it.`,
      );
    }
  });

  it('says nothing in one that has all of it', () => {
    expect(node(['--eval', script('somethingElse')], folder)).toBe('');
  });
});

describe.each(files)('the built %s', (file) => {
  it('is one line that takes its class from the bundle', () => {
    expect(neededBy(file)).toEqual([expect.stringMatching(/^(\.\.\/)+secpaid\.js$/)]);
    expect(codeOf(file).trim().split('\n')).toHaveLength(1);
  });

  it('loads with require() and describes itself', () => {
    const [, name = ''] = /(\w+)\.(?:node|credentials)\.js$/.exec(file) ?? [];
    const script = `const built = new (require('./${file}').${name})();
      console.log(JSON.stringify({ name: (built.description ?? built).name, icon: (built.description ?? built).icon }));`;
    const { name: type, icon } = JSON.parse(node(['--eval', script], folder)) as {
      name: string;
      icon: Record<'light' | 'dark', string>;
    };
    expect(type).toBe(`${name.charAt(0).toLowerCase()}${name.slice(1)}`);
    for (const path of Object.values(icon)) {
      expect(existsSync(join(folder, file, '..', path.replace('file:', '')))).toBe(true);
    }
  });
});

it.each(n8n.nodes)('the codex file lies beside the built %s', (file) => {
  expect(existsSync(join(folder, file.replace(/\.js$/, '.json')))).toBe(true);
});

describe('the schemas from which n8n shows fields before a node ran', () => {
  const propertiesOf = (path: string): Record<string, unknown> => {
    const schema: unknown = JSON.parse(
      readFileSync(join(folder, 'dist/nodes/SecPaid/__schema__', path), 'utf8'),
    );
    expect(schema).toMatchObject({ type: 'object', properties: expect.any(Object) });
    return (schema as { properties: Record<string, unknown> }).properties;
  };
  /** The type of each value of a sample; null is of any. */
  const typesOf = (sample: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(sample).map(([key, value]) => [key, { type: typeof value }]));

  it.each(['v1.0.0.json', 'v1.0.0/payIn/get.json', 'v1.0.0/payIn/getMany.json'])(
    '%s has the fields of an entry',
    (path) => {
      expect(propertiesOf(path)).toEqual(typesOf(PAY_IN_SAMPLE));
    },
  );

  it.each([
    ['paymentLink/create', LINK_SAMPLE],
    ['paymentLink/getMany', LINK_SAMPLE],
    ['paymentLink/getQrCode', LINK_SAMPLE],
    ['paymentLink/delete', { deleted: true, id: '99290' }],
    ['payOut/getMany', PAY_OUT_SAMPLE],
    ['feeInvoice/getMany', FEE_INVOICE_SAMPLE],
  ])('of %s has the fields of what it gives', (path, sample) => {
    expect(propertiesOf(`v1.0.0/${path}.json`)).toEqual(typesOf(sample));
  });

  it('of a summary has its figures', async () => {
    const entries = async function* () {
      yield await Promise.resolve([PAY_IN_SAMPLE]);
    };
    const summary = await summaryOf({ pages: entries }, {}, Date.now());
    expect(propertiesOf('v1.0.0/payIn/getSummary.json')).toEqual({
      ...typesOf(summary),
      average_transaction: { type: 'number' },
    });
  });

  it('stand for every operation', () => {
    const { properties } = new SecPaid().description;
    const operations = properties.filter(({ name }) => name === 'operation');
    expect(operations).not.toHaveLength(0);
    for (const { displayOptions, options } of operations) {
      const [resource] = (displayOptions?.show?.['resource'] ?? []) as string[];
      for (const { value } of options as { value: string }[]) {
        expect(propertiesOf(`v1.0.0/${resource ?? ''}/${value}.json`)).toBeDefined();
      }
    }
  });
});
