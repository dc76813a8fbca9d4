import { afterAll, beforeAll, describe, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type Browser, startBrowser } from '../src/browser/browser.ts';
import { findChromium } from '../src/browser/chromium.ts';
import { signIn } from '../src/browser/editor.ts';
import { withEvidence } from '../src/browser/evidence.ts';
import { Closers } from '../src/demo/closers.ts';
import { openEmptyShop, type EmptyShop } from './editor-shop.ts';

/** Somebody who is signed in to n8n's editor. */
interface Editor {
  readonly shop: EmptyShop;
  readonly browser: Browser;
  readonly page: Page;
}

/** Adds a step; it continues where the last one stopped. */
type Step = (promise: string, action: (editor: Editor) => Promise<void>) => void;

/** Steps in n8n's editor, one after another in the same tab of a real browser; skipped if there is none. */
export function inEditor(who: string, steps: (step: Step) => void): void {
  const chromium = findChromium();
  const describeIt = chromium === undefined ? describe.skip : describe;
  describeIt(who, () => {
    const closers = new Closers();
    let editor: Editor;

    beforeAll(async () => {
      const shop = closers.opened(await openEmptyShop());
      const browser = closers.opened(await startBrowser(chromium ?? ''));
      const page = await browser.context.newPage();
      await signIn(page, shop.n8n.url, shop.n8n.owner);
      editor = { shop, browser, page };
    });

    afterAll(() => closers.close());

    steps((promise, action) => {
      it(promise, () => withEvidence(editor.browser, () => action(editor)));
    });
  });
}
