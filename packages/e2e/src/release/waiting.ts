import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A changeset that waits for the next release. */
export interface Waiting {
  /** Its file's name without the ending. */
  readonly id: string;
  /** The released packages and how much each changes: patch, minor or major. */
  readonly releases: Readonly<Record<string, string>>;
  /** What users read in the changelog. */
  readonly summary: string;
}

/** The changesets that wait in a workspace, by name. */
export function waitingChangesets(root: string): Waiting[] {
  const folder = join(root, '.changeset');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
    .map((file) => read(file.slice(0, -'.md'.length), readFileSync(join(folder, file), 'utf8')));
}

function read(id: string, text: string): Waiting {
  const [, head = '', summary = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? [];
  const releases: Record<string, string> = {};
  for (const [, name = '', size = ''] of head.matchAll(/^['"]?([^'":]+)['"]?: *(\w+)$/gm))
    releases[name] = size;
  return { id, releases, summary: summary.trim() };
}
