import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../src/system/paths.ts';

/* docs/commands.md says of every command in the docs what runs it. */

const PAGE = 'docs/commands.md';
const NOT_READ = [
  PAGE,
  'docs/texts.md',
  'packages/n8n-node/CHANGELOG.md',
  'packages/zapier-app/CHANGELOG.md',
];
const pages = globSync(['*.md', 'docs/*.md', 'packages/*/*.md'], { cwd: workspaceRoot() }).filter(
  (page) => !NOT_READ.includes(page),
);
const read = (page: string): string => readFileSync(join(workspaceRoot(), page), 'utf8');

/** The lines of a page's shell blocks, and what it names in passing that begins with npm or npx. */
function commandsOf(page: string): string[] {
  const text = read(page);
  const blocks = [...text.matchAll(/^ *```sh\n([^]*?)^ *```$/gm)].flatMap(([, block = '']) =>
    block.split('\n'),
  );
  const named = [...text.matchAll(/`((?:npm|npx) [^`]+)`/g)].map(([, command = '']) => command);
  return [...blocks, ...named]
    .map((line) => line.replace(/\s+# .*$/, '').trim())
    .filter((line) => line !== '');
}

const found = [...new Set(pages.flatMap(commandsOf))].sort();
const rows = read(PAGE)
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [, command = '', by = ''] = /^\| `(.+?)` +\| (.+?) +\|$/.exec(line) ?? [];
    return { command: command.replaceAll(String.raw`\|`, '|'), by };
  });

describe('docs/commands.md', () => {
  it('has a row for each command of the docs, and for no other', () => {
    expect(rows.map(({ command }) => command).sort()).toEqual(found);
  });

  it.each(rows)('says what runs `$command`', ({ by }) => {
    const files = [...by.matchAll(/`([^`]+\.(?:ts|mjs|yml)|\.ci\/run)`/g)].map(([, file = '']) => file);
    for (const file of files)
      expect({ file, isThere: existsSync(join(workspaceRoot(), file)) }).toEqual({ file, isThere: true });
    const said = /\bby hand on \d{4}-\d{2}-\d{2}\b|^not run: /.test(by);
    expect(files.length > 0 || said).toBe(true);
  });
});
