import { cpSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createN8n } from './n8n.ts';
import type { N8n } from './n8n.ts';
import { filesIn, ISOLATES_WHEN_NEEDED } from './home.ts';
import type { HomeSeed } from './home.ts';
import { runningN8n } from './running.ts';
import type { RunningN8n } from './running.ts';
import { packNode } from './pack.ts';
import { isRecord, textAt } from '../system/shape.ts';

/*
 * What all end-to-end tests of one run have in common, made once before the first of them: the packed connector, an n8n
 * that runs with it, and a home to copy for each test file that starts a separate n8n.
 */

const VARIABLE = 'SECPAID_E2E_PREPARED';

/** What was prepared, and how to end it. */
export interface Preparation {
  close(): Promise<void>;
}

/** Prepares all of it, for this process and those that it starts. */
export async function prepare(): Promise<Preparation> {
  const folder = mkdtempSync(join(tmpdir(), 'secpaid-prepared-'));
  const tarball = await packNode(folder);
  const n8n = await createN8n({ env: ISOLATES_WHEN_NEEDED });
  const close = async () => {
    await n8n.close();
    await rm(folder, { recursive: true });
  };
  try {
    await n8n.installCommunityPackage(tarball);
    await n8n.start();
    await n8n.ownerSession();
    const seed = copyHome(n8n, join(folder, 'seed'));
    process.env[VARIABLE] = JSON.stringify({
      tarball,
      seed,
      url: n8n.url,
      home: n8n.home.folder,
      pid: n8n.pid,
    });
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A copy of the home of an n8n that runs; the database's file alone would lack what n8n wrote last. */
function copyHome({ home, owner }: N8n, folder: string): HomeSeed {
  const { database } = filesIn(folder);
  mkdirSync(join(folder, '.n8n'), { recursive: true });
  const connection = new DatabaseSync(home.database, { readOnly: true, timeout: 5_000 });
  connection.prepare('vacuum into ?').run(database);
  connection.close();
  cpSync(join(home.folder, '.n8n', 'nodes'), join(folder, '.n8n', 'nodes'), { recursive: true });
  return { folder, encryptionKey: String(home.env['N8N_ENCRYPTION_KEY']), owner };
}

/** The tarball of the connector. */
export const preparedTarball = (): string => textAt(prepared(), 'tarball');

/** The home to copy. */
export function preparedSeed(): HomeSeed {
  const facts = prepared();
  return {
    folder: textAt(facts, 'seed', 'folder'),
    encryptionKey: textAt(facts, 'seed', 'encryptionKey'),
    owner: ownerOf(facts),
  };
}

/** The n8n that all test files share. Nobody may stop it. */
export function sharedN8n(): RunningN8n {
  const facts = prepared();
  return runningN8n(filesIn(textAt(facts, 'home')), textAt(facts, 'url'), ownerOf(facts));
}

/** The process of that n8n. */
export const sharedPid = (): number => Number(prepared()['pid']);

const ownerOf = (facts: unknown) => ({
  email: textAt(facts, 'seed', 'owner', 'email'),
  password: textAt(facts, 'seed', 'owner', 'password'),
});

function prepared(): Record<string, unknown> {
  const facts: unknown = JSON.parse(process.env[VARIABLE] ?? 'null');
  if (!isRecord(facts)) throw new Error('Run this test with --config packages/e2e/jest.config.mjs.');
  return facts;
}
