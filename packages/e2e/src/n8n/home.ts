import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodeFirst, runCommand } from '../system/command.ts';
import { packageFolder } from '../system/paths.ts';
import type { Owner } from './rest.ts';
import { textAt } from '../system/shape.ts';

/** Where an n8n keeps what tests read. */
export interface N8nFiles {
  readonly folder: string;
  readonly database: string;
  readonly logFile: string;
}

/** Everything one n8n keeps on disk, in a separate temporary folder. */
export interface N8nHome extends N8nFiles {
  /** The environment that n8n and its command line run with; ports are added at the start. */
  readonly env: NodeJS.ProcessEnv;
  /** Deletes the folder. */
  remove(): Promise<void>;
}

/** A home to begin with, and what opens it. */
export interface HomeSeed {
  readonly folder: string;
  readonly encryptionKey: string;
  readonly owner: Owner;
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

/**
 * n8n makes an isolate for each reading of a credential, whether it holds an expression or not: a poll costs 200 ms of a
 * core, and 15 ms where it is made when the first expression is met. With a compile cache an isolate costs 46 ms, not 61.
 * What expressions give is the same.
 */
export const ISOLATES_WHEN_NEEDED = {
  N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
  N8N_EXPRESSION_ENGINE_COMPILE_CACHE: 'true',
};

/**
 * The nodes of the tests' workflows, by package; n8n does not know any other. It prepares each node that it loads at every
 * start, also as a tool for AI.
 */
const USED_NODES: Readonly<Record<string, string>> = {
  'n8n-nodes-secpaid': 'secPaid secPaidTrigger secPaidInstantTrigger',
  'n8n-nodes-base':
    'code convertToFile dataTable emailSend errorTrigger executeWorkflow executeWorkflowTrigger filter googleSheets ' +
    'httpRequest manualTrigger noOp removeDuplicates scheduleTrigger set stickyNote stopAndError summarize wait',
};
const usedNodes = Object.entries(USED_NODES).flatMap(([from, names]) =>
  names.split(' ').map((name) => `${from}.${name}`),
);

/** For an n8n whose editor nobody opens: it starts in half the time without the editor and what belongs to it. */
export const WITHOUT_EDITOR = {
  ...ISOLATES_WHEN_NEEDED,
  NODES_INCLUDE: JSON.stringify(usedNodes),
  N8N_DISABLE_UI: 'true',
  N8N_DISABLED_MODULES: [
    QUIET.N8N_DISABLED_MODULES,
    'insights,external-secrets,source-control,sso-oidc,sso-saml,ldap,log-streaming,oauth-server,otel,promotions',
    'quick-connect,token-exchange,workflow-reviews,instance-reporting,instance-registry,dynamic-credentials',
    'breaking-changes,n8n-packages,provisioning',
  ].join(','),
};

/** The files of an n8n whose home lies in this folder. */
export const filesIn = (folder: string): N8nFiles => ({
  folder,
  database: join(folder, '.n8n', 'database.sqlite'),
  logFile: join(folder, 'n8n.log'),
});

/** Makes an empty home, or a copy of `seed`. `env` overrides or adds settings of n8n. */
export function createN8nHome(env: Record<string, string> = {}, seed?: HomeSeed): N8nHome {
  const folder = mkdtempSync(join(tmpdir(), 'secpaid-n8n-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  if (seed) cpSync(join(seed.folder, '.n8n'), join(folder, '.n8n'), { recursive: true });
  else mkdirSync(join(folder, '.n8n'));
  const passedOn = Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]));
  return {
    ...filesIn(folder),
    env: nodeFirst({
      ...passedOn,
      ...QUIET,
      HOME: folder,
      // n8n leaves a folder for uploads there.
      TMPDIR: temporary,
      N8N_USER_FOLDER: folder,
      NODE_COMPILE_CACHE: join(packageFolder('e2e'), 'n8n-host', 'node_modules', '.compile-cache'),
      N8N_ENCRYPTION_KEY: seed?.encryptionKey ?? randomBytes(24).toString('hex'),
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
