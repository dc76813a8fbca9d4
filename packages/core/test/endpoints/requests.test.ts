import { describe, expect, it } from '@jest/globals';
import { type Client, createClient } from '../../src/client.ts';
import { checkLimit, checkQuery, type PayInQuery, payInFilters } from '../../src/endpoints/requests.ts';
import { answering, connectionWith, failureOf, success, TOKEN } from '../support.ts';

/** A client whose transport notes each request. */
function spied(): { client: Client; requests: readonly unknown[] } {
  const { transport, requests } = answering({ body: success([]) });
  return { client: createClient(connectionWith(TOKEN), transport), requests };
}

const LIMIT = 'a whole number from 1 to 1000';
const PAGE = 'a whole number, 1 or more';
const DAYS = 'a whole number of days, 0 or more';
const DAY = 'a real day written YYYY-MM-DD, such as 2026-05-20';
const PAY_ID = 'digits only, such as 99296, as SecPaid shows it beside each payment';

const wrong = (field: string, expected: string, shown: string): string =>
  `${field} must be ${expected}, but it is ${shown}. Correct ${field} and try again. Nothing was sent to SecPaid.`;

async function drained(pages: AsyncIterable<unknown>): Promise<void> {
  for await (const page of pages) expect(page).toBeDefined();
}

describe('a wrong page or limit', () => {
  it.each([
    [{ limit: 0 }, wrong('Limit', LIMIT, '0')],
    [{ limit: 1001 }, wrong('Limit', LIMIT, '1001')],
    [{ limit: 1.5 }, wrong('Limit', LIMIT, '1.5')],
    [{ limit: -1 }, wrong('Limit', LIMIT, '-1')],
    [{ limit: NaN }, wrong('Limit', LIMIT, 'NaN')],
    [{ limit: Infinity }, wrong('Limit', LIMIT, 'Infinity')],
    [{ page: 0 }, wrong('Page', PAGE, '0')],
    [{ page: -1 }, wrong('Page', PAGE, '-1')],
    [{ page: 1.5 }, wrong('Page', PAGE, '1.5')],
    [{ page: NaN }, wrong('Page', PAGE, 'NaN')],
    [{ page: 2 ** 53 }, wrong('Page', PAGE, '9007199254740992')],
  ])('is refused before any request: %j', async (change, message) => {
    const { client, requests } = spied();
    const request = { page: 1, limit: 10, ...change };
    for (const call of [() => client.payIns.answer(request), () => client.payIns.page(request)]) {
      const error = await failureOf(call);
      expect(error.kind).toBe('validation');
      expect(error.message).toBe(message);
    }
    expect(requests).toEqual([]);
  });

  it.each([0, 1001, 1.5, NaN])('is refused before any request in a list: at most %p', async (most) => {
    const { client, requests } = spied();
    for (const call of [
      () => client.payIns.list({}, { most }),
      () => client.payIns.list({}, { most, isWanted: () => true }),
      () => drained(client.payIns.pages({}, most)),
    ]) {
      expect((await failureOf(call)).message).toBe(wrong('Limit', LIMIT, String(most)));
    }
    expect(requests).toEqual([]);
  });
});

describe('a wrong filter', () => {
  const filters: readonly (readonly [PayInQuery, string])[] = [
    [{ date: '2026-02-30' }, wrong('Date', DAY, '"2026-02-30"')],
    [{ date: '2026-2-3' }, wrong('Date', DAY, '"2026-2-3"')],
    [{ date: '20.05.2026' }, wrong('Date', DAY, '"20.05.2026"')],
    [{ date: '2026-05-20T00:00:00' }, wrong('Date', DAY, 'a text of 19 characters')],
    [{ date: '' }, wrong('Date', DAY, 'empty')],
    [{ since: -1 }, wrong('Last Days', DAYS, '-1')],
    [{ since: 0.5 }, wrong('Last Days', DAYS, '0.5')],
    [{ since: NaN }, wrong('Last Days', DAYS, 'NaN')],
    [{ payId: 'abc' }, wrong('Pay ID', PAY_ID, '"abc"')],
    [{ payId: '' }, wrong('Pay ID', PAY_ID, 'empty')],
    [{ payId: ' 99296' }, wrong('Pay ID', PAY_ID, '" 99296"')],
    [{ payId: '-1' }, wrong('Pay ID', PAY_ID, '"-1"')],
    [{ payId: '1e5' }, wrong('Pay ID', PAY_ID, '"1e5"')],
    [{ payId: '99296\n' }, wrong('Pay ID', PAY_ID, '"99296\n"')],
    [{ payId: '1'.repeat(19) }, wrong('Pay ID', PAY_ID, 'a text of 19 characters')],
  ];

  it.each(filters)('is refused before any request: %j', async (query, message) => {
    const { client, requests } = spied();
    for (const call of [
      () => client.payIns.answer({ page: 1, limit: 10, ...query }),
      () => client.payIns.page({ page: 1, limit: 10, ...query }),
      () => client.payIns.list(query),
      () => drained(client.payIns.pages(query)),
      () => {
        checkQuery(query);
      },
    ]) {
      const error = await failureOf(call);
      expect(error.kind).toBe('validation');
      expect(error.message).toBe(message);
      expect(error.retryable).toBe(false);
    }
    expect(requests).toEqual([]);
  });

  it.each(['abc', '', '1.5', '12 34'])('is refused before any request in a look-up: %p', async (payId) => {
    const { client, requests } = spied();
    const error = await failureOf(() => client.payIns.get(payId));
    expect(error.kind).toBe('validation');
    expect(error.what).toMatch(/^Pay ID must be digits only/);
    expect(requests).toEqual([]);
  });
});

describe('correct input', () => {
  it('is sent in the documented types, what is not set is left out', () => {
    expect(payInFilters({})).toStrictEqual({});
    expect(payInFilters({ search: 'Order', date: '2028-02-29', since: 0, payId: '99296' })).toStrictEqual({
      search: 'Order',
      date: '2028-02-29',
      since: 0,
      pay_id: 99296,
    });
    expect(payInFilters({ search: '', date: undefined, since: undefined, payId: undefined })).toStrictEqual(
      {},
    );
  });

  it('is accepted at its limits', () => {
    for (const limit of [1, 2, 999, 1000])
      expect(() => {
        checkLimit(limit);
      }).not.toThrow();
    for (const payId of ['0', '99296', '00099296'])
      expect(() => {
        checkQuery({ payId });
      }).not.toThrow();
    expect(() => {
      checkQuery({ date: '2026-12-31', since: 0, payId: '1' });
    }).not.toThrow();
    expect(() => {
      checkQuery({});
    }).not.toThrow();
  });
});
