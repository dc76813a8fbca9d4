/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-hardcoded-secrets -- tests are not part of the package */
import { jsonOf, running, sandbox } from './fresh-sec-paid.ts';
import { waits } from '../no-waiting.ts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { LINK_FIELDS } from '@secpaid/core';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { payLink } from '../../../sandbox/src/index.ts';
import { executeSecPaid } from './sec-paid-in-n8n.ts';
import { readPng, readSvg } from '../../../core/test/qr/read-qr-code.ts';
import { credentialOf, failureOf, idOf, notesOf, sentencesOf, TOKEN } from '../support.ts';

const KEY = '0123456789abcdef0123456789ABCDEF';

const create = running({ resource: 'paymentLink', operation: 'create' });
const get = running({ resource: 'paymentLink', operation: 'get' });
const remove = running({ resource: 'paymentLink', operation: 'delete' });
const qrCode = running({ resource: 'paymentLink', operation: 'getQrCode' });
const list = running({ resource: 'paymentLink', operation: 'getMany' });
const unused = (): string[] => sandbox.account.links.unused().map(({ id }) => id);

describe('creating a payment link', () => {
  it('gives the link with every field, ready to be sent to the payer', async () => {
    const [item] = await create({ amount: 49.99, recipientNote: 'Order 1042' });
    expect(Object.keys(item?.json ?? {})).toEqual(expect.arrayContaining(LINK_FIELDS.map(({ key }) => key)));
    expect(item).toMatchObject({
      json: {
        id: expect.stringMatching(/^\d+$/),
        pay_link: expect.stringMatching(/^http/),
        qr_img: expect.stringMatching(/^http/),
        amount: 49.99,
        recipient_note: 'Order 1042',
        status: 'Unused',
      },
      pairedItem: { item: 0 },
    });
  });

  it('makes the link whose payment carries its ID as pay_id', async () => {
    const [link] = jsonOf(await create({ amount: 20, recipientNote: 'Order 7' }));
    const paid = payLink(sandbox.account, idOf(link));
    expect(paid).toMatchObject({ pay_id: link?.['id'], recipient_note: 'Order 7', amount: '20.00' });
  });

  it('makes one for each input item', async () => {
    const items = await create({ amount: 1 }, { amount: 2 }, { amount: 3 });
    expect(jsonOf(items).map(({ amount }) => amount)).toEqual([1, 2, 3]);
    expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
    expect(unused()).toHaveLength(3);
  });

  it.each<[string, object, string]>([
    ['of the credential', { isEncryption: true }, KEY],
    ['of the node, which workflows from before hold,', { isEncryption: true, encryptionKey: KEY }, 'no key'],
  ])('encrypts with the key %s and shows it in no item', async (_, additionalFields, encryptionKey) => {
    const items = await executeSecPaid({
      credential: { ...credentialOf(sandbox), encryptionKey },
      items: [{ resource: 'paymentLink', operation: 'create', amount: 5, additionalFields }],
    });
    expect(sandbox.requests.map(({ body }) => body)).toMatchObject([
      { is_encryption: 'true', encryption_key: expect.any(String) },
    ]);
    expect(JSON.stringify(items)).not.toContain(KEY);
  });

  it('sends no key if the link is not encrypted', async () => {
    await executeSecPaid({
      credential: { ...credentialOf(sandbox), encryptionKey: KEY },
      items: [{ resource: 'paymentLink', operation: 'create', amount: 5 }],
    });
    expect(sandbox.requests[0]?.body).not.toHaveProperty('encryption_key');
  });

  it('says where the key belongs, if there is none', async () => {
    const failure = await failureOf(() => create({ amount: 5, additionalFields: { isEncryption: true } }));
    expect(sentencesOf(failure)).toContain(
      'Enter the Encryption Key of your SecPaid settings in the credential',
    );
    expect(sandbox.requests).toEqual([]);
  });

  it('sends every filled field to SecPaid, and none of the others', async () => {
    const additionalFields = {
      bankStatementDescription: 'Example Shop',
      bankTransfer: false,
      callbackUrl: 'https://shop.example.com/thank-you',
      cancellable: false,
      encryptionKey: KEY,
      isEncryption: true,
      paymentEndpoint: 'https://shop.example.com/secpaid',
      isQrLink: true,
    };
    await create({ amount: '49.90', recipientNote: ' Order 8 ', additionalFields }, { amount: 5 });
    const [full, bare] = sandbox.requests.map(({ body }) => body as Record<string, unknown>);
    expect(full).toMatchObject({
      amount: 49.9,
      recipient_note: 'Order 8',
      bank_statement_description: 'Example Shop',
      bank_transfer: 'false',
      callback_url: 'https://shop.example.com/thank-you',
      cancellable: false,
      is_encryption: 'true',
      payment_endpoint: 'https://shop.example.com/secpaid',
      is_qr_link: 'true',
    });
    expect(bare).toEqual({ amount: 5 });
  });

  it.each([
    [{ amount: 0 }, 'Amount must be an amount in euros of more than 0'],
    [{ amount: -5 }, 'Amount must be an amount in euros of more than 0'],
    [{ amount: 1.234 }, 'at most two decimals'],
    [{ amount: '' }, 'Amount must be an amount in euros'],
    [{ amount: '1.000' }, 'Amount 1.000 may mean 1000 or 1.00.'],
    [{ amount: 5, recipientNote: { order: 1042 } }, 'Note must be a text, but it is an object.'],
    [{ amount: 5, recipientNote: ['Order'] }, 'Note must be a text, but it is a list.'],
    [{ amount: 5, recipientNote: true }, 'Note must be a text, but it is true.'],
    [{ amount: 5, recipientNote: undefined }, 'Check the expression in Note'],
    [{ amount: 5, recipientNote: { toISO: () => '' } }, 'Note must be a text, but it is a date.'],
    [{ amount: 5, additionalFields: { callbackUrl: 'shop' } }, 'Callback URL must be'],
    [
      { amount: 5, additionalFields: { encryptionKey: KEY } },
      'Encryption Key is given, but Encrypted is off',
    ],
    [
      { amount: 5, additionalFields: { isEncryption: true, encryptionKey: 'short' } },
      'Encryption Key must be',
    ],
  ])('refuses %j before anything is sent', async (item, sentence) => {
    const failure = await failureOf(() => create(item));
    expect(failure).toBeInstanceOf(NodeOperationError);
    expect(sentencesOf(failure)).toContain(sentence);
    expect(sandbox.requests).toEqual([]);
  });

  it('reads what spreadsheets and expressions deliver', async () => {
    await create(
      { amount: '1.234,56', additionalFields: { callbackUrl: '0,https://shop.example.com/thanks' } },
      { amount: '12,5', additionalFields: { bankTransfer: 'false', cancellable: 'ja' } },
    );
    expect(sandbox.requests.map(({ body }) => body)).toEqual([
      { amount: 1234.56, callback_url: '0,https://shop.example.com/thanks' },
      { amount: 12.5, bank_transfer: 'false', cancellable: true },
    ]);
  });

  it('after another stops when the execution is stopped, and the log names the created links', async () => {
    const stop = new AbortController();
    const log: string[] = [];
    const stopping = { push: (line: string) => (stop.abort(), log.push(line)) } as unknown as string[];
    const items = [1, 2, 3].map((amount) => ({ resource: 'paymentLink', operation: 'create', amount }));
    const credential = credentialOf(sandbox);
    for (const continueOnFail of [false, true]) {
      const execution = { credential, items, signal: stop.signal, log: stopping, continueOnFail };
      const failure = await failureOf(() => executeSecPaid(execution));
      expect(failure.message).toMatch(/The execution was stopped before item \d of 3/);
    }
    expect(log).toEqual([`SecPaid: payment link ${unused()[0]} created, item 1 of 3.`]);
    expect(unused()).toHaveLength(1);
  });

  describe('whose answer is lost', () => {
    it.each(['lost-answer', '500', 'cut-off'] as const)(
      'says that it may have happened, and is not tried again: %s',
      async (kind) => {
        sandbox.faults.add({ kind, onEndpoint: 'createLink' });
        const failure = await failureOf(() => create({ amount: 20 }));
        expect(failure).toBeInstanceOf(NodeApiError);
        expect(failure.message).toContain('The payment link may still have been created.');
        expect(sentencesOf(failure)).toContain('Look for it in SecPaid under Link To Pay');
        expect(sandbox.requests).toHaveLength(1);
        expect(waits).toEqual([]);
      },
    );

    it('says so also to the workflow that continues', async () => {
      sandbox.faults.add({ kind: 'lost-answer' });
      const [failed, made] = await executeSecPaid({
        credential: credentialOf(sandbox),
        items: [1, 2].map((amount) => ({ resource: 'paymentLink', operation: 'create', amount })),
        onError: 'continueErrorOutput',
      });
      expect(failed?.json['error']).toContain('may still have been created');
      expect(made?.json['amount']).toBe(2);
      expect(unused()).toHaveLength(2);
    });
  });

  it('is tried again if SecPaid surely did nothing', async () => {
    sandbox.faults.add({ kind: '429', times: 2 });
    expect(await create({ amount: 20 })).toHaveLength(1);
    expect(unused()).toHaveLength(1);
    expect(waits).toHaveLength(2);
  });

  it('says what SecPaid refuses', async () => {
    sandbox.faults.add({ kind: 'error-envelope', message: 'Amount is required' });
    const failure = await failureOf(() => create({ amount: 20 }));
    expect(failure.message).toBe(
      'SecPaid refused the request: “Amount is required”. No payment link was created.',
    );
  });
});

describe('the QR code of a payment link', () => {
  it.each([
    [{}, 'data', 'png', 'image/png', readPng],
    [{ format: 'svg', binaryPropertyName: 'code' }, 'code', 'svg', 'image/svg+xml', readSvg],
  ] as const)('is a file beside the link: %j', async (form, field, ending, mimeType, read) => {
    const [link] = jsonOf(await create({ amount: 20, recipientNote: 'Order 1042' }));
    for (const linkId of [link?.['id'], link?.['pay_link']]) {
      const [item] = await qrCode({ ...form, linkId });
      const { id, pay_link } = link ?? {};
      expect(item).toMatchObject({ json: { id, pay_link, amount: 20 }, pairedItem: { item: 0 } });
      const file = item?.binary?.[field];
      expect(file).toMatchObject({ mimeType, fileName: `payment-link-${idOf(link)}.${ending}` });
      expect(read(Buffer.from(file?.data ?? '', 'base64'))).toBe(pay_link);
    }
  });

  it.each([
    [{ linkId: '4711' }, 'SecPaid lists no payment link with the Link ID 4711.'],
    [{ linkId: '99298', format: 'gif' }, 'Format must be one of png, svg, but it is "gif".'],
  ])('is refused for %j', async (form, sentence) => {
    expect(sentencesOf(await failureOf(() => qrCode(form)))).toContain(sentence);
  });

  it('is refused for a link that was paid, which has no address', async () => {
    const [link] = jsonOf(await create({ amount: 20 }));
    payLink(sandbox.account, idOf(link));
    const failure = await failureOf(() => qrCode({ linkId: link?.['id'] }));
    expect(sentencesOf(failure)).toContain(
      'so it has no QR code. SecPaid gives none for links that were paid.',
    );
  });
});

describe('deleting a payment link', () => {
  it('deletes it, and says which', async () => {
    const [link] = jsonOf(await create({ amount: 20 }));
    expect(await remove({ linkId: link?.['id'] })).toEqual([
      { json: { deleted: true, id: link?.['id'] }, pairedItem: { item: 0 } },
    ]);
    expect(unused()).toEqual([]);
  });

  it('takes an ID that is a number', async () => {
    const [link] = jsonOf(await create({ amount: 20 }));
    expect(jsonOf(await remove({ linkId: Number(link?.['id']) }))).toEqual([
      { deleted: true, id: link?.['id'] },
    ]);
  });

  it.each(['', 'abc', '12 34', '-1'])('refuses the ID "%s" before anything is sent', async (linkId) => {
    await expect(remove({ linkId })).rejects.toThrow('Link ID must be the ID of a payment link');
    expect(sandbox.requests).toEqual([]);
  });

  it('says what SecPaid refuses: a link that is used, or that there is not', async () => {
    const [link] = jsonOf(await create({ amount: 20 }));
    payLink(sandbox.account, idOf(link));
    await expect(remove({ linkId: link?.['id'] })).rejects.toThrow('This link is already used');
    await expect(remove({ linkId: '1' })).rejects.toThrow('Invalid link ID');
  });

  it('whose answer is lost says that it may have happened', async () => {
    const [link] = jsonOf(await create({ amount: 20 }));
    sandbox.faults.add({ kind: 'lost-answer' });
    await expect(remove({ linkId: link?.['id'] })).rejects.toThrow('may still have been deleted');
    expect(sandbox.requests).toHaveLength(2);
  });
});

describe('listing payment links', () => {
  beforeEach(async () => {
    const links = jsonOf(
      await create(...['a 1', 'a 2', 'b 3'].map((recipientNote) => ({ amount: 1, recipientNote }))),
    );
    payLink(sandbox.account, idOf(links[0]));
    payLink(sandbox.account, idOf(links[2]));
  });

  it('gives unpaid links, then paid ones', async () => {
    expect(jsonOf(await list({})).map(({ recipient_note, status }) => [recipient_note, status])).toEqual([
      ['a 2', 'Unused'],
      ['b 3', 'Used'],
      ['a 1', 'Used'],
    ]);
  });

  it.each([
    [{ states: ['unused'] }, ['a 2']],
    [{ states: ['used'] }, ['b 3', 'a 1']],
    [{ states: ['unused', 'used'], search: 'a' }, ['a 2', 'a 1']],
    [{ search: 'b' }, ['b 3']],
  ])('filters by %j', async (filters, notes) => {
    expect(notesOf(jsonOf(await list({ filters })))).toEqual(notes);
  });

  it('gives at most the limit of each status', async () => {
    expect(notesOf(jsonOf(await list({ limit: 1 })))).toEqual(['a 2', 'b 3']);
  });

  it.each([0, 1001, 'x'])('refuses the limit %s', async (limit) => {
    const asked = sandbox.requests.length;
    await expect(list({ limit })).rejects.toThrow('Limit must be a whole number from 1 to 1000');
    expect(sandbox.requests).toHaveLength(asked);
  });
});

it('no token and no key gets into an item or an error', async () => {
  const additionalFields = { isEncryption: true, encryptionKey: KEY };
  expect(JSON.stringify(await create({ amount: 5, additionalFields }))).not.toMatch(`${TOKEN}|${KEY}`);
  sandbox.faults.add({ kind: 'lost-answer' });
  const failure = await failureOf(() => create({ amount: 5, additionalFields }));
  expect(JSON.stringify([Object.entries(failure), sentencesOf(failure)])).not.toMatch(`${TOKEN}|${KEY}`);
});

describe('one payment link', () => {
  it('is given by its ID or its address, with every field', async () => {
    const [link] = jsonOf(await create({ amount: 20, recipientNote: 'Order 7' }));
    const items = await get({ linkId: link?.['id'] }, { linkId: link?.['pay_link'] });
    expect(jsonOf(items)).toMatchObject([
      { id: link?.['id'], status: 'Unused', amount: 20 },
      { id: link?.['id'], recipient_note: 'Order 7' },
    ]);
    for (const json of jsonOf(items))
      expect(Object.keys(json)).toEqual(expect.arrayContaining(LINK_FIELDS.map(({ key }) => key)));
  });

  it('is deleted by its address too', async () => {
    const [link] = jsonOf(await create({ amount: 20 }));
    expect(jsonOf(await remove({ linkId: link?.['pay_link'] }))).toEqual([
      { deleted: true, id: link?.['id'] },
    ]);
    expect(unused()).toEqual([]);
  });

  it('that does not exist is an error', async () => {
    const failure = await failureOf(() => get({ linkId: '4711' }));
    expect(failure).toBeInstanceOf(NodeOperationError);
    expect(sentencesOf(failure)).toContain('SecPaid lists no payment link with the Link ID 4711.');
  });

  it('is made once where If One Exists returns it, however often it is asked for', async () => {
    const item = { amount: 20, recipientNote: 'Order 7', additionalFields: { ifExists: 'returnExisting' } };
    const items = jsonOf(await create(item, item, { ...item, amount: 21 }));
    expect(items.map(({ amount }) => amount)).toEqual([20, 20, 21]);
    expect(items[0]?.['id']).toBe(items[1]?.['id']);
    expect(unused()).toHaveLength(2);
  });
});

describe('a split link', () => {
  const split = (additionalFields: object) =>
    create({ amount: 50, recipientNote: 'Order 9', additionalFields });

  it('is made with the recipients of the form', async () => {
    const recipient = [
      { token: 'testuser-a', share: 30 },
      { token: 'testuser-b', share: '12,5' },
    ];
    const [link] = jsonOf(await split({ recipients: { recipient }, splitType: 'normal' }));
    expect(link).toMatchObject({ is_split_link: true, amount: 50 });
    expect(sandbox.requests.at(-1)).toMatchObject({
      path: expect.stringMatching(/createSplitLink$/),
      body: {
        recipients: [
          { token: 'testuser-a', share: 30 },
          { token: 'testuser-b', share: 12.5 },
        ],
        split_type: 'normal',
      },
    });
  });

  it('with no recipients is an ordinary one', async () => {
    for (const recipients of [{}, { recipient: [] }])
      expect(jsonOf(await split({ recipients }))).toMatchObject([{ is_split_link: false }]);
  });

  it('with a wrong recipient is an error that names it, not the API token', async () => {
    const failure = await failureOf(() =>
      split({ recipients: { recipient: [{ token: 'nobody-4711', share: 5 }] } }),
    );
    expect(failure).toBeInstanceOf(NodeApiError);
    expect(sentencesOf(failure)).toContain('Invalid recipient token at index 0');
    expect(sentencesOf(failure)).toContain('Copy that Recipient Token again');
    expect(sentencesOf(failure)).not.toContain('nobody-4711');
    expect(unused()).toEqual([]);
  });

  it('with shares of more than there is is refused before anything is sent', async () => {
    const recipient = [{ token: 'testuser-a', share: 51 }];
    const failure = await failureOf(() => split({ recipients: { recipient }, splitType: 'absolute' }));
    expect(sentencesOf(failure)).toContain('Share of recipient 1 must be euros above 0');
    expect(sandbox.requests).toEqual([]);
  });
});
