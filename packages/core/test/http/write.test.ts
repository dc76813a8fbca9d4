import { describe, expect, it } from '@jest/globals';
import type { HttpResponse } from '../../src/http/transport.ts';
import { linksOver, refusal } from '../endpoints/links-over.ts';
import { failureOf, madeLink, success } from '../support.ts';

describe('a call that changes something', () => {
  const calls = [
    ['create', 'No payment link was created.', 'there may be two'],
    ['delete', 'No payment link was deleted.', 'whether it is still there'],
  ] as const;
  const run = async (name: 'create' | 'delete', ...answers: (Partial<HttpResponse> | Error)[]) => {
    const { links, requests } = linksOver(...answers);
    const error = await failureOf(() =>
      name === 'create' ? links.create({ amount: 5 }) : links.delete('99290'),
    );
    return { error, requests };
  };

  const lost: readonly [string, Partial<HttpResponse> | Error][] = [
    ['a connection that broke', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
    ['a time-out', Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })],
    ['a fault that says nothing', new Error('fetch failed')],
    ['HTTP 500', { status: 500, body: refusal('Server Error') }],
    ['HTTP 504', { status: 504 }],
    ['a web page', { body: '<html>Maintenance</html>' }],
    ['a body that was cut off', { body: success(madeLink()).slice(0, 60) }],
    ['an empty body', { body: '' }],
    ['a redirect', { status: 302 }],
    ['an envelope that says both yes and no', { body: refusal('Saved', { ResponseCode: 1 }) }],
    ['an envelope without Result', { body: refusal('Saved', { Result: undefined }) }],
    ['HTTP 400 around a success', { status: 400, body: success(madeLink()) }],
  ];
  for (const [name, not, look] of calls) {
    it.each(lost)(
      `(${name}) whose answer is lost may have happened, and is not repeated: %s`,
      async (_, answer) => {
        const { error, requests } = await run(name, answer);
        expect(error).toMatchObject({ mayHaveHappened: true, retryable: false });
        expect(error.what).toMatch(/may still have been (created|deleted)\.$/);
        expect(error.next).toContain(look);
        expect(error.message).not.toContain('Nothing is lost');
        expect(requests).toHaveLength(1);
      },
    );

    it.each<[string, Partial<HttpResponse> | Error]>([
      ['a refusal', { body: refusal('Invalid link ID') }],
      ['a refusal with HTTP 400', { status: 400, body: refusal('Amount is required') }],
      ['a refused token', { body: refusal('Incorrect token or missing token') }],
      ['a refusal about another token', { body: refusal('Invalid recipient token at index 0') }],
      ['HTTP 401', { status: 401 }],
      ['a firewall', { status: 403, body: '<html>Blocked</html>' }],
      ['a proxy that asks for a login', { status: 407 }],
    ])(`(${name}) that was refused did not happen, and says so: %s`, async (_, answer) => {
      const { error, requests } = await run(name, answer);
      expect(error).toMatchObject({ mayHaveHappened: false, retryable: false });
      expect(error.what).toContain(not);
      expect(requests).toHaveLength(1);
    });

    it.each<[string, Partial<HttpResponse> | Error]>([
      ['no connection', Object.assign(new Error('no'), { code: 'ECONNREFUSED' })],
      ['no such host', Object.assign(new Error('no'), { code: 'ENOTFOUND' })],
      ['no trust', Object.assign(new Error('no'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' })],
      ['a proxy that wants a login', { status: 407, body: '<html>Proxy</html>' }],
    ])(
      `(${name}) that cannot reach SecPaid says so at once, and that nothing happened: %s`,
      async (_, answer) => {
        const { error, requests } = await run(name, answer);
        expect(error).toMatchObject({ kind: 'network', mayHaveHappened: false, retryable: false });
        expect(error.what).toContain(not);
        expect(error.next).not.toContain(look);
        expect(requests).toHaveLength(1);
      },
    );

    it.each<[string, Partial<HttpResponse> | Error]>([
      ['HTTP 429', { status: 429 }],
      ['HTTP 429 with a wait', { status: 429, headers: { 'retry-after': '1' } }],
    ])(`(${name}) that did not get there is repeated, and says so in the end: %s`, async (_, answer) => {
      const { error, requests } = await run(name, answer);
      expect(error).toMatchObject({ mayHaveHappened: false, retryable: true });
      expect(error.what).toContain(not);
      expect(requests).toHaveLength(6);
      const again = linksOver(answer, answer, { body: success(madeLink()) });
      await (name === 'create' ? again.links.create({ amount: 5 }) : again.links.delete('99290'));
      expect(again.requests).toHaveLength(3);
    });
  }

  it('and was done, but whose answer has no link, may have happened', async () => {
    for (const data of [undefined, null, [], {}]) {
      const { error, requests } = await run('create', { body: success(data) });
      expect(error).toMatchObject({ kind: 'unexpected-answer', mayHaveHappened: true });
      expect(requests).toHaveLength(1);
    }
  });

  it('keeps the wait that SecPaid asked for', async () => {
    const { error } = await run('create', { status: 429, headers: { 'retry-after': '30' } });
    expect(error.retryAfterMs).toBe(30_000);
  });
});
