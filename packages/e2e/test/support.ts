import { type Sandbox, type SandboxOptions, startSandbox } from '@secpaid/sandbox';
import { type Mailbox, startMailbox } from '../src/services/mailbox.ts';
import { createN8n, type N8n } from '../src/n8n/n8n.ts';
import { WITHOUT_EDITOR } from '../src/n8n/home.ts';
import type { RunningN8n } from '../src/n8n/running.ts';
import { preparedSeed, sharedN8n } from '../src/n8n/prepared.ts';
import type { Credential, Workflow } from '../src/workflows/types.ts';
import { PAYMENT_COLUMNS, secPaidCredential, smtpCredential } from '../src/workflows/workflows.ts';

/** A sandbox and an inbox for one test file, in a running n8n that has the connector and their credentials. */
export interface Counter<Kind extends RunningN8n = RunningN8n> {
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
  readonly n8n: Kind;
  readonly secPaid: Credential;
  readonly smtp: Credential;
  /** The name of a separate Data Table, for `paymentToTable`. */
  readonly table: string;
  /** Adds the workflows and publishes them; the table is there. */
  open(...workflows: Workflow[]): Promise<void>;
  close(): Promise<void>;
}

/** One with a separate n8n, which can be stopped, killed and started again. */
export type Shop = Counter<N8n>;

/** Opens a counter in the n8n that all test files share: the ids of its workflows must be its own. */
export async function openCounter(options: SandboxOptions = {}): Promise<Counter> {
  const n8n = sharedN8n();
  return await open(n8n, options, () => n8n.retire());
}

/** Starts an n8n without an editor for one test file. `env` adds to n8n's settings. */
export async function openShop(env?: Record<string, string>, options: SandboxOptions = {}): Promise<Shop> {
  const n8n = await createN8n({ env: { ...WITHOUT_EDITOR, ...env }, seed: preparedSeed() });
  await n8n.start();
  return await open(n8n, options, () => n8n.close());
}

async function open<Kind extends RunningN8n>(
  n8n: Kind,
  options: SandboxOptions,
  leave: () => Promise<void>,
): Promise<Counter<Kind>> {
  const sandbox = await startSandbox({ rateLimit: false, ...options });
  sandbox.account.seedSamples();
  const mailbox = await startMailbox();
  const table = `payments_${mailbox.port}`;
  const secPaid = await n8n.addCredential(
    secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl }),
  );
  const smtp = await n8n.addCredential(smtpCredential(mailbox));
  return {
    sandbox,
    mailbox,
    n8n,
    secPaid,
    smtp,
    table,
    async open(...workflows) {
      await n8n.importWorkflows(workflows);
      await (await n8n.ownerSession()).ensureTable(table, PAYMENT_COLUMNS);
      for (const { id } of workflows) await n8n.publish(id);
    },
    async close() {
      await leave();
      await mailbox.close();
      await sandbox.close();
    },
  };
}
