import { describe, expect, it } from '@jest/globals';
import { createClient } from '../src/client.ts';
import { findLinks } from '../src/find-links.ts';
import { readLinkForm } from '../src/link-form.ts';
import type { LinkInput } from '../src/link-input.ts';
import type { Waiting } from '../src/retry.ts';
import type { HttpResponse } from '../src/transport.ts';
import { answering, BASE_URL, connectionWith, failureOf, madeLink, success, TOKEN } from './support.ts';

const KEY = '0123456789abcdef0123456789ABCDEF';
const refusal = (ResponseMsg: string): string =>
  JSON.stringify({ ResponseCode: 0, ResponseMsg, Result: 'False', ServerTime: 'CEST' });
const deleted = JSON.stringify({
  ResponseCode: 1,
  ResponseMsg: 'Link has been deleted successfully',
  Result: 'True',
  ServerTime: 'CEST',
});

/** A client that waits and repeats without taking time: a call that may not be repeated must not be, even so. */
const patient: Waiting = { wait: () => Promise.resolve(), random: () => 0 };

function linksOver(...answers: readonly (Partial<HttpResponse> | Error)[]) {
  const { transport, requests } = answering(...answers);
  const { links } = createClient(connectionWith(TOKEN), transport, patient);
  return { links, requests, bodies: () => requests.map(({ body }): unknown => JSON.parse(body)) };
}

describe('creating a payment link', () => {
  it('sends what was given, as documented, and gives the link', async () => {
    const { links, requests, bodies } = linksOver({ body: success(madeLink()) });
    const link = await links.create({
      amount: 49.99,
      recipientNote: 'Order 1042',
      callbackUrl: '0',
      paymentEndpoint: 'https://shop.example.com/hook?key=1, 1',
      cancellable: false,
      bankTransfer: true,
      bankStatementDescription: 'Example Shop',
      isQrLink: false,
      isEncryption: true,
      encryptionKey: KEY,
    });
    expect(link).toMatchObject({ id: '99290', status: 'Unused', amount: 25 });
    expect(requests.map(({ url }) => url)).toEqual([`${BASE_URL}/createLink`]);
    expect(bodies()).toEqual([
      {
        amount: 49.99,
        recipient_note: 'Order 1042',
        callback_url: '0',
        payment_endpoint: 'https://shop.example.com/hook?key=1,1',
        cancellable: false,
        bank_transfer: 'true',
        bank_statement_description: 'Example Shop',
        is_qr_link: 'false',
        is_encryption: 'true',
        encryption_key: KEY,
      },
    ]);
  });

  it('leaves out what was not given', async () => {
    const { links, bodies } = linksOver({ body: success(madeLink()) });
    await links.create({ amount: 5, recipientNote: '', callbackUrl: '', paymentEndpoint: '' });
    expect(bodies()).toEqual([{ amount: 5 }]);
  });

  it.each([
    [0.01, 0.01],
    [19.9, 19.9],
    [0.1 + 0.2, 0.3],
    [1.005 * 100, 100.5],
    [1e9, 1e9],
  ])('takes an amount of %p as %p', async (amount, sent) => {
    const { links, bodies } = linksOver({ body: success(madeLink()) });
    await links.create({ amount });
    expect(bodies()).toEqual([{ amount: sent }]);
  });

  const wrong: readonly [Partial<LinkInput>, string][] = [
    [{ amount: 0 }, 'Amount must be an amount in euros of more than 0'],
    [{ amount: -1 }, 'Amount must be'],
    [{ amount: 0.004 }, 'Amount must be'],
    [{ amount: 9.999 }, 'with at most two decimals, such as 20 or 49.99, but it is 9.999'],
    [{ amount: NaN }, 'Amount must be'],
    [{ amount: Infinity }, 'Amount must be'],
    [{ amount: 1e17 }, 'Amount must be'],
    [{ callbackUrl: 'shop.example.com' }, 'Callback URL must be an address that starts with https://'],
    [{ callbackUrl: 'javascript:alert(1)' }, 'Callback URL must be'],
    [{ callbackUrl: 'ftp://shop.example.com' }, 'Callback URL must be'],
    [{ callbackUrl: 'https://' }, 'Callback URL must be'],
    [{ callbackUrl: '0,1' }, 'Callback URL must be'],
    [{ callbackUrl: '-1' }, 'Callback URL must be'],
    [{ paymentEndpoint: '0,,1' }, 'Payment Endpoint must be addresses'],
    [{ paymentEndpoint: 'https://a.example,b.example' }, 'Payment Endpoint must be'],
    [{ isEncryption: true }, 'Encryption Key must be 32 plain letters, digits or signs, but it has 0'],
    [{ isEncryption: true, encryptionKey: 'short' }, 'but it has 5'],
    [{ isEncryption: true, encryptionKey: `${KEY}!` }, 'but it has 33'],
    [{ isEncryption: true, encryptionKey: 'ä'.repeat(32) }, 'some of its characters are others'],
    [{ encryptionKey: KEY }, 'Encryption Key is given, but Encrypted is off'],
  ];
  it.each(wrong)('is refused before any request: %j', async (change, sentence) => {
    const { links, requests } = linksOver({ body: success(madeLink()) });
    const error = await failureOf(() => links.create({ amount: 5, ...change }));
    expect(error).toMatchObject({ kind: 'validation', mayHaveHappened: false });
    expect(error.message).toContain(sentence);
    expect(error.message).toContain('Nothing was sent to SecPaid.');
    if (change.encryptionKey) expect(error.message).not.toContain(change.encryptionKey);
    expect(requests).toEqual([]);
  });
});

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
  ];
  for (const [name, not, look] of calls) {
    it.each(lost)(
      `(${name}) whose answer is lost may have happened, and is not repeated: %s`,
      async (_, answer) => {
        const { error, requests } = await run(name, answer);
        expect(error).toMatchObject({ mayHaveHappened: true, retryable: false });
        expect(error.what).toMatch(/may have been (created|deleted) all the same\.$/);
        expect(error.next).toContain(look);
        expect(error.message).not.toContain('Nothing is lost');
        expect(requests).toHaveLength(1);
      },
    );

    it.each<[string, Partial<HttpResponse> | Error]>([
      ['a refusal', { body: refusal('Invalid link ID') }],
      ['a refusal with HTTP 400', { status: 400, body: refusal('Amount is required') }],
      ['a refused token', { body: refusal('Incorrect token or missing token') }],
      ['HTTP 401', { status: 401 }],
    ])(`(${name}) that was refused did not happen, and says so: %s`, async (_, answer) => {
      const { error, requests } = await run(name, answer);
      expect(error).toMatchObject({ mayHaveHappened: false, retryable: false });
      expect(error.what).toContain(not);
      expect(requests).toHaveLength(1);
    });

    it.each<[string, Partial<HttpResponse> | Error]>([
      ['HTTP 429', { status: 429 }],
      ['no connection', Object.assign(new Error('no'), { code: 'ECONNREFUSED' })],
      ['no such host', Object.assign(new Error('no'), { code: 'ENOTFOUND' })],
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

describe('deleting a payment link', () => {
  it('sends its ID as a number', async () => {
    const { links, requests, bodies } = linksOver({ body: deleted });
    await links.delete('99290');
    expect(requests.map(({ url }) => url)).toEqual([`${BASE_URL}/deleteLink`]);
    expect(bodies()).toEqual([{ link_id: 99290 }]);
  });

  it.each(['', 'abc', '99-290', '1.5', '1234567890123456'])(
    '%j is refused before any request',
    async (id) => {
      const { links, requests } = linksOver({ body: deleted });
      expect((await failureOf(() => links.delete(id))).message).toContain('Link ID must be digits only');
      expect(requests).toEqual([]);
    },
  );
});

describe('a list of payment links', () => {
  it('is one request, and its links are typed', async () => {
    const row = { linktopay_id: '99290', amount: '25.00', is_cancelled: 'No' };
    const { links, requests, bodies } = linksOver({ body: success([row]) });
    expect(await links.unused({ limit: 50, search: 'Order' })).toMatchObject([
      { id: '99290', amount: 25, status: 'Unused' },
    ]);
    expect(await links.used({ limit: 1000 })).toMatchObject([{ id: '99290', status: 'Used' }]);
    expect(requests.map(({ url }) => url)).toEqual([
      `${BASE_URL}/getMyUnusedLinks`,
      `${BASE_URL}/getMyUsedLinks`,
    ]);
    expect(bodies()).toEqual([{ limit: 50, search: 'Order' }, { limit: 1000 }]);
  });

  it.each([0, 1001, 1.5, NaN])('with a limit of %p is refused before any request', async (limit) => {
    const { links, requests } = linksOver({ body: success([]) });
    for (const list of [() => links.unused({ limit }), () => links.used({ limit })]) {
      expect((await failureOf(list)).message).toContain('Limit must be');
    }
    expect(requests).toEqual([]);
  });

  it('is a read, so it is repeated', async () => {
    const { links, requests } = linksOver({ status: 500 }, { body: success([]) });
    expect(await links.unused({ limit: 10 })).toEqual([]);
    expect(requests).toHaveLength(2);
  });

  it('that is none is an error, not an empty list', async () => {
    const { links } = linksOver({ body: success({}) });
    expect((await failureOf(() => links.used({ limit: 10 }))).kind).toBe('unexpected-answer');
  });
});

describe('a form for a payment link', () => {
  it('is read: blank fields are not set, numbers and flags come as texts too', () => {
    const form = {
      amount: ' 49.90 ',
      recipientNote: ' ',
      bankTransfer: 'True',
      cancellable: false,
      isQrLink: '',
    };
    expect(readLinkForm(form)).toEqual({ amount: 49.9, bankTransfer: true, cancellable: false });
  });

  it.each([
    [{}, 'Amount must be an amount in euros, such as 20 or 49.99, but it is empty.'],
    [{ amount: '49,90' }, 'Amount must be'],
    [{ amount: '5', bankTransfer: 'maybe' }, 'Bank Transfer must be true or false, but it is "maybe".'],
  ])('%j is refused', async (form, sentence) => {
    expect((await failureOf(() => readLinkForm(form))).message).toContain(sentence);
  });
});

describe('finding payment links', () => {
  const lists = (): ReturnType<typeof linksOver> =>
    linksOver({ body: success([{ linktopay_id: 1 }]) }, { body: success([{ linktopay_id: 2 }]) });

  it.each([
    [undefined, ['Unused', 'Used'], ['getMyUnusedLinks', 'getMyUsedLinks']],
    [
      ['unused', 'used'],
      ['Unused', 'Used'],
      ['getMyUnusedLinks', 'getMyUsedLinks'],
    ],
    ['used', ['Used'], ['getMyUsedLinks']],
    ['unused', ['Unused'], ['getMyUnusedLinks']],
  ])('asks the lists of the chosen status: %j', async (states, found, endpoints) => {
    const { links, requests, bodies } = lists();
    expect((await findLinks(links, { search: ' Order ', states })).map(({ status }) => status)).toEqual(
      found,
    );
    expect(requests.map(({ url }) => url)).toEqual(endpoints.map((name) => `${BASE_URL}/${name}`));
    expect(bodies()).toEqual(endpoints.map(() => ({ limit: 100, search: 'Order' })));
  });

  it.each([
    [{ search: ' ' }, 'There is nothing to find by: Search is empty.'],
    [{ search: 'x', states: 'open' }, 'Status must be one of unused, used, but it is "open".'],
  ])('%j is refused before any request', async (input, sentence) => {
    const { links, requests } = lists();
    expect((await failureOf(() => findLinks(links, input))).message).toContain(sentence);
    expect(requests).toEqual([]);
  });
});
