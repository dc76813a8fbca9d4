import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { Server } from 'node:http';
import { controlApi } from './control/control.ts';
import { ConnectionDropped } from './api/fault.ts';
import { pageFiles } from './page.ts';
import type { Service } from './api/service.ts';

/** A server that listens. */
export interface Listening {
  /** Where, such as "http://127.0.0.1:4010". */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves the API, the control API and the page. */
export async function listen(service: Service, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch: application(service).fetch });
  if (!(server instanceof Server)) throw new TypeError('expected an HTTP/1 server');
  // Node closes an idle connection after five seconds. On a busy machine a request may be on its way at that moment.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
        // Clients keep connections open; a sandbox that is told to stop does not wait for them.
        server.closeAllConnections();
      }),
  };
}

function application(service: Service): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.all('/api/*', async (c) => {
    const { method, url } = c.req;
    try {
      const answer = await service.handle({ method, url, headers: c.req.header(), body: await c.req.text() });
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
    } catch (error) {
      if (!(error instanceof ConnectionDropped)) throw error;
      c.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
  });
  app.route('/control', controlApi(service));
  app.route('/', pageFiles());
  return app;
}
