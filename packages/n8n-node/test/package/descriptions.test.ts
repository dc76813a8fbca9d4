/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { credential, expectThemedIcon, json, nodes } from './description-support.ts';

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

  it('has a separate codex file beside it', () => {
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
