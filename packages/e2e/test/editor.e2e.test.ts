import { expect, jest } from '@jest/globals';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import {
  closeWindow,
  connect,
  credentialWindow,
  reopen,
  saveRight,
  saveWrong,
} from '../src/browser/credential-window.ts';
import {
  addFirstNode,
  addNextNode,
  chooseNode,
  closeNode,
  importFile,
  newWorkflow,
  openNewestExecution,
  openNode,
  publish,
  runWorkflow,
  searchNodes,
} from '../src/browser/editor.ts';
import {
  choose,
  chosenCredential,
  dragField,
  field,
  fill,
  leaveField,
  outputTable,
  readHelp,
  runNode,
  widenOutput,
} from '../src/browser/node-panel.ts';
import { picture } from '../src/browser/pictures.ts';
import { packageFolder } from '../src/system/paths.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { inEditor } from './in-editor.ts';

/*
 * A newcomer's first five minutes in n8n's editor, in a real browser. The steps follow one another; the pictures of
 * docs/n8n.md are taken on the way (see pictures.ts).
 */

jest.setTimeout(300_000);

/** What is worth showing of a node's panel. */
const parametersAndOutput = (page: Page) => [
  page.getByTestId('node-execute-button'),
  page.getByTestId('node-parameters'),
  page.getByTestId('output-panel'),
];

inEditor('a newcomer in n8n’s editor', (step) => {
  step('finds SecPaid by typing “payment”, and by its name', async ({ page, shop }) => {
    await newWorkflow(page, shop.n8n.url);
    await addFirstNode(page);
    expect(await searchNodes(page, 'payment', 'SecPaid')).toContain('SecPaid');
    expect(await searchNodes(page, 'new pay-in', 'SecPaid')).toContain('SecPaid');
    expect(await searchNodes(page, 'secpaid', 'SecPaid')).toEqual(['SecPaid', 'SecPaid Instant Trigger']);
    await picture(page, 'find-the-node', [page.getByTestId('node-creator')], { maxHeight: 320 });
  });

  step('reads in the trigger’s panel what “new” means', async ({ page }) => {
    await chooseNode(page, 'SecPaid', 'New pay-in');
    expect(await page.getByTestId('ndv').innerText()).toContain(
      'An entry is new when SecPaid first lists it',
    );
    expect(await field(page, 'events').innerText()).toContain('Payment');
    await readHelp(page, 'Start From', 'What counts as new');
  });

  step('is told what is wrong with a credential', async ({ page, shop }) => {
    await connect(page);
    await fill(page, 'apiToken', 'not-the-token');
    await choose(page, 'environment', 'Custom');
    await fill(page, 'baseUrl', shop.sandbox.apiUrl);
    const message = await saveWrong(page);
    expect(message).toContain(
      'SecPaid refused the API token. Copy it again from Settings → API & Integrations',
    );
    expect(message).not.toContain('not-the-token');
    await picture(page, 'credential-refused', [credentialWindow(page)], { maxHeight: 450 });
  });

  step('connects with the right token', async ({ page, shop }) => {
    await fill(page, 'apiToken', shop.sandbox.token);
    await saveRight(page);
    await reopen(page);
    await picture(page, 'credential-connected', [credentialWindow(page)], { maxHeight: 450 });
    await closeWindow(page);
  });

  step('fetches a test event and sees its fields', async ({ page }) => {
    await runNode(page);
    const { columns, rows } = await outputTable(page);
    expect(columns).toEqual(expect.arrayContaining(['id', 'kind', 'amount', 'recipient_note', 'created_at']));
    expect(rows.flat()).toEqual(expect.arrayContaining(['99296', '88.19', 'Order TEST2026013557']));
    await picture(page, 'trigger-test-event', parametersAndOutput(page), { maxHeight: 446 });
  });

  step('adds a mail and drags the payment’s fields into it', async ({ page }) => {
    await closeNode(page);
    await addNextNode(page);
    await searchNodes(page, 'send email', 'Send Email');
    await chooseNode(page, 'Send Email', 'Send an Email');
    await fill(page, 'fromEmail', 'shop@example.com');
    await fill(page, 'toEmail', 'me@example.com');
    await fill(page, 'subject', 'Payment of');
    await dragField(page, 'amount_text', 'subject');
    await leaveField(page);
    await choose(page, 'emailFormat', 'Text');
    await fill(page, 'text', 'Note:');
    await dragField(page, 'recipient_note', 'text');
    await picture(
      page,
      'mail-fields',
      [
        page.getByTestId('ndv-input-panel'),
        page.getByTestId('node-parameters'),
        page.getByTestId('node-execute-button'),
      ],
      { maxHeight: 636 },
    );
    await closeNode(page);
  });

  step('publishes, pays, and has the mail', async ({ page, shop, browser }) => {
    // Which second of the minute the trigger looks at is chosen here, so that the test need not wait for a whole one.
    await openNode(page, 'SecPaid Trigger');
    await choose(page, 'mode', 'Custom');
    await fill(page, 'cronExpression', `${(new Date().getSeconds() + 15) % 60} * * * * *`);
    await closeNode(page);
    const asked = shop.sandbox.requests.length;
    await publish(page);
    await waitFor('the first look at what is there', () => shop.sandbox.requests.length > asked);

    const account = await browser.context.newPage();
    await account.setViewportSize({ width: 1200, height: 1420 });
    await account.goto(shop.sandbox.url);
    const form = account.locator('#pay');
    await form.locator('[name="amount"]').fill('49.90');
    await form.locator('[name="note"]').fill('Order 1001');
    await form.getByRole('button', { name: 'Pay', exact: true }).click();
    await account.getByText('Order 1001').first().waitFor();
    await picture(account, 'sandbox-page', [account.locator('body')], { maxHeight: 1420, scale: 'css' });
    await account.close();

    const mail = await waitFor('the mail', () => shop.mailbox.mails()[0]);
    expect(mail.to).toBe('me@example.com');
    expect(mail.subject).toMatch(/^Payment of ?49\.90 EUR$/);
    expect(mail.text).toMatch(/^Note: ?Order 1001$/m);
    const inbox = await browser.context.newPage();
    await inbox.goto(shop.mailbox.url);
    await picture(inbox, 'mail', [inbox.locator('body')], { margin: 24 });
    await inbox.close();

    // The first execution was Fetch Test Event's.
    await openNewestExecution(page, 2);
    await page.getByTestId('canvas-node-status-success').nth(1).waitFor();
    await picture(
      page,
      'execution',
      [
        page.getByTestId('radio-button-executions'),
        page.getByTestId('current-executions-list').getByTestId('execution-time').first(),
        ...(await page.getByTestId('canvas-node').all()),
        page.getByTestId('canvas-node').getByText('New payment'),
      ],
      { margin: 40 },
    );
    expect(shop.mailbox.mails()).toHaveLength(1);
  });

  step('imports a workflow template and runs it', async ({ page, shop }) => {
    await newWorkflow(page, shop.n8n.url);
    await importFile(page, join(packageFolder('n8n-node'), 'workflows', 'payment-to-email.json'));
    const credentials = { 'When a payment arrives': 'SecPaid account', 'Send the mail': 'Inbox' };
    for (const [node, credential] of Object.entries(credentials)) {
      await openNode(page, node);
      expect(await chosenCredential(page)).toBe(credential);
      if (node === 'Send the mail') {
        await fill(page, 'fromEmail', 'shop@example.com');
        await fill(page, 'toEmail', 'me@example.com');
      }
      await closeNode(page);
    }
    await runWorkflow(page, Object.keys(credentials));
    await picture(
      page,
      'template',
      [page.getByTestId('sticky'), ...(await page.getByTestId('canvas-node').all())],
      { margin: 24, maxHeight: 468 },
    );
    expect(shop.mailbox.mails()).toHaveLength(4);
  });

  step('lists payments as a table', async ({ page, shop }) => {
    await newWorkflow(page, shop.n8n.url);
    await addFirstNode(page);
    await searchNodes(page, 'secpaid', 'SecPaid');
    await chooseNode(page, 'SecPaid', 'Get many pay ins', { unfold: 'Actions' });
    await runNode(page);
    const { rows } = await outputTable(page);
    expect(rows).toHaveLength(3);
    await widenOutput(page);
    await picture(page, 'get-many', parametersAndOutput(page), { maxHeight: 376 });
  });

  step('sums up what came in', async ({ page }) => {
    await choose(page, 'operation', 'Get Summary');
    await choose(page, 'timeRange', 'Today');
    await runNode(page);
    const { rows } = await outputTable(page);
    expect(rows).toHaveLength(1);
    expect(rows.flat()).toContain('49.9');
    await picture(page, 'get-summary', parametersAndOutput(page), { maxHeight: 320 });
  });
});
