import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that a system gives to whoever names none (Linux: from 32768): other tests open and close many of those. */
const FIRST = 20_000;
const LAST = 32_000;

/**
 * A port of 127.0.0.1 that nobody listens on at this moment. Another process may still take it first, though not by
 * chance: that would need this very number.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
