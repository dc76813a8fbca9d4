import type { Mail } from '../services/mail.ts';
import type { Mailbox } from '../services/mailbox.ts';
import type { N8n } from '../n8n/n8n.ts';
import { waitFor } from '../system/wait-for.ts';
import { PAYMENTS_TABLE } from '../workflows/workflows.ts';
import { DEMO_PAYMENT } from './source.ts';
import type { Source } from './source.ts';
import type { Terminal } from './terminal.ts';

/** Pays into the sandbox, and waits until the mail is there and the row is written. */
export async function payAndWatch(
  sandbox: NonNullable<Source['sandbox']>,
  mailbox: Mailbox,
  n8n: N8n,
  terminal: Terminal,
): Promise<void> {
  const { amount, note } = DEMO_PAYMENT;
  terminal.line(`\n  A payment of ${amount.toFixed(2)} EUR is made ("${note}").`);
  sandbox.pay();
  await Promise.all([
    terminal.step('The e-mail has arrived', () => waitFor('the e-mail', () => mailbox.mails().some(isRight))),
    terminal.step('The row is written', () =>
      waitFor('the row', () =>
        n8n
          .tableRows(PAYMENTS_TABLE)
          .some((row) => row.amount === amount && row.recipient_note === note && row.kind === 'payment'),
      ),
    ),
  ]);
}

/** Lets n8n look some more times, and makes sure that nothing came twice. */
export async function checkNothingTwice(
  sandbox: NonNullable<Source['sandbox']>,
  mailbox: Mailbox,
  n8n: N8n,
): Promise<void> {
  const polls = sandbox.polls();
  // Two workflows: each polls at least once more.
  await waitFor('the next polls', () => sandbox.polls() >= polls + 3);
  const counts = { mails: mailbox.mails().length, rows: n8n.tableRows(PAYMENTS_TABLE).length };
  if (counts.mails !== 1 || counts.rows !== 1) {
    throw new Error(`One payment made ${counts.mails} e-mails and ${counts.rows} rows.`);
  }
}

function isRight(mail: Mail): boolean {
  return mail.subject === `Payment of ${DEMO_PAYMENT.amount.toFixed(2)} EUR: ${DEMO_PAYMENT.note}`;
}
