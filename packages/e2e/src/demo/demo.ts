import { startMailbox } from '../services/mailbox.ts';
import type { Mailbox } from '../services/mailbox.ts';
import { createN8n } from '../n8n/n8n.ts';
import type { N8n } from '../n8n/n8n.ts';
import { packNode } from '../n8n/pack.ts';
import {
  PAYMENT_COLUMNS,
  PAYMENTS_TABLE,
  paymentToMail,
  paymentToTable,
  smtpCredential,
} from '../workflows/workflows.ts';
import type { Closers } from './closers.ts';
import { checkNothingTwice, payAndWatch } from './payment.ts';
import type { DemoSettings } from './settings.ts';
import { openSource } from './source.ts';
import type { Source } from './source.ts';
import type { Terminal } from './terminal.ts';

/** Sets everything up, lets one payment through, and stays up until the process ends (or checks itself and returns). */
export async function demo(
  { once, account }: DemoSettings,
  terminal: Terminal,
  closers: Closers,
): Promise<void> {
  const real = account.kind === 'real';
  terminal.line(
    real ? `SecPaid in n8n: your account (${account.environment})` : 'SecPaid in n8n: a sandbox account',
  );
  if (real) terminal.line('Your account is only read: no payment is made.');
  terminal.line();

  const [source, mailbox] = await terminal.step(
    real ? 'The mail server is up' : 'The sandbox and the mail server are up',
    async () => [
      await openSource(account, closers),
      closers.opened(
        await startMailbox({
          onMail: ({ subject }) => {
            terminal.line(`  ✉ ${subject}`);
          },
        }),
      ),
    ],
  );
  const n8n = await terminal.step('n8n is installed', async () =>
    closers.opened(await createN8n({ log: terminal.line })),
  );
  const tablePath = await prepare(n8n, source, mailbox, terminal);

  if (source.sandbox) await payAndWatch(source.sandbox, mailbox, n8n, terminal);
  if (once) {
    const { sandbox } = source;
    if (sandbox) await terminal.step('Nothing came twice', () => checkNothingTwice(sandbox, mailbox, n8n));
    return;
  }
  const pay = source.sandbox
    ? `  Make payments  ${source.sandbox.url}/
  Base URL       ${source.sandbox.apiUrl}
  API token      ${source.sandbox.token}
                 the two that a credential needs, with the environment Custom
`
    : '';
  terminal.line(`
${pay}  Inbox          ${mailbox.url}
  n8n            ${n8n.url}/home/workflows
  Table          ${n8n.url}${tablePath}
                 sign in to n8n as ${n8n.owner.email} with the password ${n8n.owner.password}

${real ? 'Waiting for the next payment into your account. ' : ''}Ctrl-C stops everything and leaves nothing behind.`);
  await new Promise(() => undefined);
}

/** Everything in n8n, in the order in which no payment can slip through: the table is there before a trigger is. */
async function prepare(n8n: N8n, source: Source, mailbox: Mailbox, terminal: Terminal): Promise<string> {
  const smtp = smtpCredential(mailbox);
  const options = { secPaidCredential: source.credential, trigger: source.trigger };
  const workflows = [paymentToMail({ ...options, smtpCredential: smtp }), paymentToTable(options)];

  await terminal.step('The connector is built, packed and put into n8n', async () => {
    await n8n.installCommunityPackage(await packNode(n8n.home.folder));
  });
  await terminal.step('The credentials and two workflows are in n8n', async () => {
    await n8n.importCredentials([source.credential, smtp]);
    await n8n.importWorkflows(workflows);
  });
  await terminal.step('n8n is running', () => n8n.start());
  const table = await terminal.step('The table is there', async () =>
    (await n8n.ownerSession()).ensureTable(PAYMENTS_TABLE, PAYMENT_COLUMNS),
  );
  for (const { id, name } of workflows) {
    await terminal.step(`"${name}" is published, and its first poll went well`, () => n8n.publish(id));
  }
  return table.path;
}
