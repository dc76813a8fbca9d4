/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- tests are not part of the package */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Packed, packCopy } from './packed';

const root = join(__dirname, '../..');
let packed: Packed;

beforeAll(() => {
  packed = packCopy(root);
});
afterAll(() => {
  packed.remove();
});

const manifest = (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(packed.unpacked, 'package.json'), 'utf8')) as Record<string, unknown>;

describe('the packed package', () => {
  it('contains the built files, icons, codex files, output schemas, texts and notices, and nothing else', () => {
    const files = readdirSync(packed.unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(packed.unpacked.length + 1));
    const schemas = /^dist\/nodes\/SecPaid\/__schema__\/v[\d.]+(\/\w+)*\.json$/;
    expect(files.some((file) => schemas.test(file))).toBe(true);
    expect(files.filter((file) => !schemas.test(file)).sort()).toEqual([
      'LICENSE.md',
      'README.md',
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/credentials/SecPaidApi.credentials.js',
      'dist/icons/secpaid.dark.svg',
      'dist/icons/secpaid.svg',
      'dist/nodes/SecPaid/SecPaid.node.js',
      'dist/nodes/SecPaid/SecPaid.node.json',
      'dist/nodes/SecPaid/SecPaidInstantTrigger.node.js',
      'dist/nodes/SecPaid/SecPaidInstantTrigger.node.json',
      'dist/nodes/SecPaid/SecPaidTrigger.node.js',
      'dist/nodes/SecPaid/SecPaidTrigger.node.json',
      'dist/secpaid.js',
      'package.json',
    ]);
  });

  it('needs nothing at run time, runs nothing at install, and knows no workspace', () => {
    expect(manifest()).not.toHaveProperty('dependencies');
    expect(manifest()).toMatchObject({
      name: 'n8n-nodes-secpaid',
      peerDependencies: { 'n8n-workflow': '*' },
    });
    expect(manifest()['private']).toBeUndefined();
    expect(manifest()).not.toHaveProperty('scripts');
    expect(manifest()).not.toHaveProperty('devDependencies');
    expect(JSON.stringify(manifest())).not.toMatch(/workspace:|@secpaid\//);
  });

  it('is taken by npm publish --dry-run', () => {
    // The address is nobody's: a dry run needs no registry.
    const registry = ['--registry', 'http://127.0.0.1:9', '--fetch-retries', '0'];
    const args = ['publish', '--dry-run', '--json', ...registry, packed.tarball];
    const { status, stdout } = spawnSync('npm', args, { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('n8n-nodes-secpaid@');
  });

  // About a fifth more than in November 2026. Past it, look at what was bundled before raising the number.
  it('has a bundle of at most 295,000 bytes, and is at most 90,000 to download', () => {
    expect(statSync(join(packed.unpacked, 'dist/secpaid.js')).size).toBeLessThanOrEqual(295_000);
    expect(statSync(packed.tarball).size).toBeLessThanOrEqual(90_000);
  });
});

describe("the scanner of n8n's review", () => {
  const scan = (sources: string, unpacked: string): { status: number | null; stdout: string } =>
    spawnSync(process.execPath, [join(root, 'scan.mjs'), sources, unpacked], {
      encoding: 'utf8',
      // Under jest's NODE_ENV, test, n8n's rules look for their own tests' files.
      env: { ...process.env, NODE_ENV: undefined },
    });

  it('finds nothing in the sources and in the package', () => {
    expect(scan(root, packed.unpacked)).toMatchObject({
      stdout: 'sources: no violations\n\npackage: no violations\n\n',
      status: 0,
    });
  });

  it('would find a timer in either, and a package that is not there', () => {
    const bad = join(packed.unpacked, '..', 'bad');
    const timer = '\nsetTimeout(() => undefined, 1);\n';
    cpSync(join(root, 'nodes'), join(bad, 'sources/nodes'), { recursive: true });
    cpSync(packed.unpacked, join(bad, 'package'), { recursive: true });
    appendFileSync(join(bad, 'sources/nodes/SecPaid/SecPaid.node.ts'), timer);
    appendFileSync(join(bad, 'package/dist/nodes/SecPaid/SecPaid.node.js'), timer);
    const both = scan(join(bad, 'sources'), join(bad, 'package'));
    expect(both.stdout.match(/Use of restricted global 'setTimeout'/g)).toHaveLength(2);
    expect(both.status).toBe(1);

    mkdirSync(join(bad, 'empty'));
    expect(scan(root, join(bad, 'empty')).status).toBe(1);
  });
});
