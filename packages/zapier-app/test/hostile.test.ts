import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { PAY_IN_FIELDS, type PayIn } from '@secpaid/core';
import { createAppTester } from 'zapier-platform-core';
import { Host } from '../../core/test/http/host.ts';
import { row, success } from '../../core/test/support.ts';
import app from '../src/index.ts';
import { perform } from '../src/triggers/new-pay-in.ts';
import { failure, log, sentencesOf, TOKEN } from './support.ts';

const run = createAppTester(app);
let host = new Host();
let elsewhere = new Host();

beforeEach(async () => {
  host = new Host();
  elsewhere = new Host();
  await Promise.all([host.open(), elsewhere.open()]);
  process.env['SECPAID_BASE_URL'] = `${host.at('127.0.0.1')}/api/v2`;
});
afterEach(async () => {
  await Promise.all([host.close(), elsewhere.close()]);
});

const poll = async (): Promise<readonly PayIn[]> =>
  await run(perform, { authData: { api_token: TOKEN, environment: 'production' }, meta: {} });

/** A row of today, so that it lies in the window that Zapier is given. */
const today = (change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  row({ created_at: new Date().toISOString().slice(0, 19).replace('T', ' '), ...change });

/** Writes a megabyte again and again, as long as somebody reads. */
function flood(response: ServerResponse, most: number): void {
  const block = Buffer.alloc(1_000_000, '8');
  let written = 0;
  const write = (): void => {
    while (written++ < most && !response.destroyed) {
      if (!response.write(block)) {
        response.once('drain', write);
        return;
      }
    }
    if (!response.destroyed) response.end();
  };
  write();
}

/** Now and then, as long as somebody reads. */
function dropping(connection: ServerResponse | Socket, write: () => unknown): void {
  const drop = setInterval(write, 500);
  connection.once('close', () => {
    clearInterval(drop);
  });
}

describe('a hostile answer, as zapier-platform-core receives it', () => {
  it.each([
    ['of 100 MB', 100],
    ['without end', Infinity],
  ])('%s is read to 20 MB and refused', async (_, megabytes) => {
    const hungUp = new Promise((resolve) => {
      host.answer = (response) => {
        response.once('close', resolve);
        flood(response, megabytes);
      };
    });
    const error = await failure(poll());
    expect(sentencesOf(error)).toContain('SecPaid’s answer is larger than 20 MB');
    await hungUp;
    expect(host.received).toHaveLength(1);
  });

  it('of 100 MB that comes compressed is refused too', async () => {
    const packed = gzipSync(Buffer.alloc(100_000_000, '8'));
    host.answer = (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
    expect(sentencesOf(await failure(poll()))).toContain('larger than 20 MB');
  });

  it('that stops in the middle, comes byte by byte for ever, or whose headers do, is given up in time', async () => {
    const answers: ((response: ServerResponse) => unknown)[] = [
      (response) => response.writeHead(200).write('{'),
      (response) => {
        dropping(response, () => response.write(' '));
      },
      ({ socket }) => {
        socket?.write('HTTP/1.1 200 OK\r\nX-Slow: ');
        if (socket) dropping(socket, () => socket.write('x'));
      },
    ];
    const count = answers.length;
    host.answer = (response) => {
      answers.pop()?.(response);
    };
    const failures = await Promise.all(Array.from({ length: count }, () => failure(poll())));
    for (const one of failures) {
      expect(sentencesOf(one)).toContain('could not be reached (no answer in time)');
    }
    expect(answers).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])(
    'that redirects by %d is not followed: the token stays',
    async (status) => {
      for (const name of ['127.0.0.1', 'localhost'] as const) {
        host.answer = (response) =>
          response.writeHead(status, { location: `${elsewhere.at(name)}/api/v2/getPayInTransactions` }).end();
        expect(sentencesOf(await failure(poll()))).toContain('redirect, which is not followed');
      }
      expect(elsewhere.received).toEqual([]);
      expect(log()).not.toContain(TOKEN);
    },
  );

  it.each([10_000, 1_000_000])('nested %d levels deep in an unknown field is left out', async (levels) => {
    const deep = '['.repeat(levels) + ']'.repeat(levels);
    const text = JSON.stringify(today({ deep: 0 })).replace('"deep":0', `"deep":${deep}`);
    host.answer = (response) => response.end(success([0]).replace('[0]', `[${text}]`));
    const [entry] = await poll();
    expect(entry).toMatchObject({ pay_id: '99296' });
    expect(entry).not.toHaveProperty('deep');
  });

  it('with __proto__ in the envelope, in a row and inside a value pollutes nothing', async () => {
    const bad = '"__proto__":{"polluted":true}';
    const text = `{${bad},"more":{${bad}},${JSON.stringify(today()).slice(1)}`;
    host.answer = (response) =>
      response.end(success([0]).replace('[0]', `[${text}]`).replace('{', `{${bad},`));
    const [entry] = await poll();
    expect(Object.keys(entry ?? {}).toSorted()).toEqual(PAY_IN_FIELDS.map(({ key }) => key).toSorted());
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('with a script and control characters in the note gives the note as it is', async () => {
    const note = '<script>alert(1)</script>\u0000\u001b[31m\r\n"\',=cmd|calc';
    host.answer = (response) => response.end(success([today({ recipient_note: note })]));
    expect(await poll()).toMatchObject([{ recipient_note: note }]);
  });

  it('with a wrong type in any field is entries or one of Zapier’s errors', async () => {
    for (const key of Object.keys(row())) {
      for (const value of [null, 7, true, [], {}, '', 'x', '9'.repeat(400)]) {
        host.answer = (response) => response.end(success([today({ [key]: value })]));
        const outcome = await poll().then(
          (entries) => entries.every(({ id, amount }) => typeof id === 'string' && Number.isFinite(amount)),
          (error: unknown) =>
            error instanceof Error && sentencesOf(error).includes('SecPaid sent an entry without'),
        );
        expect({ key, value, outcome }).toEqual({ key, value, outcome: true });
      }
    }
  });
});
