/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServerResponse } from 'node:http';
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

  it('nested deeply in an unknown field gives an item that n8n can store', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const text = JSON.stringify(row({ deep: 0 })).replace('"deep":0', `"deep":${deep}`);
    host.answer = (response) => response.end(success([0]).replace('[0]', `[${text}]`));
    const [item] = await getMany();
    expect(item?.json).toMatchObject({ pay_id: '99296' });
    expect(item?.json).not.toHaveProperty('deep');
    expect(JSON.parse(JSON.stringify(item?.json))).toEqual(item?.json);
  });

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
