import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Mail } from './mail.ts';

/** Asks for the list again, and shows it if it changed: a page that reloads itself takes readers away from their place. */
const SCRIPT = `setInterval(async () => {
  const answer = await fetch(location.href).catch(() => undefined);
  if (!answer?.ok) return;
  const now = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
  const shown = document.querySelector('main');
  if (now && shown && now.innerHTML !== shown.innerHTML) shown.replaceWith(now);
}, 2000);`;

const STYLE = `:root { color-scheme: light dark }
body { max-width: 44rem; margin: 0 auto; padding: 1rem; font: 16px/1.45 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.4rem } h2 { margin-bottom: 0.2rem; font-size: 1.1rem } p { margin: 0 }
article { border-top: 1px solid gray } pre { white-space: pre-wrap; font: inherit }`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

const POLICY = [
  "default-src 'none'",
  "connect-src 'self'",
  `script-src ${hashOf(SCRIPT)}`,
  `style-src ${hashOf(STYLE)}`,
].join('; ');

/** The sandbox's page and SecPaid's dashboard show Berlin's time. */
const TIME = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Europe/Berlin' });

/** Serves a page that lists mails, newest first, on 127.0.0.1 and a free port. */
export async function startInboxPage(mails: () => Mail[]): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
    });
    response.end(page(mails()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The inbox page got no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function page(mails: Mail[]): string {
  const list = mails
    .toReversed()
    .map(
      (mail) =>
        `<article><h2>${escape(mail.subject)}</h2><p>to ${escape(mail.to)}, ${TIME.format(mail.receivedAt)}</p>` +
        `<pre>${escape(mail.text)}</pre></article>`,
    );
  return (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<link rel="icon" href="data:,"><title>Inbox</title><style>${STYLE}</style><script>${SCRIPT}</script>` +
    `<main><h1>Inbox (${mails.length})</h1>${list.join('') || '<p>No mail yet.</p>'}</main></html>`
  );
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
