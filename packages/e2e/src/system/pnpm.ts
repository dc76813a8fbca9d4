import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from './paths.ts';
import { textAt } from './shape.ts';

/** The command line that runs the workspace's own version of pnpm, which need not be installed. */
export function pnpm(...args: string[]): { command: string; args: string[] } {
  const manifest: unknown = JSON.parse(readFileSync(join(workspaceRoot(), 'package.json'), 'utf8'));
  return { command: 'npx', args: ['-y', textAt(manifest, 'packageManager'), ...args] };
}
