/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- tests are not part of the package */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { waits } from '../no-waiting.ts';
import { Host } from '../../../core/test/http/host.ts';
import { row, success } from '../../../core/test/support.ts';
import { startSandbox } from '../../../sandbox/src/index.ts';
import { executeSecPaid } from './sec-paid-in-n8n';
import { failureOf, TOKEN } from '../support';
import { TriggerInN8n } from '../trigger/trigger-in-n8n';

let host = new Host();
let elsewhere = new Host();

beforeEach(async () => {
  host = new Host();
  elsewhere = new Host();
  await Promise.all([host.open(), elsewhere.open()]);
});
afterEach(async () => {
  await Promise.all([host.close(), elsewhere.close()]);
});

const credential = (): { apiToken: string; environment: string; baseUrl: string } => ({
  apiToken: TOKEN,
  environment: 'custom',
  baseUrl: `${host.at('127.0.0.1')}/api/v2`,
});
const getMany = (): ReturnType<typeof executeSecPaid> => executeSecPaid({ credential: credential() });

/** Writes a megabyte again and again, as long as somebody reads; tells when nobody does any more. */
function floodedBy(target: Host): Promise<unknown> {
  const block = Buffer.alloc(1_000_000, '8');
  return new Promise((hungUp) => {
    target.answer = (response: ServerResponse) => {
      response.once('close', hungUp);
      const write = (): void => {
        while (!response.destroyed) {
          if (!response.write(block)) {
            response.once('drain', write);
            return;
          }
        }
      };
      write();
    };
  });
}

describe('a hostile answer', () => {
  it('without end is read to 20 MB and refused, and the connection ends', async () => {
    const hungUp = floodedBy(host);
    const { message } = await failureOf(getMany);
    expect(message).toContain('SecPaid’s answer is larger than 20 MB');
    await hungUp;
  });

  it('without end fails a poll that changes nothing', async () => {
    const sandbox = await startSandbox({ token: TOKEN, rateLimit: false });
    try {
      const trigger = new TriggerInN8n(sandbox);
      const poll = trigger.start();
      await poll();
      const before = trigger.saved();
      const hungUp = floodedBy(host);
      trigger.credential = credential();
      await expect(poll()).rejects.toThrow('SecPaid’s answer is larger than 20 MB');
      await hungUp;
      expect(trigger.saved()).toEqual(before);
    } finally {
      await sandbox.close();
    }
  });

  it('of 300 MB that comes as 300 kB of gzip is refused', async () => {
    const packed = gzipSync(Buffer.alloc(1_000_000, '8'));
    host.answer = (response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(Buffer.concat(Array.from({ length: 300 }, () => packed)));
    const { message } = await failureOf(getMany);
    expect(message).toContain('SecPaid’s answer is larger than 20 MB');
  });

  it('nested deeply in an unknown field gives an item that n8n can store', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const text = JSON.stringify(row({ deep: 0 })).replace('"deep":0', `"deep":${deep}`);
    host.answer = (response) => response.end(success([0]).replace('[0]', `[${text}]`));
    const [item] = await getMany();
    expect(item?.json).toMatchObject({ pay_id: '99296' });
    expect(item?.json).not.toHaveProperty('deep');
    expect(JSON.parse(JSON.stringify(item?.json))).toEqual(item?.json);
  });

  it.each([301, 302, 303, 307, 308])(
    'that redirects by %d is not followed: the token stays',
    async (status) => {
      for (const name of ['127.0.0.1', 'localhost'] as const) {
        host.answer = (response) =>
          response.writeHead(status, { location: `${elsewhere.at(name)}/steal` }).end();
        expect((await failureOf(getMany)).message).toContain('a redirect, which is not followed');
      }
      expect(elsewhere.received).toEqual([]);
    },
  );

  it('with __proto__ in the envelope, in a row and inside a value pollutes nothing', async () => {
    const bad = '"__proto__":{"polluted":true}';
    const text = `{${bad},"more":{${bad}},${JSON.stringify(row()).slice(1)}`;
    host.answer = (response) =>
      response.end(success([0]).replace('[0]', `[${text}]`).replace('{', `{${bad},`));
    const [item] = await getMany();
    expect(JSON.stringify(item?.json)).not.toContain('polluted');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('with a script and control characters in the note gives the note as it is', async () => {
    const note = '<script>alert(1)</script>\u0000\u001b[31m\r\n={{ $env }}';
    host.answer = (response) => response.end(success([row({ recipient_note: note })]));
    const [item] = await getMany();
    expect(item?.json).toMatchObject({ recipient_note: note });
  });
});

describe('an answer that takes longer than the time of a request', () => {
  const NO_ANSWER = 'SecPaid could not be reached (no answer in time)';

  beforeEach(() => {
    waits.length = 0;
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    jest.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(150));
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is left, if a byte comes now and then for ever, and the connection ends', async () => {
    const ends: Promise<unknown>[] = [];
    host.answer = (response) => {
      const drop = setInterval(() => response.write(' '), 20);
      ends.push(
        once(response, 'close').finally(() => {
          clearInterval(drop);
        }),
      );
    };
    const { message } = await failureOf(getMany);
    expect(message).toContain(NO_ANSWER);
    // On a busy machine the time of a request may be up before it gets here.
    expect(ends).not.toHaveLength(0);
    await Promise.all(ends);
  });

  it('is left, if its headers have no end', async () => {
    host.answer = ({ socket }) => {
      socket?.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      const drop = setInterval(() => socket?.write('x'), 20);
      socket?.once('close', () => {
        clearInterval(drop);
      });
    };
    expect((await failureOf(getMany)).message).toContain(NO_ANSWER);
  });
});
