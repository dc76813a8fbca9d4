import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

const MEGABYTE = Buffer.alloc(1_000_000, '8');
/** A megabyte in a thousand bytes; any number of them after each other is one gzip answer. */
const PACKED = gzipSync(MEGABYTE);
const LIST = JSON.stringify({ ResponseCode: 1, ResponseMsg: '', Result: 'True', data: [] });

type Answer = (response: ServerResponse, wrote: (bytes: number) => void) => void;

/** Writes a block again and again, as long as somebody reads. */
function endless(response: ServerResponse, block: Buffer, wrote: (bytes: number) => void): void {
  const write = (): void => {
    while (!response.destroyed) {
      wrote(block.length);
      if (!response.write(block)) {
        response.once('drain', write);
        return;
      }
    }
  };
  write();
}

const nested = '['.repeat(1_000_000) + ']'.repeat(1_000_000);

const ANSWERS = {
  gzip300: (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.end(Buffer.concat(Array.from({ length: 300 }, () => PACKED)));
  },
  gzipEndless: (response, wrote) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    endless(response, PACKED, wrote);
  },
  endless: (response, wrote) => {
    endless(response, MEGABYTE, wrote);
  },
  nested: (response) => response.end(LIST.replace('[]', nested)),
  trickle: (response) => {
    const drop = setInterval(() => response.write(' '), 500);
    response.once('close', () => {
      clearInterval(drop);
    });
  },
  silence: () => undefined,
  list: (response) => response.end(LIST),
} satisfies Record<string, Answer>;

export type Hostility = keyof typeof ANSWERS;

/** A server in SecPaid's place. */
export interface HostileServer {
  /** A base URL at which requests are answered so, one after the other; the last holds for all that follow. */
  at(...answers: Hostility[]): string;
  /** The bytes that were written in answers since the last question. */
  written(): number;
  /** How many of its answers somebody still reads. */
  open(): number;
  close(): Promise<void>;
}

const isHostility = (name: string): name is Hostility => name in ANSWERS;

/** Starts it on a free port of this machine. */
export async function startHostileServer(): Promise<HostileServer> {
  let bytes = 0;
  let open = 0;
  let bases = 0;
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    request.resume();
    const [, base = '', names = ''] = (request.url ?? '').split('/');
    const nth = asked.get(base) ?? 0;
    asked.set(base, nth + 1);
    const answers = names.split('+').filter(isHostility);
    const answer: Answer = ANSWERS[answers[Math.min(nth, answers.length - 1)] ?? 'list'];
    open++;
    response.once('close', () => open--);
    answer(response, (more) => (bytes += more));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    at: (...answers) => `http://127.0.0.1:${port}/${++bases}/${answers.join('+')}/api/v2`,
    written() {
      const sum = bytes;
      bytes = 0;
      return sum;
    },
    open: () => open,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
