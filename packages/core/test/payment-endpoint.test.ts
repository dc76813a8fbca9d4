import { describe, expect, it } from '@jest/globals';
import { createCipheriv, randomBytes } from 'node:crypto';
import { parse } from 'node:querystring';
import fc from 'fast-check';
import { SecPaidError } from '../src/errors.ts';
import { type Call, confirm, readDelivery } from '../src/payment-endpoint.ts';
import { bodies, failureOf, june, row, shop } from './support.ts';

const KEY = '0123456789abcdef0123456789ABCDEF';
const OTHER_KEY = 'x'.repeat(32);

/** As the documentation says that SecPaid does it (Encryption, Encryption Process). */
function encrypted(payload: unknown, key = KEY): { data: string } {
  const cipher = createCipheriv('aes-256-cbc', key, key.slice(0, 16));
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  return { data: cipher.update(text, 'utf8', 'base64') + cipher.final('base64') };
}

/** A call whose body the platform has parsed. */
const read = (body: unknown, key?: string) => readDelivery({ body }, key);

const documented = (pay_id: unknown): unknown => ({
  ResponseCode: 1,
  data: { pay_id, note: 'Invoice #1234', amount: 49.99, user_id: 'abc-123', status: 'Success' },
});
const flat = (pay_id: unknown): Record<string, unknown> => ({
  ResponseCode: 1,
  'data[pay_id]': pay_id,
  'data[amount]': 100,
  'data[user_id]': '0XXXXX28a-f8c8-416f-ab5e-39fadc7ec910',
  'data[status]': 'success',
});

describe('a call to the Payment Endpoint', () => {
  it.each([
    ['today’s form', documented(12345)],
    ['today’s form, the pay ID as a text', documented('12345')],
    ['the older form', flat(12345)],
    ['the older form of a cancelled payment', { 'data[pay_id]': 12345, 'data[Status]': 'cancel' }],
    [
      'the older form from a form parser that keeps the keys',
      { ...parse('ResponseCode=1&data[pay_id]=12345') },
    ],
    ['the older form from a form parser that nests', { ResponseCode: '1', data: { pay_id: '12345' } }],
  ])('is read for its pay ID: %s', (_, body) => {
    expect(read(body)).toMatchObject({ payId: '12345' });
    expect(read(body, KEY)).toMatchObject({ payId: '12345' });
    expect(read(encrypted(body), KEY)).toMatchObject({ payId: '12345' });
  });

  it('that is encrypted opens as the documentation’s own openssl call makes it', () => {
    // printf '{"ResponseCode":1,"data":{"pay_id":12345}}' | openssl enc -aes-256-cbc -base64 -A -K <key> -iv <first half>
    const data = 'RBjx6dWbveSyx8eWySEqYh7/XcsQWC5bQQqPhv5iRk6hd1OaqY1Lfa+4pMPYlGSu';
    expect(read({ data }, KEY)).toMatchObject({ payId: '12345' });
  });

  it.each([
    [undefined],
    [null],
    ['text'],
    [[]],
    [{}],
    [{ data: {} }],
    [{ data: [] }],
    [{ data: null }],
    [documented(null)],
    [documented('')],
    [documented('abc')],
    [documented('007')],
    [documented(-5)],
    [documented(1.5)],
    [documented({ pay_id: 5 })],
    [documented('1'.repeat(16))],
    [{ pay_id: 12345 }],
  ])('that names no payment is an error: %j', async (body) => {
    const error = await failureOf(() => read(body));
    expect(error.kind).toBe('unexpected-answer');
    expect(error.message).toMatch(/names no payment.*Nothing was started/);
  });

  it.each([
    ['without a key', encrypted(documented(1)), undefined, 'there is no encryption key'],
    ['with an empty key', encrypted(documented(1)), '', 'there is no encryption key'],
    ['with another key', encrypted(documented(1)), OTHER_KEY, 'does not open'],
    ['with a key that is too short', encrypted(documented(1)), 'secret', 'but it has 6'],
    [
      'with a key of other characters',
      encrypted(documented(1)),
      'ä'.repeat(32),
      'some of its characters are others',
    ],
    ['that is no base64', { data: '§§§' }, KEY, 'does not open'],
    ['that is empty', { data: '' }, KEY, 'does not open'],
    ['that was cut off', { data: encrypted(documented(1)).data.slice(0, 30) }, KEY, 'does not open'],
    ['that holds no JSON', encrypted('pay_id=1'), KEY, 'does not open'],
  ])('that is encrypted and cannot be read is a clear error: %s', async (_, body, key, sentence) => {
    const error = await failureOf(() => read(body, key));
    expect(error.kind).toBe('validation');
    expect(error.message).toContain(sentence);
    if (key) expect(`${error.message} ${String(error.stack)}`).not.toContain(key);
  });

  it('that holds an envelope without a payment, though encrypted, is an error', async () => {
    expect((await failureOf(() => read(encrypted({ data: {} }), KEY))).kind).toBe('unexpected-answer');
  });

  it('of any kind gives a pay ID of digits, or a SecPaidError', () => {
    fc.assert(
      fc.property(fc.anything(), fc.option(fc.string(), { nil: undefined }), (body, key) => {
        try {
          expect(read(body, key).payId).toMatch(/^\d+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(SecPaidError);
        }
      }),
    );
  });

  it('opens with any key that is one', () => {
    fc.assert(
      fc.property(
        fc.string({
          minLength: 32,
          maxLength: 32,
          unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
        }),
        fc.integer({ min: 1, max: 1e15 - 1 }),
        (key, payId) => {
          expect(read(encrypted(documented(payId), key), key)).toMatchObject({ payId: String(payId) });
        },
      ),
    );
  });

  it('that is random base64 is never believed', async () => {
    for (let i = 0; i < 200; i++) {
      const data = randomBytes(48).toString('base64');
      expect(['validation', 'unexpected-answer']).toContain(
        (await failureOf(() => read({ data }, KEY))).kind,
      );
    }
  });
});

describe('what SecPaid confirms of a call', () => {
  it('is one request by pay_id, and every entry of the link, newest first', async () => {
    const one = shop();
    const { pay_id } = one.account.pay({ amount: 30, note: 'Order 1', at: june(0) });
    one.account.refund(pay_id, { at: june(60) });
    one.account.pay({ amount: 40, note: 'Order 2', at: june(30) });
    const entries = await confirm(one.client.payIns, new Set([pay_id]));
    expect(entries.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['refund', -30],
      ['payment', 30],
    ]);
    expect(bodies(one)).toEqual([{ pay_id: Number(pay_id), page: 1, limit: 1000 }]);
    expect(entries).toEqual(await one.client.payIns.get(pay_id));
  });

  it('is nothing if nobody paid', async () => {
    expect(await confirm(shop().client.payIns, new Set(['12345']))).toEqual([]);
  });

  it('is nothing but the link’s own entries, even if the filter were ignored', async () => {
    const { client } = shop();
    const payIns = {
      answer: async () => {
        const { slice } = await client.payIns.answer({ page: 1, limit: 1000 });
        const other = { createdAt: june(0), payId: '1', amount: 5, key: 'k', match: 'k', raw: row() };
        return { slice, rows: [other] };
      },
    };
    expect(await confirm(payIns, new Set(['12345']))).toEqual([]);
  });

  it('leaves out the last second of a full page, whose twins may be on the next one', async () => {
    const { account, client } = shop();
    const payId = account.payPersonalQr({ amount: 5, at: june(0) }).pay_id;
    for (let i = 0; i < 1100; i++) account.payPersonalQr({ amount: 5, at: june(-Math.floor(i / 3)) });
    const entries = await confirm(client.payIns, new Set([payId]));
    const all = new Set((await client.payIns.get(payId)).map(({ id }) => id));
    expect(entries.length).toBeGreaterThan(990);
    expect(entries.length).toBeLessThan(1000);
    for (const { id } of entries) expect(all.has(id)).toBe(true);
  });

  it('fails if SecPaid cannot be asked: that is not "nothing"', async () => {
    const { service, client } = shop();
    service.faults.add({ kind: '503' });
    expect((await failureOf(() => confirm(client.payIns, new Set(['1'])))).kind).toBe('server');
  });
});

describe('a call that no parser has read', () => {
  const json = JSON.stringify(documented(12345));
  const fields = 'ResponseCode=1&data%5Bpay_id%5D=12345&data[status]=success';
  const calls: [string, Call][] = [
    ['JSON without a content type', { body: undefined, text: json }],
    ['JSON under another type', { body: {}, text: json, contentType: 'application/octet-stream' }],
    ['JSON sent as a form', { body: { [json]: '' }, text: json }],
    ['JSON as plain text', { body: json, contentType: 'text/plain' }],
    ['JSON with a mark of its byte order', { body: undefined, text: `\uFEFF${json}` }],
    ['a form as plain text', { body: fields }],
    ['a form without a content type', { body: undefined, text: fields }],
    [
      'a multipart form',
      { body: { data: { 'data[pay_id]': '12345', 'data[status]': 'success' }, files: {} } },
    ],
    ['an encrypted multipart form', { body: { data: encrypted(documented(12345)), files: {} } }],
    ['an encrypted form', { body: { data: encrypted(documented(12345)).data.replaceAll('+', ' ') } }],
    [
      'an encrypted body under no type',
      { body: undefined, text: JSON.stringify(encrypted(documented(12345))) },
    ],
  ];
  it.each(calls)('is read: %s', (_, call) => {
    expect(readDelivery(call, KEY)).toEqual({ payId: '12345', isCancelled: false });
  });

  it.each([{ 'data[pay_id]': 1, 'data[Status]': 'cancel' }, { data: { pay_id: 1, status: 'Cancelled' } }])(
    'and that says that nothing was paid is told apart: %j',
    (body) => {
      expect(read(body).isCancelled).toBe(true);
    },
  );

  it('is named only by its content type if it is not understood', async () => {
    const call = { body: undefined, text: '<pay>secret</pay>', contentType: 'application/xml; note=secret' };
    const { message } = await failureOf(() => readDelivery(call));
    expect(message).toContain('(content type: application/xml)');
    expect(message).not.toContain('secret');
  });
});
