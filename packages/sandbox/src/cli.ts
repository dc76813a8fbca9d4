import { parseArgs } from 'node:util';
import { Account, startSandbox, type Sandbox } from './index.ts';

const usage = `Usage: node src/cli.ts [--port 4010] [--token <token>] [--empty]

  --port   where to listen on 127.0.0.1; 0 takes any free port (default 4010)
  --token  the API token to accept (default "sandbox-token")
  --empty  start without the documentation's sample entries
`;

interface Arguments {
  readonly port: number;
  readonly token: string | undefined;
  readonly empty: boolean;
}

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      token: { type: 'string' },
      empty: { type: 'boolean', default: false },
    },
  });
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : NaN;
  if (!(port <= 65_535)) throw new Error(`--port ${values.port}: expected a number from 0 to 65535`);
  if (values.token === '') throw new Error('--token: expected a text that is not empty');
  return { port, token: values.token, empty: values.empty };
}

async function run({ port, token, empty }: Arguments): Promise<Sandbox> {
  const account = new Account({ clock: Date.now });
  if (!empty) account.seedSamples();
  const sandbox = await startSandbox({ port, token, account });
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
