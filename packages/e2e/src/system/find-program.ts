import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of an installed program, or undefined. */
export function findProgram(name: string): string | undefined {
  const inPath = (process.env['PATH'] ?? '').split(delimiter);
  return [...inPath, ...postgresFolders()].map((folder) => join(folder, name)).find(existsSync);
}

/** Debian keeps the servers of each version of PostgreSQL in a separate folder, outside of PATH; newest first. */
function postgresFolders(): string[] {
  const versions = '/usr/lib/postgresql';
  if (!existsSync(versions)) return [];
  const newestFirst = readdirSync(versions).sort((a, b) => Number(b) - Number(a));
  return newestFirst.map((version) => join(versions, version, 'bin'));
}

/** Which of the programs that n8n's queue mode needs are not here. */
export const missingForQueue = (): string[] =>
  ['redis-server', 'postgres'].filter((name) => findProgram(name) === undefined);
