import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Readable } from 'node:stream';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { startSandbox, wallClock } from '../../sandbox/src/index.ts';

/*
 * `pnpm bench`: the most memory that Export needs at once, as a multiple of its file. The sandbox runs in a process of
 * its own. Run with --expose-gc.
 */

const ENTRIES = Number(process.env['EXPORT_ENTRIES'] ?? 200_000);
const DAY = 86_400_000;

async function serve(): Promise<void> {
  const sandbox = await startSandbox({ rateLimit: false });
  const now = Date.now();
  sandbox.account.addMany(ENTRIES, (index) => ({
    amount: (index % 9000) / 100 + 1,
    note: `Order ${index}`,
    at: wallClock(now - Math.floor((index / ENTRIES) * 27 * DAY)),
  }));
  process.send?.({ apiToken: sandbox.token, baseUrl: sandbox.apiUrl, environment: 'custom' });
}

interface Credential {
  readonly apiToken: string;
  readonly baseUrl: string;
}

/** What is alive: heap and buffers, after a collection. */
function alive(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function measure(credential: Credential): Promise<void> {
  const { SecPaid } = createRequire(import.meta.url)('../dist/secpaid.js') as {
    SecPaid: new () => { execute: (this: unknown) => Promise<unknown> };
  };
  const before = alive();
  let [peak, file] = [0, 0];
  const note = (): void => {
    peak = Math.max(peak, alive() - before);
  };
  const parameters: Record<string, unknown> = {
    resource: 'payIn',
    operation: 'export',
    timeRange: 'last30Days',
    binaryPropertyName: 'data',
  };
  const context = {
    getInputData: () => [{ json: {} }],
    getNode: () => ({ type: 'n8n-nodes-secpaid.secPaid', name: 'SecPaid', parameters: {} }),
    getNodeParameter: (name: string, _: number, fallback: unknown) => parameters[name] ?? fallback,
    getCredentials: () => Promise.resolve(credential),
    continueOnFail: () => false,
    logger: { info: () => undefined, warn: () => undefined, debug: () => undefined },
    getExecutionCancelSignal: () => undefined,
    helpers: {
      httpRequestWithAuthentication: async (
        _: string,
        { method, url, headers, body }: IHttpRequestOptions,
      ) => {
        note();
        const response = await fetch(url, {
          method: method ?? 'GET',
          headers: { ...(headers as Record<string, string>), token: credential.apiToken },
          body: body as string,
        });
        return {
          statusCode: response.status,
          headers: Object.fromEntries(response.headers),
          body: Readable.fromWeb(response.body as never),
        };
      },
      prepareBinaryData: (bytes: Buffer) => {
        file = bytes.length;
        note();
        return Promise.resolve({ data: '', mimeType: '' });
      },
    },
  };
  await new SecPaid().execute.call(context);
  const mB = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `exporting ${ENTRIES} entries: a file of ${mB(file)}, at most ${mB(peak)} alive at once, × ${(peak / file).toFixed(2)} of the file`,
  );
}

if (process.argv[2] === 'serve') {
  await serve();
} else {
  const server = fork(import.meta.filename, ['serve'], {
    env: { ...process.env, NODE_OPTIONS: '--max-old-space-size=4096' },
  });
  try {
    const [credential] = (await once(server, 'message')) as [Credential];
    await measure(credential);
  } finally {
    server.kill();
  }
}
