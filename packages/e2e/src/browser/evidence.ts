import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from './browser.ts';

/**
 * Does something in the browser. Should that fail, it saves what every tab shows and what their consoles said, in a
 * temporary folder that the error names.
 */
export async function withEvidence(browser: Browser, action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    const folder = await saveEvidence(browser);
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}\n\nWhat the browser showed then is in ${folder}`, { cause: error });
  }
}

async function saveEvidence({ context, errors }: Browser): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'secpaid-browser-failure-'));
  writeFileSync(join(folder, 'console-errors.txt'), `${errors().join('\n')}\n`);
  for (const [index, page] of context.pages().entries()) {
    // A tab that has crashed must not hide why.
    await page.screenshot({ path: join(folder, `tab-${index}.png`) }).catch(() => undefined);
  }
  return folder;
}
