import { type Sandbox, type SandboxOptions, startSandbox } from '@secpaid/sandbox';
import { type Mailbox, startMailbox } from '../src/mailbox.ts';
import { createN8n, type N8n } from '../src/n8n.ts';
import { packNode } from '../src/pack.ts';
import type { Credential, Workflow } from '../src/workflow-types.ts';
import { PAYMENT_COLUMNS, PAYMENTS_TABLE, secPaidCredential, smtpCredential } from '../src/workflows.ts';

/** A sandbox, an inbox and an n8n that knows the connector and both of them. */
export interface Shop {
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
  readonly n8n: N8n;
  readonly secPaid: Credential;
  readonly smtp: Credential;
  /** Imports the workflows, starts n8n with the table `payments`, and publishes them. */
  open(...workflows: Workflow[]): Promise<void>;
  close(): Promise<void>;
}

/** Sets all of it up; n8n is not started yet. `env` adds to n8n's settings. */
export async function openShop(env?: Record<string, string>, options: SandboxOptions = {}): Promise<Shop> {
  const sandbox = await startSandbox({ rateLimit: false, ...options });
  sandbox.account.seedSamples();
  const mailbox = await startMailbox();
  const n8n = await createN8n(env ? { env } : {});
  await n8n.installCommunityPackage(await packNode(n8n.home.folder));
  const secPaid = secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl });
  const smtp = smtpCredential(mailbox);
  await n8n.importCredentials([secPaid, smtp]);
  return {
    sandbox,
    mailbox,
    n8n,
    secPaid,
    smtp,
    async open(...workflows) {
      await n8n.importWorkflows(workflows);
      await n8n.start();
      await (await n8n.ownerSession()).ensureTable(PAYMENTS_TABLE, PAYMENT_COLUMNS);
      for (const { id } of workflows) await n8n.publish(id);
    },
    async close() {
      await n8n.close();
      await mailbox.close();
      await sandbox.close();
    },
  };
}
