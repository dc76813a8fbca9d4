import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodeFirst, runCommand } from './command.ts';
import { textAt } from './shape.ts';

/** Everything one n8n keeps on disk, in a temporary folder of its own. */
export interface N8nHome {
  readonly folder: string;
  readonly database: string;
  readonly logFile: string;
  /** The environment that n8n and its command line run with; ports are added at the start. */
  readonly env: NodeJS.ProcessEnv;
  /** Deletes the folder. */
  remove(): Promise<void>;
}

/** Of the surrounding environment only what reaching the network may need: no N8N_*, no token slips in. */
const PASSED_ON = ['LANG', 'TZ', 'HTTP_PROXY', 'HTTPS_PROXY', 'NODE_EXTRA_CA_CERTS', 'PATH'];

/** Reaches nobody but the configured accounts, asks nothing of whoever opens the editor. */
const QUIET = {
  N8N_LISTEN_ADDRESS: '127.0.0.1',
  N8N_HOST: '127.0.0.1',
  N8N_SECURE_COOKIE: 'false',
  N8N_DIAGNOSTICS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
  N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
  N8N_TEMPLATES_ENABLED: 'false',
  N8N_PERSONALIZATION_ENABLED: 'false',
  N8N_HIRING_BANNER_ENABLED: 'false',
  N8N_DYNAMIC_BANNERS_ENABLED: 'false',
  N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
  N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
  N8N_VERIFIED_PACKAGES_ENABLED: 'false',
  // The agents' modules ask api.n8n.io for a list of servers at every start.
  N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,agent-evals,chat-hub,workflow-builder,mcp',
  GENERIC_TIMEZONE: 'Europe/Berlin',
  NO_PROXY: '127.0.0.1,localhost',
};

/** Makes an empty home. `env` overrides or adds settings of n8n. */
export function createN8nHome(env: Record<string, string> = {}): N8nHome {
  const folder = mkdtempSync(join(tmpdir(), 'secpaid-n8n-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(join(folder, '.n8n'));
  mkdirSync(temporary);
  const passedOn = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]));
  return {
    folder,
    database: join(folder, '.n8n', 'database.sqlite'),
    logFile: join(folder, 'n8n.log'),
    env: nodeFirst({
      ...passedOn,
      ...QUIET,
      HOME: folder,
      // n8n leaves a folder for uploads there.
      TMPDIR: temporary,
      N8N_USER_FOLDER: folder,
      N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
      ...env,
    }),
    // n8n may still be closing files when it was killed a moment ago.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  };
}

/**
 * Puts an npm-packed node where n8n looks for community packages, so that its types carry the package's name as
 * they do for users (under `.n8n/custom` they would be called `CUSTOM.…`). An older version is replaced.
 *
 * @returns the package's name.
 */
export async function installCommunityPackage(home: N8nHome, tarball: string): Promise<string> {
  const unpacked = mkdtempSync(join(home.folder, 'unpack-'));
  await runCommand('tar', ['-xzf', tarball, '-C', unpacked], { cwd: home.folder, logFile: home.logFile });
  const manifest: unknown = JSON.parse(readFileSync(join(unpacked, 'package', 'package.json'), 'utf8'));
  const name = textAt(manifest, 'name');
  const target = join(home.folder, '.n8n', 'nodes', 'node_modules', name);
  mkdirSync(dirname(target), { recursive: true });
  await rm(target, { recursive: true, force: true });
  renameSync(join(unpacked, 'package'), target);
  await rm(unpacked, { recursive: true });
  return name;
}
