import type { Locator, Page, Response } from 'playwright-core';
import type { Owner } from '../n8n/rest.ts';

/*
 * n8n's editor as a person uses it: its canvas and its list of nodes. Everything waits for what it needs to see.
 */

/** Signs the browser in. */
export async function signIn(page: Page, url: string, { email, password }: Owner): Promise<void> {
  const data = { emailOrLdapLoginId: email, password };
  const answer = await page.request.post(`${url}/rest/login`, { data });
  if (!answer.ok()) throw new Error(`n8n answered ${answer.status()} to the login.`);
}

/** Opens an empty workflow. */
export async function newWorkflow(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/workflow/new`);
  await page.getByTestId('canvas-plus-button').waitFor();
}

/** Opens the list of nodes for the workflow's first node. */
export async function addFirstNode(page: Page): Promise<void> {
  await page.getByTestId('canvas-plus-button').click();
  await page.getByTestId('node-creator-search-bar').waitFor();
}

/** Opens the list of nodes for one that follows the only node whose output leads nowhere yet. */
export async function addNextNode(page: Page): Promise<void> {
  await page.getByTestId('canvas-handle-plus').click();
  await page.getByTestId('node-creator-search-bar').waitFor();
}

/** Types into the list's search field, waits until `expected` is shown, and gives the names shown with it. */
export async function searchNodes(page: Page, text: string, expected: string): Promise<string[]> {
  const names = page.getByTestId('node-creator-item-name');
  await page.getByTestId('node-creator-search-bar').fill(text);
  await names.filter({ hasText: expected }).first().waitFor();
  return (await names.allInnerTexts()).map((name) => name.trim());
}

/**
 * Chooses a node from the list as it stands, then one of its events or actions; the node's panel opens. For a first node
 * the list shows the events and keeps the actions folded.
 */
export async function chooseNode(
  page: Page,
  node: string,
  action: string,
  { unfold }: { unfold?: 'Actions' } = {},
): Promise<void> {
  const items = page.getByTestId('item-iterator-item');
  const found = items.filter({ hasText: node }).first();
  const wanted = items.filter({ hasText: action }).first();
  const folded = page.getByTestId('node-creator-category-item').filter({ hasText: unfold ?? '' });
  const inside = unfold === undefined ? wanted : folded;
  await found.click();
  // A click while the list is still being filtered leads nowhere.
  const isInside = await inside.waitFor({ timeout: 10_000 }).then(
    () => true,
    () => false,
  );
  if (!isInside && (await found.isVisible())) await found.click();
  if (unfold !== undefined) await folded.click();
  await wanted.click();
  await page.getByTestId('ndv').waitFor();
}

/** Chooses a community node that has one trigger and no actions from the list as it stands; its panel opens. */
export async function chooseOnlyTrigger(page: Page, node: string): Promise<void> {
  await page.getByTestId('item-iterator-item').filter({ hasText: node }).first().click();
  await page.getByRole('button', { name: 'Add to workflow' }).click();
  await page.getByTestId('ndv').waitFor();
}

/** Opens the panel of a node on the canvas. */
export async function openNode(page: Page, name: string): Promise<void> {
  await canvasNode(page, name).dblclick();
  await page.getByTestId('ndv').waitFor();
}

/** Closes the open panel. */
export async function closeNode(page: Page): Promise<void> {
  await page.getByTestId('ndv-close-button').click();
  await page.getByTestId('ndv').waitFor({ state: 'hidden' });
}

/** Publishes the open workflow, waits until n8n says that it is, and takes note of that. */
export async function publish(page: Page): Promise<void> {
  await page.getByTestId('workflow-open-publish-modal-button').click();
  const [answer] = await Promise.all([
    restAnswer(page, '/activate'),
    page.getByTestId('workflow-publish-button').click(),
  ]);
  if (!answer.ok()) throw new Error(`n8n answered ${answer.status()} to the order to publish.`);
  await page.getByText('Workflow published').waitFor();
  await page.getByRole('button', { name: 'Got it' }).click();
  await page.getByText('Workflow published').waitFor({ state: 'hidden' });
}

/** Imports a workflow's file into the open, empty workflow. */
export async function importFile(page: Page, file: string): Promise<void> {
  await page.getByTestId('workflow-menu').click();
  await page.getByRole('menuitem', { name: 'Import' }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'From file' }).click(),
  ]);
  await chooser.setFiles(file);
  await page.getByTestId('canvas-node').first().waitFor();
}

/** n8n's next answer to a request whose path ends so. */
export async function restAnswer(page: Page, ending: string): Promise<Response> {
  return await page.waitForResponse((response) => new URL(response.url()).pathname.endsWith(ending));
}

/** Runs the open workflow from its canvas, and waits until each of these nodes has ended well. */
export async function runWorkflow(page: Page, nodes: string[]): Promise<void> {
  await page.getByTestId('execute-workflow-button').click();
  for (const node of nodes) await canvasNode(page, node).getByTestId('canvas-node-status-success').waitFor();
}

/** Opens the list of the open workflow's executions, and the newest of them once there are `count`. */
export async function openNewestExecution(page: Page, count: number): Promise<void> {
  await page.getByTestId('radio-button-executions').click();
  const executions = page.getByTestId('current-executions-list').getByTestId('execution-time');
  await executions.nth(count - 1).waitFor();
  await executions.first().click();
}

function canvasNode(page: Page, name: string): Locator {
  return page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
}
