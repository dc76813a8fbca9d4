import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The workspace's root, found from the working directory upwards. `import.meta` would be shorter, but these
 * modules also run inside jest as CommonJS, where it does not exist.
 */
export function workspaceRoot(): string {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const settings = join(folder, 'pnpm-workspace.yaml');
    // The n8n host folder has a pnpm-workspace.yaml too; only the root's lists the packages.
    if (existsSync(settings) && readFileSync(settings, 'utf8').includes('packages/*')) return folder;
    if (folder === dirname(folder)) {
      throw new Error(`No workspace above ${process.cwd()}: run this from inside the project's folder.`);
    }
  }
}

/** The folder of one of the workspace's packages. */
export function packageFolder(name: string): string {
  return join(workspaceRoot(), 'packages', name);
}
