import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../system/command.ts';
import { publishedWorkflows } from './database.ts';
import type { N8nHome } from './home.ts';
import type { Credential, Workflow } from '../workflows/types.ts';

/** Runs one command of n8n's command line; only while this home's n8n is stopped (n8n-io/n8n#35251). */
async function n8nCli(home: N8nHome, bin: string, args: string[]): Promise<void> {
  await runCommand(process.execPath, [bin, ...args], {
    cwd: home.folder,
    logFile: home.logFile,
    env: home.env,
  });
}

/** Imports credentials given in plain text; n8n encrypts them with the home's own key. */
export async function importCredentials(
  home: N8nHome,
  bin: string,
  credentials: Credential[],
): Promise<void> {
  await importJson(home, bin, 'import:credentials', credentials);
}

/** Imports workflows, unpublished. */
export async function importWorkflows(home: N8nHome, bin: string, workflows: Workflow[]): Promise<void> {
  await importJson(home, bin, 'import:workflow', workflows);
}

/** Publishes an imported workflow: it becomes active with the next start. */
export async function publishWorkflow(home: N8nHome, bin: string, id: string): Promise<void> {
  await n8nCli(home, bin, ['publish:workflow', `--id=${id}`]);
  // The command ends with 0 even when it knows no such workflow.
  if (!publishedWorkflows(home.database).includes(id)) throw new Error(`n8n did not publish workflow ${id}.`);
}

async function importJson(home: N8nHome, bin: string, command: string, content: object[]): Promise<void> {
  const folder = mkdtempSync(join(home.folder, 'import-'));
  const file = join(folder, 'import.json');
  writeFileSync(file, JSON.stringify(content));
  try {
    await n8nCli(home, bin, [command, `--input=${file}`]);
  } finally {
    // It may hold a real token.
    await rm(folder, { recursive: true });
  }
}
