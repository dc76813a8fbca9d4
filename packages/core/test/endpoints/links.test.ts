import { describe, expect, it } from '@jest/globals';
import type { LinkInput } from '../../src/endpoints/link-requests.ts';
import { linksOver } from './links-over.ts';
import { BASE_URL, failureOf, madeLink, success } from '../support.ts';

const KEY = '0123456789abcdef0123456789ABCDEF';
const deleted = JSON.stringify({
  ResponseCode: 1,
  ResponseMsg: 'Link has been deleted successfully',
  Result: 'True',
  ServerTime: 'CEST',
});

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

  it('keeps the encryption key to itself, under whatever name SecPaid sends it back', async () => {
    const echo = { encryption_key: KEY, encryptionKey: KEY, EncryptionKey: 'x', settings: { key: KEY } };
    const nested = { deep: [{ Encryption_Key: 'y' }], bank_statement: `key ${KEY}`, reference: 'kept' };
    const { links } = linksOver({ body: success(madeLink({ ...echo, ...nested })) });
    const link = await links.create({ amount: 5, isEncryption: true, encryptionKey: KEY });
    expect(link).toMatchObject({ id: '99290', reference: 'kept' });
    expect(JSON.stringify(link)).not.toContain(KEY);
    for (const key of [...Object.keys(echo), 'deep', 'bank_statement']) expect(link).not.toHaveProperty(key);
  });

  it('shows the encryption key in no error that quotes it', async () => {
    const { links } = linksOver({
      body: JSON.stringify({ ResponseCode: 0, Result: 'False', ResponseMsg: `Key ${KEY} is in use` }),
    });
    const error = await failureOf(() => links.create({ amount: 5, isEncryption: true, encryptionKey: KEY }));
    expect(error.what).toContain('Key ••• is in use');
    expect(`${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}`).not.toContain(KEY);
  });

  it('and lists leave its field out too', async () => {
    const { links } = linksOver({ body: success([madeLink({ encryption_key: KEY })]) });
    expect(JSON.stringify(await links.unused({ limit: 1 }))).not.toContain(KEY);
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
    [{ callbackUrl: '0,shop.example.com' }, 'or several of both separated by commas, but it is a text of'],
    [{ callbackUrl: '-1' }, 'Callback URL must be'],
    [{ paymentEndpoint: '0,,1' }, 'Payment Endpoint must be addresses'],
    [{ paymentEndpoint: 'https://a.example,b.example' }, 'Payment Endpoint must be'],
    [{ isEncryption: true }, 'Encryption Key must be 32 plain letters, digits or signs, but it is empty'],
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
      expect((await failureOf(() => links.delete(id))).message).toContain(
        'Link ID must be the ID of a payment link',
      );
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
