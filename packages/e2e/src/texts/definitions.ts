import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageFolder } from '../system/paths.ts';
import { listAt, valueAt } from '../system/shape.ts';

/** What both platforms are told, as they are told it. */
export interface Definitions {
  /** n8n's credentials: instances of what the package exports. */
  readonly credentials: readonly unknown[];
  /** The descriptions of n8n's nodes. */
  readonly nodes: readonly unknown[];
  /** The Zapier app. */
  readonly zapier: unknown;
}

const PARTS = ['build.mjs', 'schemas.mjs', 'package.json', 'credentials', 'nodes', 'icons'];

/**
 * The definitions of both adapters as they are in the working copy; every node and credential that n8n's package.json
 * names. n8n's are built in a copy of the package, since others may be using its dist at this moment.
 */
export async function readDefinitions(): Promise<Definitions> {
  const source = packageFolder('n8n-node');
  const copy = mkdtempSync(join(tmpdir(), 'secpaid-texts-'));
  try {
    for (const part of PARTS) cpSync(join(source, part), join(copy, part), { recursive: true });
    symlinkSync(join(source, 'node_modules'), join(copy, 'node_modules'));
    execFileSync(process.execPath, ['build.mjs'], { cwd: copy, stdio: ['ignore', 'ignore', 'inherit'] });
    const manifest: unknown = JSON.parse(readFileSync(join(copy, 'package.json'), 'utf8'));
    const built = (list: string): unknown[] =>
      listAt(manifest, 'n8n', list).map((file) => instanceOf(join(copy, String(file))));
    return {
      credentials: built('credentials'),
      nodes: built('nodes').map((node) => valueAt(node, 'description')),
      zapier: await defaultOf(join(packageFolder('zapier-app'), 'src', 'index.ts')),
    };
  } finally {
    rmSync(copy, { recursive: true });
  }
}

/** n8n makes a node of the class that is called like its file. */
function instanceOf(file: string): unknown {
  const module: unknown = createRequire(file)(file);
  const made = valueAt(module, basename(file).replace(/\..*/, ''));
  if (typeof made !== 'function') throw new Error(`${basename(file)} exports no class of its name.`);
  return Reflect.construct(made, []);
}

async function defaultOf(file: string): Promise<unknown> {
  const module: unknown = await import(pathToFileURL(file).href);
  return valueAt(module, 'default');
}
