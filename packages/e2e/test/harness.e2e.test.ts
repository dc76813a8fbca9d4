import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { startMailbox } from '../src/services/mailbox.ts';
import type { Mailbox } from '../src/services/mailbox.ts';
import { createN8n } from '../src/n8n/n8n.ts';
import type { N8n } from '../src/n8n/n8n.ts';
import { WITHOUT_EDITOR } from '../src/n8n/home.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain } from '../src/workflows/types.ts';
import type { Workflow, WorkflowNode } from '../src/workflows/types.ts';
import {
  PAYMENT_COLUMNS,
  PAYMENTS_TABLE,
  paymentToMail,
  paymentToTable,
  smtpCredential,
} from '../src/workflows/workflows.ts';

/*
 * The harness alone, with n8n's own nodes: when a test of the connector fails, this shows whether the fault is in
 * the harness or in the connector.
 */

jest.setTimeout(300_000);

let mailbox: Mailbox;
let n8n: N8n;

beforeAll(async () => {
  mailbox = await startMailbox();
  n8n = await createN8n({ env: WITHOUT_EDITOR });
  await n8n.start();
  const smtp = await n8n.addCredential(smtpCredential(mailbox));
  const references = { secPaidCredential: smtp, smtpCredential: smtp };
  const workflows = [everyTwoSeconds(paymentToMail(references)), everyTwoSeconds(paymentToTable(references))];
  await n8n.importWorkflows(workflows);
  for (const { id } of workflows) await n8n.publish(id);
  await (await n8n.ownerSession()).ensureTable(PAYMENTS_TABLE, PAYMENT_COLUMNS);
});

afterAll(async () => {
  await n8n.close();
  await mailbox.close();
});

test('a published workflow sends real mail, which the inbox page shows escaped', async () => {
  const mail = await waitFor('a mail', () => mailbox.mails()[0]);
  expect(mail).toMatchObject({ to: 'merchant@example.com', subject: 'Payment of 12.50 EUR: <b>Zoë</b>' });
  expect(mail.text).toContain('pay_id: 99298');
  expect(await (await fetch(mailbox.url)).text()).toContain(
    'Payment of 12.50 EUR: &#60;b&#62;Zoë&#60;/b&#62;',
  );
});

test('a published workflow writes a row into the Data Table', async () => {
  const row = await waitFor('a row', () => n8n.tableRows(PAYMENTS_TABLE)[0]);
  expect(row).toMatchObject({ entry_id: 'e1', pay_id: '99298', amount: 12.5, recipient_note: '<b>Zoë</b>' });
});

test('a failed execution tells why and where', async () => {
  mailbox.refuse('the mailbox is full');
  const failed = await waitFor('a failed execution', () =>
    n8n.executions('paymentToMail001').find(({ status }) => status === 'error'),
  );
  expect(failed.stoppedAt).not.toBeNull();
  expect(JSON.stringify(n8n.executionError(failed.id))).toContain('the mailbox is full');
  expect(n8n.executionError(failed.id)?.node).toBe('Send Email');
});

test('a killed n8n leaves a readable database and continues after the next start', async () => {
  await n8n.kill();
  mailbox.refuse(undefined);
  const before = mailbox.mails().length;
  expect(n8n.executions('paymentToMail001').length).toBeGreaterThan(0);
  await n8n.start();
  await waitFor('another mail', () => mailbox.mails().length > before);
});

test('a node that n8n does not know makes publishing fail with the reason', async () => {
  await n8n.importWorkflows([
    paymentToMail({ ...references(), id: 'unknownNode00001', name: 'Unknown node' }),
  ]);
  await expect(n8n.publish('unknownNode00001')).rejects.toThrow(/secPaidTrigger/);
});

function references() {
  const smtp = smtpCredential(mailbox);
  return { secPaidCredential: smtp, smtpCredential: smtp };
}

/** The workflow with a schedule and a fixed entry in place of the SecPaid Trigger. */
function everyTwoSeconds(workflow: Workflow): Workflow {
  const [, ...rest] = workflow.nodes;
  const entry = {
    id: 'e1',
    pay_id: '99298',
    kind: 'payment',
    amount: 12.5,
    net_amount: 12,
    currency: 'EUR',
    recipient_note: '<b>Zoë</b>',
    payment_method: 'card',
    created_at: '2026-05-20T18:56:08+02:00',
  };
  return chain(workflow.id, workflow.name, [schedule(), fixed(entry), ...rest]);
}

function schedule(): WorkflowNode {
  return {
    id: 'schedule',
    name: 'Schedule',
    type: 'n8n-nodes-base.scheduleTrigger',
    typeVersion: 1.2,
    position: [-240, 0],
    parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
  };
}

function fixed(entry: object): WorkflowNode {
  return {
    id: 'entry',
    name: 'Entry',
    type: 'n8n-nodes-base.set',
    typeVersion: 3.4,
    position: [0, 0],
    parameters: { mode: 'raw', jsonOutput: JSON.stringify(entry), options: {} },
  };
}
