import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { startSandbox } from '../src/index.ts';

type Command = ChildProcessByStdio<null, Readable, Readable>;

let running: Command | undefined;

afterEach(() => {
  running?.kill('SIGKILL');
});

function start(...args: string[]): Command {
  running = spawn(process.execPath, [join(__dirname, '../src/cli.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: tmpdir(),
  });
  return running;
}

async function addressOf(command: Command): Promise<string> {
  let text = '';
  for await (const chunk of command.stdout) {
    text += String(chunk);
    const url = /API +(http\S+)/.exec(text)?.[1];
    // Leaving the loop closes the stream, and with it nothing that the command still says is waited for.
    if (url !== undefined && text.includes('Ctrl-C')) return url;
  }
  throw new Error(`no address in: ${text}`);
}

async function failureOf(command: Command): Promise<string> {
  let text = '';
  command.stderr.on('data', (chunk) => (text += String(chunk)));
  expect(await once(command, 'close')).toEqual([1, null]);
  return text;
}

async function firstList(api: string, token: string): Promise<unknown> {
  return (await fetch(`${api}/getPayInTransactions`, { method: 'POST', headers: { token } })).json();
}

async function noFaultWaits(base: string): Promise<void> {
  for (;;) {
    const state: unknown = await (await fetch(`${base}/control/faults`)).json();
    if (JSON.stringify(state) === '{"waiting":0}') return;
  }
}

describe('the command', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'opens a sandbox with the samples and stops on %s',
    async (signal) => {
      const command = start('--port', '0');
      const api = await addressOf(command);
      expect(await firstList(api, 'sandbox-token')).toMatchObject({
        data: [{ pay_id: '99296' }, { pay_id: '99298' }],
      });
      const ended = once(command, 'exit');
      command.kill(signal);
      expect(await ended).toEqual([0, null]);
    },
  );

  it('serves its page wherever it is started from', async () => {
    const api = await addressOf(start('--port', '0'));
    const page = await fetch(`${new URL(api).origin}/`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('SecPaid sandbox')]);
  });

  it('does not stay for a slow answer when it is stopped', async () => {
    const command = start('--port', '0');
    const api = await addressOf(command);
    const base = new URL(api).origin;
    await fetch(`${base}/control/fault`, { method: 'POST', body: '{"kind":"slow","delayMs":600000}' });
    const list = expect(firstList(api, 'sandbox-token')).rejects.toThrow('fetch failed');
    // Once the fault is taken, the answer is being held back.
    await noFaultWaits(base);
    const ended = once(command, 'exit');
    command.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await list;
  });

  it('accepts a custom token and an empty account', async () => {
    const api = await addressOf(start('--port', '0', '--token', 'mine', '--empty'));
    expect(await firstList(api, 'mine')).toMatchObject({ Result: 'True', data: [] });
  });

  it.each(['abc', '70000', '-1', ''])('says what is wrong with the port %p', async (port) => {
    expect(await failureOf(start(`--port=${port}`))).toContain('expected a number from 0 to 65535');
  });

  it('calls the Payment Endpoint that it is given', async () => {
    const api = await addressOf(start('--port', '0', '--payment-endpoint', 'http://127.0.0.1:1/hook'));
    const base = new URL(api).origin;
    await fetch(`${base}/control/pay`, { method: 'POST', body: '{"amount":1}' });
    expect(await (await fetch(`${base}/control/deliveries`)).json()).toMatchObject({
      deliveries: [{ url: 'http://127.0.0.1:1/hook' }],
    });
  });

  it('refuses a Payment Endpoint elsewhere', async () => {
    expect(await failureOf(start('--payment-endpoint', 'https://shop.example/'))).toContain(
      'expected a URL on this machine',
    );
  });

  it('says that a port is taken', async () => {
    const other = await startSandbox();
    const message = await failureOf(start('--port', new URL(other.url).port));
    await other.close();
    expect(message).toContain('that port is taken');
  });

  it('says what it takes if it is given something else', async () => {
    expect(await failureOf(start('--prot', '1'))).toMatch(/--prot[\s\S]*Usage: node src\/cli\.ts/);
  });
});
