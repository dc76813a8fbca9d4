import { describe, expect, it } from '@jest/globals';
import { Account, createService } from '../../src/index.ts';
import { documentedAnswer } from './documented-answer.ts';
import { ask, clockAt, rowsOf, serviceOf, summerAccount } from '../helpers.ts';

describe('the documented sample', () => {
  it('is answered letter for letter', async () => {
    const answer = await ask(serviceOf(), { limit: 50, since: 30 });
    expect(answer.status).toBe(200);
    expect(JSON.stringify(JSON.parse(answer.body), null, 2)).toBe(documentedAnswer);
  });
});

describe('ServerTime', () => {
  it.each([
    ['2026-07-01T12:00:00Z', 'CEST'],
    ['2026-12-01T12:00:00Z', 'CET'],
    ['2026-10-25T00:59:59Z', 'CEST'],
    ['2026-10-25T01:00:00Z', 'CET'],
  ])('at %s is %s, whatever the rows', async (instant, zone) => {
    const service = serviceOf({ account: new Account({ clock: clockAt(instant) }) });
    expect(JSON.parse((await ask(service)).body)).toMatchObject({ ServerTime: zone, data: [] });
  });
});

describe('a request without the right token', () => {
  const refused = (message: string) => ({
    ResponseCode: 0,
    ResponseMsg: message,
    Result: 'False',
    ServerTime: 'CEST',
  });

  it.each([
    ['', 'Please enter token'],
    ['another', 'Incorrect token or missing token'],
  ])('%p is refused inside HTTP 200', async (token, message) => {
    const answer = await ask(serviceOf(), {}, token);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual(refused(message));
  });

  it('is refused without the header at all, whatever its body', async () => {
    const url = '/api/v2/getPayInTransactions';
    const answer = await serviceOf().handle({ method: 'POST', url, headers: {}, body: 'not JSON' });
    expect(JSON.parse(answer.body)).toEqual(refused('Please enter token'));
  });

  it('is refused with HTTP 401 if the sandbox is told so', async () => {
    expect(await ask(serviceOf({ refusalStatus: 401 }), {}, 'another')).toMatchObject({ status: 401 });
  });
});

describe('a body', () => {
  it('may leave out everything, or be left out', async () => {
    const service = serviceOf();
    const url = '/api/v2/getPayInTransactions';
    expect(
      rowsOf(await service.handle({ method: 'POST', url, headers: { Token: service.token } })),
    ).toHaveLength(2);
    expect(rowsOf(await ask(service, { page: null, search: '', date: '' }))).toHaveLength(2);
  });

  it('may hold numbers as text', async () => {
    const rows = rowsOf(await ask(serviceOf(), { page: '2', limit: '1', since: '30' }));
    expect(rows).toMatchObject([{ pay_id: '99298' }]);
  });

  it('may be form-encoded', async () => {
    const service = serviceOf();
    const answer = await service.handle({
      method: 'POST',
      url: 'http://127.0.0.1:4010/api/v2/getPayInTransactions',
      headers: { token: service.token, 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: 'limit=10&search=Order+%23CNF&date=2026-05-20',
    });
    expect(rowsOf(answer)).toMatchObject([{ pay_id: '99298' }]);
  });

  it('may ask for 1000 rows and for no more', async () => {
    const account = summerAccount();
    account.addMany(1100, () => ({ amount: 1 }));
    const service = serviceOf({ account });
    expect(rowsOf(await ask(service, { limit: 1000 }))).toHaveLength(1000);
    expect(JSON.parse((await ask(service, { limit: 1001 })).body)).toMatchObject({
      Result: 'False',
      ResponseMsg: 'The limit field must be an integer of 1 to 1000',
    });
  });

  it.each([
    { page: 0 },
    { page: 1.5 },
    { limit: 0 },
    { limit: 'many' },
    { since: -1 },
    { pay_id: 'abc' },
    { date: '2026-02-30' },
    { date: '20.05.2026' },
    { search: ['a'] },
    [],
    'text',
  ])('of %j is answered with an error envelope, not with a list', async (body) => {
    const answer = await ask(serviceOf(), body);
    expect(JSON.parse(answer.body)).toMatchObject({ ResponseCode: 0, Result: 'False' });
    expect(answer.body).not.toContain('data');
  });
});

describe('another way in', () => {
  it('is not there: only POST, and nothing that moves money out', async () => {
    const service = serviceOf();
    const headers = { token: service.token };
    const url = '/api/v2/getPayInTransactions';
    expect(await service.handle({ method: 'GET', url, headers })).toMatchObject({ status: 405 });
    expect(await service.handle({ method: 'POST', url: '/api/v2/refundPayment', headers })).toMatchObject({
      status: 404,
    });
  });
});

describe('the rate limit', () => {
  const statuses = async (count: number, request: () => Promise<{ status: number }>): Promise<number[]> => {
    const all: number[] = [];
    for (let n = 0; n < count; n++) all.push((await request()).status);
    return all;
  };

  it('answers 60 requests a minute and then 429 until the next minute', async () => {
    const clock = clockAt('2026-06-15T12:00:00Z');
    const service = createService(new Account({ clock }));
    const got = await statuses(61, () => ask(service));
    expect(got.slice(0, 60).every((status) => status === 200)).toBe(true);
    expect(got[60]).toBe(429);
    clock.set('2026-06-15T12:00:59.999Z');
    expect((await ask(service)).status).toBe(429);
    clock.set('2026-06-15T12:01:00Z');
    expect((await ask(service)).status).toBe(200);
  });

  it('counts each token for itself', async () => {
    const service = serviceOf({ rateLimit: 1 });
    expect(await statuses(2, () => ask(service))).toEqual([200, 429]);
    expect((await ask(service, {}, 'another')).status).toBe(200);
  });

  it('can be switched off', async () => {
    const service = serviceOf({ rateLimit: false });
    expect(new Set(await statuses(100, () => ask(service)))).toEqual(new Set([200]));
  });

  it('uses up no fault on a request that it refuses', async () => {
    const service = serviceOf({ rateLimit: 1 });
    await ask(service);
    service.faults.add({ kind: '500' });
    expect((await ask(service)).status).toBe(429);
    expect(service.faults.size).toBe(1);
  });
});

describe('the hook before an answer', () => {
  it('lets a payment arrive between two pages, so that a row shows twice', async () => {
    const account = summerAccount();
    for (const second of [1, 2, 3, 4]) account.pay({ amount: second, at: `2026-06-15 12:00:0${second}` });
    const service = serviceOf({
      account,
      before: ({ page }) => {
        if (page === 2) account.pay({ amount: 99 });
      },
    });
    const first = rowsOf(await ask(service, { limit: 2 }));
    const second = rowsOf(await ask(service, { limit: 2, page: 2 }));
    expect(second[0]).toEqual(first[1]);
  });

  it('knows the number of the request, its endpoint, its page and its fields', async () => {
    const seen: unknown[] = [];
    const endpoint = 'getPayInTransactions';
    const service = serviceOf({ before: (request) => void seen.push(request) });
    await ask(service);
    await ask(service, { page: 3, limit: 10 });
    expect(seen).toEqual([
      { number: 1, endpoint, page: 1, fields: {} },
      { number: 2, endpoint, page: 3, fields: { page: 3, limit: 10 } },
    ]);
  });
});

describe('the log of requests', () => {
  it('says when, where, what and how it ended', async () => {
    const service = serviceOf();
    await ask(service, { page: 2 });
    expect(service.requests.all()).toEqual([
      {
        time: '2026-06-15T12:00:00.000Z',
        method: 'POST',
        path: '/api/v2/getPayInTransactions',
        body: { page: 2 },
        status: 200,
      },
    ]);
  });

  it('holds no token, wherever a caller put it', async () => {
    const service = serviceOf({ token: 'the-real-token' });
    const send = (url: string, body: string, type: string) =>
      service.handle({ method: 'POST', url, headers: { token: 'a-wrong-one', 'content-type': type }, body });
    await send('/api/v2/the-real-token?token=the-real-token', '{}', 'application/json');
    await send(
      '/api/v2/x',
      '{"token": "a-wrong-\\u006fne", "deep": [{"the-real-token": 1}]}',
      'application/json',
    );
    await send('/api/v2/x', 'token=the%2Dreal-token', 'application/x-www-form-urlencoded');
    await send('/api/v2/x', 'the-real-token is no JSON', 'application/json');
    const log = JSON.stringify(service.requests.all());
    expect(service.requests.all()).toHaveLength(4);
    expect(log).not.toMatch(/the-real-token|a-wrong-one/);
  });

  it('keeps the last 5000', async () => {
    const service = serviceOf({ rateLimit: false });
    for (let page = 1; page <= 5001; page++) await ask(service, { page });
    expect(service.requests.all()).toHaveLength(5000);
    expect(service.requests.all()[0]).toMatchObject({ body: { page: 2 } });
  });
});
