/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests are not part of the package */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect } from '@jest/globals';
import type { INodeProperties, INodeType } from 'n8n-workflow';
import { SecPaidApi } from '../../credentials/SecPaidApi.credentials';
import { SecPaid } from '../../nodes/SecPaid/SecPaid.node';
import { SecPaidInstantTrigger } from '../../nodes/SecPaid/SecPaidInstantTrigger.node';
import { SecPaidTrigger } from '../../nodes/SecPaid/SecPaidTrigger.node';

const root = join(__dirname, '../..');

/** Whether there is such a file in the package's folder. */
export const exists = (path: string): boolean => existsSync(join(root, path));
/** A file of the package's folder as text. */
export const read = (path: string): string => readFileSync(join(root, path), 'utf8');
export const json = (path: string): Record<string, unknown> =>
  JSON.parse(read(path)) as Record<string, unknown>;

export const credential = new SecPaidApi();
/** Each node's name, its file and the node. */
export const nodes: [string, string, INodeType][] = [
  ['secPaid', 'nodes/SecPaid/SecPaid.node.ts', new SecPaid()],
  ['secPaidInstantTrigger', 'nodes/SecPaid/SecPaidInstantTrigger.node.ts', new SecPaidInstantTrigger()],
  ['secPaidTrigger', 'nodes/SecPaid/SecPaidTrigger.node.ts', new SecPaidTrigger()],
];

/** Finds a property of a description, those in collections included. */
export function property(properties: INodeProperties[], ...path: string[]): INodeProperties {
  const [name, ...rest] = path;
  const found = properties.find((one) => one.name === name);
  if (!found) throw new Error(`no property ${path.join('.')}`);
  return rest.length === 0 ? found : property(found.options as INodeProperties[], ...rest);
}

/** The values that a drop-down offers. */
export const valuesOf = ({ options }: INodeProperties): unknown[] =>
  (options as { value: unknown }[]).map(({ value }) => value);

/** Evaluates an expression of a description as n8n would. */
export function evaluated(expression: unknown, context: Record<string, unknown>): unknown {
  const [, code = ''] = /^=\{\{(.*)\}\}$/s.exec(String(expression)) ?? [];
  return runInNewContext(code, context);
}

export function expectThemedIcon(icon: unknown, besides: string): void {
  const files = (['light', 'dark'] as const).map((theme) => {
    const text = (icon as Record<string, string>)[theme] ?? '';
    expect(text).toMatch(/^file:.+\.svg$/);
    const path = join(dirname(besides), text.replace('file:', ''));
    expect({ path, exists: exists(path) }).toEqual({ path, exists: true });
    return read(path);
  });
  for (const svg of files) expect(svg).toContain('<svg');
  expect(files[0]).not.toBe(files[1]);
}
