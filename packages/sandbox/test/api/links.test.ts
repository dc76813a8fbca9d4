import { describe, expect, it } from '@jest/globals';
import { Account, createService, payLink, type ApiAnswer, type Service } from '../../src/index.ts';
import { documentedLink, documentedUnusedLinks, documentedUsedLinks } from './documented-links.ts';
import { call, clockAt, rowsOf, serviceOf, summerAccount } from '../helpers.ts';

const sample = {
  amount: 25,
  recipient_note: 'Test regular link',
  payment_endpoint: 'https://google.com',
  callback_url: 'https://google.com',
  cancellable: false,
  bank_transfer: 'true',
};

function emptyService(options: Parameters<typeof createService>[1] = {}): Service {
  return createService(summerAccount(), options);
}

/** Runs with the documentation's number of a link if the sandbox gave its own first one. */
function withDocumentedId(text: string): string {
  const base64 = (id: string): string => Buffer.from(id).toString('base64');
  return text.replaceAll('99300', '99290').replaceAll(base64('99300'), base64('99290'));
}

async function linkId(service: Service, fields: object = sample): Promise<string> {
  const answer: unknown = JSON.parse((await call(service, 'createLink', fields)).body);
  expect(answer).toMatchObject({ Result: 'True', data: { id: expect.any(Number) } });
  return /"id":(\d+)/.exec(JSON.stringify(answer))?.[1] ?? '';
}

async function notes(service: Service, endpoint: string, body: object = {}): Promise<unknown[]> {
  return rowsOf(await call(service, endpoint, body)).map(
    (row) => /"recipient_note":"([^"]*)"/.exec(JSON.stringify(row))?.[1],
  );
}

function refusal(answer: ApiAnswer): unknown {
  expect(answer.status).toBe(200);
  const envelope: unknown = JSON.parse(answer.body);
  expect(envelope).toMatchObject({ ResponseCode: 0, Result: 'False' });
  expect(envelope).not.toHaveProperty('data');
  return envelope;
}

describe('createSplitLink', () => {
  const recipients = [
    { token: 'testuser-a', share: 30 },
    { token: 'testuser-b', share: 20 },
  ];

  it('answers as createLink does, with the recipients as JSON in a text', async () => {
    const account = new Account({ clock: clockAt('2026-05-20T09:19:48Z') });
    const { body } = await call(createService(account), 'createSplitLink', { ...sample, recipients });
    const split = { recipients: JSON.stringify(recipients), is_split_link: 'true', split_type: 'normal' };
    const envelope: unknown = JSON.parse(withDocumentedId(body));
    expect(envelope).toMatchObject({ data: { ...(JSON.parse(documentedLink) as object), ...split } });
  });

  it('takes a form, in which the recipients are JSON', async () => {
    const service = emptyService();
    const answer = await service.handle({
      method: 'POST',
      url: '/api/v2/createSplitLink',
      headers: { token: service.token, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        amount: '50',
        recipients: JSON.stringify(recipients),
        split_type: 'absolute',
      }).toString(),
    });
    expect(JSON.parse(answer.body)).toMatchObject({ Result: 'True', data: { split_type: 'absolute' } });
  });

  it('leaves the account its own share of the payment', async () => {
    for (const [split_type, own] of [
      ['normal', '30.00'],
      ['absolute', '10.00'],
    ]) {
      const service = emptyService();
      await call(service, 'createSplitLink', { amount: 60, recipients, split_type });
      expect(rowsOf(await call(service, 'getMyUnusedLinks'))).toMatchObject([
        { is_split_link: 'true', transaction_type: 'Split', recipients: JSON.stringify(recipients) },
      ]);
      expect(payLink(service.account, '99300')).toMatchObject({
        amount: own,
        is_split_link: 'true',
        transaction_type: 'Split',
      });
    }
  });

  it.each([
    [[{ token: 'nobody', share: 5 }], 'Invalid recipient token at index 0'],
    [[...recipients, { token: 'nobody', share: 5 }], 'Invalid recipient token at index 2'],
    [[{ token: 'testuser-me', share: 5 }], 'You cannot add your own token as a recipient'],
    [[{ token: 'testuser-a', share: 101 }], 'The shares must be 0 or more and add up to 100 at most'],
    [[], 'Recipients are required'],
    [undefined, 'Recipients are required'],
  ])('refuses %j', async (wrong, message) => {
    const answer = await call(emptyService(), 'createSplitLink', { amount: 60, recipients: wrong });
    expect(refusal(answer)).toMatchObject({ ResponseMsg: message });
  });
});

describe('createLink', () => {
  it('answers the documented sample letter for letter', async () => {
    const account = new Account({ clock: clockAt('2026-05-20T09:19:48Z') });
    const { status, body } = await call(createService(account), 'createLink', sample);
    expect(status).toBe(200);
    const envelope: unknown = JSON.parse(withDocumentedId(body));
    expect(envelope).toMatchObject({ ResponseCode: 1, Result: 'True', ServerTime: 'CEST' });
    expect(JSON.stringify(envelope)).toContain(JSON.stringify(JSON.parse(documentedLink)));
  });

  it('can answer as the older documentation does, with a text for the amount and another name for the id', async () => {
    const { body } = await call(emptyService({ answerForm: 'older' }), 'createLink', sample);
    expect(JSON.parse(body)).toMatchObject({
      data: { linktopay_id: 99300, amount: '25.00', transaction_type: 'Basic' },
    });
    expect(JSON.parse(body)).not.toHaveProperty('data.id');
  });

  it('takes a form, in which everything is text', async () => {
    const service = emptyService();
    const answer = await service.handle({
      method: 'POST',
      url: '/api/v2/createLink',
      headers: { token: service.token, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'amount=49.99&recipient_note=Order+1&is_cancellation=No&is_qr_link=true',
    });
    expect(JSON.parse(answer.body)).toMatchObject({
      data: { amount: 49.99, recipient_note: 'Order 1', is_cancellation: 'No', is_qr_link: 'true' },
    });
  });

  it('names the addresses that will be called: the link’s own, the account’s by number, or all of the account’s', async () => {
    const urls = ['http://localhost:1/a', 'http://localhost:1/b'];
    const service = emptyService({ paymentEndpoint: { urls } });
    const named = async (payment_endpoint: string): Promise<unknown> =>
      JSON.parse((await call(service, 'createLink', { amount: 1, payment_endpoint })).body);
    expect(await named('1, http://localhost:1/c')).toMatchObject({
      data: { paymentEndpoint: 'http://localhost:1/b,http://localhost:1/c' },
    });
    expect(await named('')).toMatchObject({ data: { paymentEndpoint: urls.join() } });
  });

  it.each([
    [{}, 'Amount is required'],
    [{ amount: '' }, 'Amount is required'],
    [{ amount: 0 }, 'is not above zero'],
    [{ amount: -5 }, 'is not above zero'],
    [{ amount: 'ten' }, 'is not an amount'],
    [{ amount: 1.234 }, 'at most two decimals'],
    [{ amount: 1, bank_transfer: 'yes' }, 'The bank_transfer field must be true or false'],
    [{ amount: 1, is_encryption: 'true', encryption_key: 'short' }, 'does not have 32 characters'],
  ])('refuses %j and makes no link', async (body, message) => {
    const service = emptyService();
    expect(refusal(await call(service, 'createLink', body))).toMatchObject({
      ResponseMsg: expect.stringContaining(message),
    });
    expect(service.account.links.unused()).toEqual([]);
  });

  it('needs the token', async () => {
    const service = emptyService();
    expect(refusal(await call(service, 'createLink', sample, 'another'))).toMatchObject({
      ResponseMsg: 'Incorrect token or missing token',
    });
    expect(service.account.links.unused()).toEqual([]);
  });

  it('leaves no encryption key in the log of requests', async () => {
    const service = emptyService();
    const encryption_key = 'k'.repeat(32);
    await call(service, 'createLink', { ...sample, is_encryption: 'true', encryption_key });
    expect(JSON.stringify(service.requests.all())).not.toContain(encryption_key);
  });
});

describe('a lost answer', () => {
  it('to createLink does not undo the link', async () => {
    const service = emptyService();
    service.faults.add({ kind: 'lost-answer', onEndpoint: 'createLink' });
    await call(service, 'getPayInTransactions');
    await expect(call(service, 'createLink', sample)).rejects.toThrow('dropped the answer');
    expect(service.account.links.unused()).toHaveLength(1);
  });

  it('differs from a connection dropped before anything was done', async () => {
    const service = emptyService();
    service.faults.add({ kind: 'drop' });
    await expect(call(service, 'createLink', sample)).rejects.toThrow('dropped the connection');
    expect(service.account.links.unused()).toEqual([]);
  });
});

describe('getMyUnusedLinks', () => {
  it('answers the documented sample letter for letter', async () => {
    const service = emptyService();
    await linkId(service);
    const { body } = await call(service, 'getMyUnusedLinks');
    expect(JSON.stringify(JSON.parse(withDocumentedId(body)), null, 2)).toBe(documentedUnusedLinks);
  });

  it('lists ten if no limit is given, newest first, and searches notes', async () => {
    const service = emptyService();
    for (let n = 1; n <= 12; n++) await linkId(service, { amount: n, recipient_note: `Order ${n}` });
    expect(await notes(service, 'getMyUnusedLinks')).toHaveLength(10);
    expect(await notes(service, 'getMyUnusedLinks', { limit: '2' })).toEqual(['Order 12', 'Order 11']);
    expect(await notes(service, 'getMyUnusedLinks', { search: 'order 1', limit: 100 })).toEqual([
      'Order 12',
      'Order 11',
      'Order 10',
      'Order 1',
    ]);
  });

  it.each([{ limit: 0 }, { limit: 'all' }, { search: ['a'] }])('refuses %j', async (body) => {
    refusal(await call(emptyService(), 'getMyUnusedLinks', body));
  });
});

describe('a link that is paid', () => {
  it('moves from the unused to the used ones and stands as pay_id in the pay-ins', async () => {
    const service = emptyService();
    const id = await linkId(service);
    const row = payLink(service.account, id);
    expect(row).toMatchObject({ pay_id: id, amount: '25.00', recipient_note: 'Test regular link' });
    expect(await notes(service, 'getMyUnusedLinks')).toEqual([]);
    expect(rowsOf(await call(service, 'getMyUsedLinks'))).toMatchObject([
      { linktopay_id: id, paid_on: '2026-06-15 14:00:00', amount: '25.00' },
    ]);
    expect(rowsOf(await call(service, 'getPayInTransactions', { pay_id: id }))).toEqual([row]);
  });

  it('cannot be paid again', async () => {
    const service = emptyService();
    const id = await linkId(service);
    payLink(service.account, id);
    expect(() => payLink(service.account, id)).toThrow('This link is already used');
  });
});

describe('getMyUsedLinks', () => {
  it('answers in the documented shape, letter for letter but for the other recipients', async () => {
    const account = new Account({ clock: clockAt('2026-05-12T04:54:17Z') });
    account.pay({ amount: 5, payId: 99248, note: 'Test-Ala', transactionType: 'Split' });
    const { body } = await call(createService(account), 'getMyUsedLinks');
    const anyRecipients = (text: string): string =>
      text.replace(/"recipients": "\[.*\]"/, '"recipients": "…"');
    expect(anyRecipients(JSON.stringify(JSON.parse(body), null, 2))).toBe(anyRecipients(documentedUsedLinks));
  });

  it('lists those paid last first, each once, and not the permanent Personal QR link', async () => {
    const service = serviceOf();
    service.account.payPersonalQr({ amount: 3 });
    service.account.pay({ amount: 1, payId: 99298, note: 'again' });
    service.account.refund(99296);
    expect(await notes(service, 'getMyUsedLinks')).toEqual(['again', 'Order TEST2026013557']);
    expect(await notes(service, 'getMyUsedLinks', { search: 'test' })).toEqual(['Order TEST2026013557']);
    expect(await notes(service, 'getMyUsedLinks', { limit: 1 })).toEqual(['again']);
  });
});

describe('deleteLink', () => {
  it('deletes a link that nobody paid, which then cannot be paid', async () => {
    const service = emptyService();
    const id = await linkId(service);
    const { body } = await call(service, 'deleteLink', { link_id: Number(id) });
    expect(JSON.parse(body)).toEqual({
      ResponseCode: 1,
      ResponseMsg: 'Link has been deleted successfully',
      Result: 'True',
      ServerTime: 'CEST',
    });
    expect(service.account.links.unused()).toEqual([]);
    expect(() => payLink(service.account, id)).toThrow('Invalid link ID');
  });

  it('refuses in the documented words', async () => {
    const service = emptyService();
    const id = await linkId(service);
    payLink(service.account, id);
    const remove = async (body: object): Promise<unknown> => refusal(await call(service, 'deleteLink', body));
    expect(await remove({ link_id: id })).toMatchObject({ ResponseMsg: 'This link is already used' });
    expect(await remove({ link_id: 1 })).toMatchObject({ ResponseMsg: 'Invalid link ID' });
    expect(await remove({})).toMatchObject({ ResponseMsg: 'Please enter link_id' });
  });
});

describe('a link that the payer cancelled', () => {
  it('stays among the unused ones, marked, and cannot be paid', async () => {
    const service = emptyService();
    const id = await linkId(service, { amount: 1 });
    service.notifier.cancel(id);
    expect(rowsOf(await call(service, 'getMyUnusedLinks'))).toMatchObject([{ is_cancelled: 'Yes' }]);
    expect(() => payLink(service.account, id)).toThrow('Link is cancelled');
    expect(service.account.rows()).toEqual([]);
  });

  it('cannot be one that was created without the button for it', async () => {
    const service = emptyService();
    const id = await linkId(service);
    expect(() => service.notifier.cancel(id)).toThrow('cannot be cancelled');
  });
});
