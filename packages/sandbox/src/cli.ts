import { parseArgs } from 'node:util';
import { Account, startSandbox, type Sandbox } from './index.ts';
import { isLoopback } from './values/loopback.ts';

const usage = `Usage: node src/cli.ts [--port 4010] [--token <token>] [--empty] [--payment-endpoint <url>]

  --port              where to listen on 127.0.0.1; 0 takes any free port (default 4010)
  --token             the API token to accept (default "sandbox-token")
  --empty             start without the documentation's sample entries
  --payment-endpoint  the address on this machine to call when a link is paid; may be given several times
`;

interface Arguments {
  readonly port: number;
  readonly token: string | undefined;
  readonly empty: boolean;
  readonly urls: readonly string[];
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      token: { type: 'string' },
      empty: { type: 'boolean', default: false },
      'payment-endpoint': { type: 'string', multiple: true, default: [] },
    },
  });
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
  if (!(port <= 65_535)) throw new Error(`--port ${values.port}: expected a number from 0 to 65535`);
  if (values.token === '') throw new Error('--token: expected a text that is not empty');
  const urls = values['payment-endpoint'];
  const stranger = urls.find((url) => !isLoopback(url));
  if (stranger !== undefined)
    throw new Error(`--payment-endpoint ${stranger}: expected a URL on this machine`);
  return { port, token: values.token, empty: values.empty, urls };
}

async function run({ port, token, empty, urls }: Arguments): Promise<Sandbox> {
  const account = new Account({ clock: Date.now });
  if (!empty) account.seedSamples();
  const sandbox = await startSandbox({ port, token, account, paymentEndpoint: { urls } });
  const shownToken = token === undefined ? sandbox.token : 'the one you gave';
  console.log(`The sandbox is open.

  Page       ${sandbox.url}/
  API        ${sandbox.apiUrl}
  API token  ${shownToken}

Ctrl-C stops it.`);
  return sandbox;
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE') {
    return 'that port is taken: stop what uses it, or choose another with --port';
  }
  return error.message;
}

try {
  const sandbox = await run(readArguments());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
} catch (error) {
  console.error(`${messageOf(error)}\n\n${usage}`);
  process.exitCode = 1;
}
