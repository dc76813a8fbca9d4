import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Mail } from './mail.ts';

/** Serves a page that lists mails, newest first, on 127.0.0.1 and a free port. */
export async function startInboxPage(mails: () => Mail[]): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
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
        `<article><h2>${escape(mail.subject)}</h2><p>to ${escape(mail.to)}, ${mail.receivedAt.toLocaleTimeString('en-GB')}</p>` +
        `<pre>${escape(mail.text)}</pre></article>`,
    );
  return (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Inbox</title>' +
    '<style>body{font:16px system-ui;max-width:44rem;margin:2rem auto}article{border-top:1px solid #ccc}</style>' +
    `<h1>Inbox (${mails.length})</h1>${list.join('') || '<p>No mail yet.</p>'}</html>`
  );
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
