import { createServer, type IncomingMessage, Server, type ServerResponse } from 'node:http';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A web server of this machine, which remembers what it was asked. */
export class Host {
  readonly received: Received[] = [];
  readonly #server: Server;
  /** What it answers; a test sets it. */
  answer: (response: ServerResponse) => void = (response) => response.end();

  constructor() {
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, headers } = request;
        this.received.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
        this.answer(response);
      });
    });
  }

  open(): Promise<void> {
    return new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
  }

  /** Its address by a name of this machine: to a browser, and to fetch, each name is a separate host. */
  at(name: '127.0.0.1' | 'localhost'): string {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('expected a port');
    return `http://${name}:${address.port}`;
  }
}
