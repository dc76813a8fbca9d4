import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, selectors } from 'playwright-core';
import type { BrowserContext } from 'playwright-core';

/** A Chromium for one test file. */
export interface Browser {
  readonly context: BrowserContext;
  /** Errors that its pages wrote to their consoles or threw, each with its page's address. */
  readonly errors: () => readonly string[];
  /** Ends it and deletes what it kept. */
  close(): Promise<void>;
}

/** How n8n notes that its two tooltips on pinned data were seen; they would cover the output. */
const TOOLTIPS_SEEN = `if (location.protocol === 'http:') {
  for (const key of ['N8N_PIN_DATA_DISCOVERY_NDV', 'N8N_PIN_DATA_DISCOVERY_CANVAS']) localStorage.setItem(key, 'true');
}`;

/** How long a page may take to show something, on a machine with other things to do. */
const PATIENCE_MS = 30_000;

/** Starts Chromium without a window, with an empty profile in a temporary folder. */
export async function startBrowser(executablePath: string): Promise<Browser> {
  selectors.setTestIdAttribute('data-test-id');
  const profile = mkdtempSync(join(tmpdir(), 'secpaid-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    // Chromium's sandbox wants rights that a container's root does not have; it opens nothing but our own pages.
    args: ['--no-sandbox', '--disable-gpu'],
    viewport: { width: 1440, height: 860 },
    // Sharp pictures take a machine without a graphics card four times as long.
    deviceScaleFactor: process.env['SECPAID_PICTURES'] === undefined ? 1 : 2,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const errors: string[] = [];
  context.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.page()?.url() ?? ''}: ${message.text()}`);
  });
  context.on('weberror', (thrown) => {
    errors.push(`${thrown.page()?.url() ?? ''}: ${thrown.error().message}`);
  });
  await context.addInitScript(TOOLTIPS_SEEN);
  return {
    context,
    errors: () => errors,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
