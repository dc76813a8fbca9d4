import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';

/** A request as it arrived; `path` is decoded, `body` is parsed. */
export interface ReceivedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: unknown;
}

/** A stand-in for an outside service. */
export interface HttpDouble {
  readonly port: number;
  readonly url: string;
  /** The requests so far, oldest first. */
  readonly requests: ReceivedRequest[];
  close(): Promise<void>;
}

/** Serves JSON on 127.0.0.1 and a free port; `answer` decides what. */
export async function startHttpDouble(answer: (request: ReceivedRequest) => unknown): Promise<HttpDouble> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((incoming, response) => {
    void textOf(incoming).then((text) => {
      const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
      const request = {
        method: incoming.method ?? '',
        path: decodeURIComponent(url.pathname),
        query: url.searchParams,
        headers: incoming.headers,
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      };
      requests.push(request);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(request)));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in got no port.');
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    requests,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString();
}
