import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textAt, valueAt } from '../system/shape.ts';

/** What is released, by its folder in `packages`. */
export const RELEASED = ['n8n-node', 'zapier-app'] as const;

const PLACEHOLDER = /TO BE FILLED IN[^\n]*/;
const WITHOUT_PLACEHOLDERS = ['README.md', 'SECURITY.md', 'CODE_OF_CONDUCT.md', 'LICENSE'];

/**
 * What keeps a checkout from being published, in whole sentences; none if nothing does.
 *
 * @param root the workspace's folder
 * @throws Error if a package.json or a CHANGELOG.md is missing
 */
export function obstacles(root: string): string[] {
  return [...placeholders(root), ...disagreements(root), ...RELEASED.flatMap((name) => unnamed(root, name))];
}

function placeholders(root: string): string[] {
  return WITHOUT_PLACEHOLDERS.flatMap((file) => {
    const found = PLACEHOLDER.exec(read(root, file));
    return found ? [`${file} still has a placeholder: ${found[0].replaceAll('*', '')}`] : [];
  });
}

/** The licence's holder and the packages' authors have to be the same. */
function disagreements(root: string): string[] {
  const holders = [
    ['LICENSE', holder(read(root, 'LICENSE'))],
    ['packages/n8n-node/LICENSE.md', holder(read(root, 'packages/n8n-node/LICENSE.md'))],
    ['the author in packages/n8n-node/package.json', author(manifest(root, 'n8n-node'))],
  ] as const;
  const [first, ...others] = holders;
  return others
    .filter(([, name]) => name !== first[1])
    .map(([place, name]) => `${first[0]} names “${first[1]}”, but ${place} names “${name}”.`);
}

/** A version that goes out has its entry in the changelog; Zapier is sent it, and people look there. */
function unnamed(root: string, name: string): string[] {
  const version = textAt(manifest(root, name), 'version');
  const changelog = read(root, `packages/${name}/CHANGELOG.md`);
  if (new RegExp(`^## ${version.replaceAll('.', String.raw`\.`)}$`, 'm').test(changelog)) return [];
  return [`packages/${name}/CHANGELOG.md says nothing of version ${version}: run changeset version first.`];
}

const holder = (licence: string): string => /^Copyright \(c\) \d{4} (.+)$/m.exec(licence)?.[1] ?? 'nobody';

function author(fields: unknown): string {
  const name = valueAt(fields, 'author', 'name');
  return typeof name === 'string' ? name : 'nobody';
}

const manifest = (root: string, name: string): unknown =>
  JSON.parse(read(root, `packages/${name}/package.json`));

function read(root: string, file: string): string {
  const path = join(root, file);
  if (!existsSync(path)) throw new Error(`${file} is missing.`);
  return readFileSync(path, 'utf8');
}
