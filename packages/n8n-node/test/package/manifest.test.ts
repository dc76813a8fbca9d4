/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import { credential, exists, json, nodes, read } from './description-support.ts';

const manifest = json('package.json') as {
  [key: string]: unknown;
  n8n: { credentials: string[]; nodes: string[] };
};

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
    for (const source of sources) expect(exists(source)).toBe(true);
  });

  it('is beside a licence, and the credential links to the guide', () => {
    expect(read('LICENSE.md')).toContain('MIT');
    expect(credential.documentationUrl).toMatch(/\/docs\/n8n\.md#connect-your-account$/);
  });
});
