import { type Sandbox, startSandbox } from '@secpaid/sandbox';
import { type Mailbox, startMailbox } from '../src/services/mailbox.ts';
import { createN8n, type N8n } from '../src/n8n/n8n.ts';
import { preparedSeed } from '../src/n8n/prepared.ts';
import { smtpCredential } from '../src/workflows/workflows.ts';

/** What a newcomer has: a SecPaid account, an n8n with the connector and a mail server set up, and no workflow yet. */
export interface EmptyShop {
  readonly sandbox: Sandbox;
  readonly mailbox: Mailbox;
  readonly n8n: N8n;
  close(): Promise<void>;
}

/** Sets all of it up; n8n is running, and its owner can sign in. */
export async function openEmptyShop(): Promise<EmptyShop> {
  const sandbox = await startSandbox({ rateLimit: false });
  sandbox.account.seedSamples();
  const mailbox = await startMailbox();
  const n8n = await createN8n({ seed: preparedSeed() });
  await n8n.start();
  await n8n.addCredential(smtpCredential(mailbox));
  return {
    sandbox,
    mailbox,
    n8n,
    async close() {
      await n8n.close();
      await mailbox.close();
      await sandbox.close();
    },
  };
}
