import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

/** The files of the page, which lie in the folder `page` beside the sources, and their types. */
const files = {
  'index.html': 'text/html',
  'payment.html': 'text/html',
  'style.css': 'text/css',
  'icon.svg': 'image/svg+xml',
  'main.js': 'text/javascript',
  'accounts.js': 'text/javascript',
  'control.js': 'text/javascript',
  'credential.js': 'text/javascript',
  'refund.js': 'text/javascript',
  'deviations.js': 'text/javascript',
  'dom.js': 'text/javascript',
  'endpoint.js': 'text/javascript',
  'overview.js': 'text/javascript',
  'pay-form.js': 'text/javascript',
  'invoices.js': 'text/javascript',
  'links.js': 'text/javascript',
  'payment.js': 'text/javascript',
  'tabs.js': 'text/javascript',
  'filters.js': 'text/javascript',
  'table.js': 'text/javascript',
} as const;

/**
 * The page may load its own files and talk to its own server, and nothing else: whatever an entry's note
 * holds, no script in it runs and no address in it is asked.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What is opened by itself; the rest is loaded by it. */
const paths: Readonly<Record<string, string>> = { 'index.html': '/', 'payment.html': '/payment' };

/** Serves the page at /, what a payer of a link sees at /payment, and their files at /page/. */
export function pageFiles(): Hono {
  const page = new Hono();
  for (const [name, type] of Object.entries(files)) {
    page.get(paths[name] ?? `/page/${name}`, (c) =>
      c.body(readFileSync(new URL(`../page/${name}`, import.meta.url), 'utf8'), 200, {
        'content-type': `${type}; charset=utf-8`,
        'content-security-policy': policy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
      }),
    );
  }
  return page;
}
