import { expect, jest } from '@jest/globals';
import {
  addFirstNode,
  chooseNode,
  chooseOnlyTrigger,
  newWorkflow,
  searchNodes,
} from '../src/browser/editor.ts';
import {
  choose,
  chosenCredential,
  field,
  fill,
  outputTable,
  runNode,
  unfoldProductionUrl,
} from '../src/browser/node-panel.ts';
import { picture } from '../src/browser/pictures.ts';
import { secPaidCredential } from '../src/workflows/workflows.ts';
import { inEditor } from './in-editor.ts';

/*
 * What n8n's editor shows of the instant trigger, of payment links and of pay-outs, in a real browser. The account is
 * connected already: editor.e2e.test.ts tries how that is done.
 */

jest.setTimeout(300_000);

inEditor('a merchant in n8n’s editor', (step) => {
  step('has connected the account', async ({ shop: { n8n, sandbox } }) => {
    const { name, type, data } = secPaidCredential({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl });
    await (await n8n.ownerSession()).request('POST', 'credentials', { name, type, data });
  });

  step('is told by the instant trigger which address to paste where', async ({ page, shop }) => {
    await newWorkflow(page, shop.n8n.url);
    await addFirstNode(page);
    await searchNodes(page, 'secpaid instant', 'SecPaid Instant Trigger');
    await chooseOnlyTrigger(page, 'SecPaid Instant Trigger');
    expect(await unfoldProductionUrl(page)).toMatch(/\/webhook\/[\w-]+\/secpaid$/);
    const panel = page.getByTestId('node-parameters');
    expect(await panel.innerText()).toContain(
      'Open Webhook URLs above and copy the Production URL. In SecPaid, add it under Settings → API & Integrations → Payment Endpoint',
    );
    expect(await panel.innerText()).toContain('SecPaid does not call for refunds and disputes');
    await picture(page, 'instant-trigger', [page.getByTestId('node-execute-button'), panel], {
      maxHeight: 446,
    });
  });

  step('makes it listen for a test event', async ({ page }) => {
    await page.getByTestId('node-execute-button').click();
    await page.getByTestId('trigger-listening').waitFor();
    await page.getByTestId('trigger-listening').getByRole('button', { name: 'Stop Listening' }).click();
    await page.getByTestId('trigger-listening').waitFor({ state: 'hidden' });
  });

  step('finds pay-outs among the trigger’s events', async ({ page, shop }) => {
    await newWorkflow(page, shop.n8n.url);
    await addFirstNode(page);
    await searchNodes(page, 'secpaid', 'SecPaid');
    await chooseNode(page, 'SecPaid', 'New pay-in');
    await choose(page, 'events', 'Pay-Out Created');
    expect(await field(page, 'events').innerText()).toMatch(/Payment\s+Pay-Out Created/);
  });

  step('makes a payment link, and sees its address', async ({ page, shop }) => {
    await newWorkflow(page, shop.n8n.url);
    await addFirstNode(page);
    await searchNodes(page, 'secpaid', 'SecPaid');
    await chooseNode(page, 'SecPaid', 'Create a real payment link that can be paid', { unfold: 'Actions' });
    expect(await chosenCredential(page)).toBe('SecPaid account');
    await fill(page, 'amount', '49.90');
    await fill(page, 'recipientNote', 'Order 1001');
    await runNode(page);
    const { columns, rows } = await outputTable(page);
    const [link] = shop.sandbox.account.links.unused();
    expect(link).toMatchObject({ amount: 4990, note: 'Order 1001' });
    const number = Buffer.from(link?.id ?? '').toString('base64');
    expect(columns.slice(0, 2)).toEqual(['id', 'pay_link']);
    expect(rows.map((row) => row.slice(0, 2))).toEqual([
      [link?.id, `${shop.sandbox.url}/payment?link_id=${number}`],
    ]);
    await picture(
      page,
      'create-link',
      [
        page.getByTestId('node-execute-button'),
        page.getByTestId('node-parameters'),
        page.getByTestId('output-panel'),
      ],
      { maxHeight: 560 },
    );
  });
});
