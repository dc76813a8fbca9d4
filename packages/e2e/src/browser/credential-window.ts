import type { Locator, Page } from 'playwright-core';
import { restAnswer } from './editor.ts';

/* The window in which n8n's editor asks for a credential. */

/** The window. */
export function credentialWindow(page: Page): Locator {
  return page.getByTestId('editCredential-modal');
}

/** Opens it from the panel of a node that has no credential yet. */
export async function connect(page: Page): Promise<void> {
  await page.getByTestId('node-credentials-empty-state').getByRole('button').click();
  await credentialWindow(page).waitFor();
}

/** Saves a credential that n8n then finds to be wrong, and gives its message with all the details. */
export async function saveWrong(page: Page): Promise<string> {
  await save(page);
  const window = credentialWindow(page);
  await window.getByText(/Couldn.t connect with these settings/).waitFor();
  await window.getByText('More details').click();
  const details = window.locator('[class*="details"]').filter({ hasText: 'SecPaid' }).first();
  return await details.innerText();
}

/** Saves a credential that n8n finds to be right: the window closes by itself. */
export async function saveRight(page: Page): Promise<void> {
  await save(page);
  await credentialWindow(page).waitFor({ state: 'hidden' });
}

async function save(page: Page): Promise<void> {
  await Promise.all([
    restAnswer(page, '/rest/credentials/test'),
    page.getByTestId('credential-save-button').click(),
  ]);
}

/** Opens the credential that the open panel's node has, and waits until n8n has tested it again, with success. */
export async function reopen(page: Page): Promise<void> {
  await page.getByTestId('credential-edit-button').click();
  await page.getByTestId('credentials-config-container-test-success').waitFor();
  // The message is there before the test is over; the button only after it.
  await credentialWindow(page).getByText('Retry').waitFor();
}

/** Closes the window, and not the panel below it, which the Escape key would close too. */
export async function closeWindow(page: Page): Promise<void> {
  await page.locator('.el-dialog__headerbtn:visible').last().click();
  await credentialWindow(page).waitFor({ state: 'hidden' });
}
