import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A service on this machine that takes whatever JSON it is sent. */
export interface Listener {
  readonly url: string;
  readonly received: { readonly path: string | undefined; readonly body: unknown }[];
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text);
}

/** Starts one, on any free port. */
export async function listen(): Promise<Listener> {
  const received: { path: string | undefined; body: unknown }[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      received.push({ path: request.url, body });
      response.end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
