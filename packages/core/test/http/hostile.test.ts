import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { createGunzip, gzipSync } from 'node:zlib';
import { type Client, createClient } from '../../src/client.ts';
import { connect } from '../../src/http/connection.ts';
import type { SecPaidError } from '../../src/errors.ts';
import { fetchTransport } from '../../src/http/fetch-transport.ts';
import { MAX_ANSWER_BYTES, readText } from '../../src/http/transport.ts';
import { Host } from './host.ts';
import { failureOf, row, success, TOKEN } from '../support.ts';

let host = new Host();
beforeEach(async () => {
  host = new Host();
  await host.open();
});
afterEach(() => host.close());

const client = (): Client => {
  const baseUrl = `${host.at('127.0.0.1')}/api/v2`;
  return createClient(connect({ apiToken: TOKEN, environment: 'custom', baseUrl }), fetchTransport);
};
const page = (): ReturnType<Client['payIns']['page']> => client().payIns.page({ page: 1, limit: 1000 });
const refusal = (): Promise<SecPaidError> => failureOf(page);

/** Writes a megabyte again and again, as long as somebody reads; tells how many were written. */
function flood(response: ServerResponse, most: number): { written: () => number } {
  const block = Buffer.alloc(1_000_000, '8');
  let written = 0;
  const write = (): void => {
    while (written < most && !response.destroyed) {
      written++;
      if (!response.write(block)) {
        response.once('drain', write);
        return;
      }
    }
    if (!response.destroyed) response.end();
  };
  response.writeHead(200, { 'content-type': 'application/json' });
  write();
  return { written: () => written };
}

/** A megabyte in a thousand bytes; any number of them after each other is one gzip answer. */
const PACKED = gzipSync(Buffer.alloc(1_000_000, '8'));

function* endless<T>(one: T): Iterable<T> {
  for (;;) yield one;
}

describe('an answer that is too large', () => {
  it.each([
    ['of 100 MB', 100],
    ['without end', Infinity],
  ])('%s is read to 20 MB and refused', async (_, megabytes) => {
    let sent = { written: (): number => 0 };
    host.answer = (response) => {
      sent = flood(response, megabytes);
    };
    const error = await refusal();
    expect(error.kind).toBe('unexpected-answer');
    expect(error.message).toBe(
      'SecPaid’s answer is larger than 20 MB, which no list is. Nothing was taken from it. Check the environment or ' +
        'base URL, then tell SecPaid’s support.',
    );
    // What the two sockets hold beside.
    expect(sent.written()).toBeLessThan(60);
  });

  it.each([
    ['100 MB in 100 kB', 100],
    ['300 MB in 300 kB', 300],
  ])('is refused where it comes compressed, and small: %s', async (_, megabytes) => {
    const packed = Buffer.concat(Array.from({ length: megabytes }, () => PACKED));
    expect(packed.length).toBeLessThan(megabytes * 1_100);
    host.answer = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    expect((await refusal()).message).toContain('larger than 20 MB');
  });

  it('is unpacked to 20 MB and one piece, and left', async () => {
    let unpacked = 0;
    const unpacking = Readable.from(endless(PACKED)).pipe(createGunzip());
    async function* counted(): AsyncIterable<Uint8Array> {
      for await (const piece of unpacking as AsyncIterable<Buffer>) {
        unpacked += piece.length;
        yield piece;
      }
    }
    await expect(readText(counted())).rejects.toThrow('larger than 20 MB');
    expect(unpacked - MAX_ANSWER_BYTES).toBeLessThan(1_000_000);
    expect(unpacking.destroyed).toBe(true);
  });

  it('is refused before it is parsed, if a transport could not stop it', async () => {
    const body = success([row({ recipient_note: 'x'.repeat(MAX_ANSWER_BYTES) })]);
    const transport = (): Promise<{ status: number; headers: object; body: string }> =>
      Promise.resolve({ status: 200, headers: {}, body });
    const base = connect({ apiToken: TOKEN, environment: 'production' });
    const { payIns } = createClient(base, transport as typeof fetchTransport);
    const error = await failureOf(() => payIns.page({ page: 1, limit: 1000 }));
    expect(error.message).toContain('larger than 20 MB');
    expect(error.where).toContain('getPayInTransactions');
  });

  it('is none with a thousand entries whose notes have 10,000 characters', async () => {
    const rows = Array.from({ length: 1000 }, (_, index) =>
      row({ pay_id: String(index), recipient_note: 'ä'.repeat(5000) + 'x'.repeat(5000) }),
    );
    host.answer = (response) => response.end(success(rows));
    expect(await page()).toHaveLength(1000);
  });
});

describe('an answer that is nested deeply', () => {
  const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

  it.each([10_000, 1_000_000])('%d levels in place of an envelope is refused', async (levels) => {
    host.answer = (response) => response.end(nested(levels));
    expect((await refusal()).kind).toBe('unexpected-answer');
  });

  it.each([10_000, 1_000_000])('%d levels in place of a list is refused', async (levels) => {
    host.answer = (response) => response.end(success([]).replace('[]', nested(levels)));
    expect((await refusal()).message).toContain('an entry whose pay_id cannot be read');
  });

  it.each([10_000, 1_000_000])('%d levels in an unknown field are left out', async (levels) => {
    const text = JSON.stringify(row({ more: 1, deep: 0 })).replace('"deep":0', `"deep":${nested(levels)}`);
    host.answer = (response) => response.end(success([0]).replace('[0]', `[${text}]`));
    const [entry] = await page();
    expect(entry).toMatchObject({ pay_id: '99296', more: 1 });
    expect(entry).not.toHaveProperty('deep');
    expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
  });
});

describe('texts in an answer', () => {
  const NASTY = '<script>alert(1)</script>\u0000\u001b[31m\r\nERROR forged‮ line';

  it('reaches the entry as it is: whoever shows it has to escape it', async () => {
    host.answer = (response) => response.end(success([row({ recipient_note: NASTY })]));
    expect((await page())[0]?.recipient_note).toBe(NASTY);
  });

  it('stays one line of an error, and short', async () => {
    const message = NASTY + ' and so on'.repeat(1000);
    host.answer = (response) =>
      response.end(JSON.stringify({ ResponseCode: 0, ResponseMsg: message, Result: 'False' }));
    const { message: shown } = await refusal();
    expect(shown).not.toMatch(/\p{Cc}/u);
    expect(shown.length).toBeLessThan(350);
  });
});

describe('a header', () => {
  it.each(['-1', '99999999999', '1e3', '  ', 'Fri, 31 Dec 9999 23:59:59 GMT'])(
    'that asks to wait for %j is ignored',
    async (value) => {
      host.answer = (response) => response.writeHead(429, { 'retry-after': value }).end();
      expect(await refusal()).toMatchObject({ kind: 'rate-limit', retryAfterMs: undefined });
    },
  );
});
