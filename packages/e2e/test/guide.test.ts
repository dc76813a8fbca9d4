import { describe, expect, test } from '@jest/globals';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../src/system/paths.ts';

const root = workspaceRoot();
const guide = readFileSync(join(root, 'docs', 'n8n.md'), 'utf8');

/** What the first table of "When something goes wrong" quotes. */
const quoted = [...(guide.split('| It says')[1] ?? '').matchAll(/^\| `([^`]+)`/gm)].map(
  ([, text]) => text ?? '',
);

const sources = globSync(['packages/core/src/**/*.ts', 'packages/n8n-node/{nodes,credentials}/**/*.ts'], {
  cwd: root,
})
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n');

describe('docs/n8n.md', () => {
  test('quotes messages', () => {
    expect(quoted.length).toBeGreaterThan(10);
  });

  test.each(quoted)('quotes "%s" as the connector says it', (message) => {
    expect(sources).toContain(message);
  });

  test.each([...guide.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, picture]) => picture ?? ''))(
    'shows the picture %s, which is there',
    (picture) => {
      expect(existsSync(join(root, 'docs', picture))).toBe(true);
    },
  );
});
