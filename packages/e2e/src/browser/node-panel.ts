import type { Locator, Page } from 'playwright-core';

/* The panel of one node in n8n's editor: its input on the left, its parameters in the middle, its output on the right. */

/** A parameter's field, by the parameter's name. */
export function field(page: Page, name: string): Locator {
  return page.getByTestId(`parameter-input-${name}`);
}

/** The name of the credential that the open panel's node has. */
export async function chosenCredential(page: Page): Promise<string> {
  return await page.getByTestId('node-credentials-select').locator('input').first().inputValue();
}

/** Points at the question mark beside a parameter's label, and waits until it says `text`. */
export async function readHelp(page: Page, label: string, text: string): Promise<void> {
  const heading = page.getByTestId('input-label').filter({ hasText: label }).first();
  await heading.hover();
  await heading.locator('svg').first().hover();
  await page.getByText(text).first().waitFor();
}

/** Fills in a parameter that is a text or a number. */
export async function fill(page: Page, name: string, text: string): Promise<void> {
  await field(page, name).locator('input, textarea').first().fill(text);
}

/** Chooses an option of a parameter that is a list. */
export async function choose(page: Page, name: string, option: string): Promise<void> {
  await field(page, name).click();
  await page.getByRole('option', { name: option }).click();
  await field(page, name).getByRole('option').first().waitFor({ state: 'hidden' });
}

/** Unfolds the addresses at the top of a trigger that is called from outside, and gives the Production URL. */
export async function unfoldProductionUrl(page: Page): Promise<string> {
  const panel = page.getByTestId('node-parameters');
  await panel.getByText('Webhook URLs', { exact: true }).click();
  await panel.getByTestId('radio-button-production').click();
  const url = panel.locator('.webhook-url').filter({ hasText: '/webhook/' });
  return (await url.innerText()).trim();
}

/** Presses the button that runs this node alone ("Fetch Test Event", "Execute step") and waits until it went well. */
export async function runNode(page: Page): Promise<void> {
  await page.getByTestId('node-execute-button').click();
  const success = page.getByTestId('node-run-status-success');
  const failure = page.getByTestId('node-error-message');
  await success.or(failure).first().waitFor();
  if (await failure.isVisible()) throw new Error(`The node failed: ${await failure.innerText()}`);
}

/** The output as a table: the names of its columns, then its rows. */
export async function outputTable(page: Page): Promise<{ columns: string[]; rows: string[][] }> {
  const panel = page.getByTestId('output-panel');
  await panel.getByTestId('radio-button-table').click();
  await panel.locator('tbody tr').first().waitFor();
  const columns = (await panel.locator('th').allInnerTexts()).map((text) => text.trim());
  const rows: string[][] = [];
  for (const row of await panel.locator('tbody tr').all()) {
    rows.push((await row.locator('td').allInnerTexts()).map((text) => text.trim()));
  }
  return { columns, rows };
}

/** Drags the line between the parameters and the output to the left, so that more of the output is seen. */
export async function widenOutput(page: Page): Promise<void> {
  const handle = await centre(page.getByTestId('panel-drag-button'));
  await page.mouse.move(handle.x, handle.y);
  await page.mouse.down();
  await page.mouse.move(0, handle.y, { steps: 10 });
  await page.mouse.up();
}

/** Drags a field of the input onto a parameter, as people map data. */
export async function dragField(page: Page, name: string, parameter: string): Promise<void> {
  const source = page.getByTestId('ndv-input-panel').getByText(name, { exact: true }).first();
  const from = await centre(source);
  const to = await centre(field(page, parameter));
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.up();
  await field(page, parameter).getByText(`$json.${name}`).first().waitFor();
}

/** Leaves the field that has the cursor: the preview of its expression may cover the fields below it. */
export async function leaveField(page: Page): Promise<void> {
  await page.getByTestId('ndv-input-panel').getByText('Input', { exact: true }).first().click();
  await page.getByText('Anything inside').waitFor({ state: 'hidden' });
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error(`${String(locator)} is not to be seen.`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
