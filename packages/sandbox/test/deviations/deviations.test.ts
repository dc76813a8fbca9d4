import { describe, expect, it } from '@jest/globals';
import { deviationKinds, type DeviationName, type Service } from '../../src/index.ts';
import { ask, call, rowsOf, serviceOf, summerAccount } from '../helpers.ts';

/** Payments of 14:03, 14:02, 14:01 and 14:00, and what a list of them shows. */
function four(): Service {
  const account = summerAccount();
  for (const [minute, amount] of ['1234.50', '0.50', '100.00', '7.25'].entries()) {
    account.pay({ amount, payId: 100 + minute, at: `2026-06-15 14:0${minute}:00` });
  }
  return serviceOf({ account });
}

async function listed(service: Service, field: string, body: object = {}): Promise<unknown[]> {
  const rows = rowsOf(await ask(service, body));
  return rows.map((row) => new Map<string, unknown>(Object.entries(row ?? {})).get(field));
}

const deviating = (name: DeviationName, values: Record<string, unknown> = {}): Service => {
  const service = four();
  service.deviations.add(name, values);
  return service;
};

const newestFirst = ['103', '102', '101', '100'];

describe('without a deviation', () => {
  it('nothing changes, and a lifted one leaves no trace', async () => {
    const service = four();
    const before = (await ask(service)).body;
    for (const [name, { settings }] of deviationKinds) {
      const id = service.deviations.addNamed(name, 'payId' in settings ? { payId: 100 } : {});
      service.deviations.lift(id);
    }
    expect((await ask(service)).body).toBe(before);
  });
});

describe('a capped limit', () => {
  it.each([40, 100, 200, 500])('of %d gives a short page and no word about it', async (limit) => {
    const account = summerAccount();
    account.addMany(1200, () => ({ amount: 1 }));
    const service = serviceOf({ account });
    service.deviations.add('limit-capped', { limit });
    const answer = await ask(service, { limit: 1000 });
    expect(rowsOf(answer)).toHaveLength(limit);
    expect(JSON.parse(answer.body)).toMatchObject({ ResponseCode: 1, Result: 'True' });
    expect(rowsOf(await ask(service, { limit: 7 }))).toHaveLength(7);
  });

  it('counts its pages by the cap, so that they join', async () => {
    const service = deviating('limit-capped', { limit: 3 });
    expect(await listed(service, 'pay_id', { limit: 1000 })).toEqual(['103', '102', '101']);
    expect(await listed(service, 'pay_id', { limit: 1000, page: 2 })).toEqual(['100']);
  });

  it('may count its pages by what was asked, so that rows are on no page', async () => {
    const service = deviating('limit-capped', { limit: 1, pages: 'the asked limit' });
    expect(await listed(service, 'pay_id', { limit: 2 })).toEqual(['103']);
    expect(await listed(service, 'pay_id', { limit: 2, page: 2 })).toEqual(['101']);
  });

  it('caps the default too, and the lists of links and payouts', async () => {
    const service = deviating('limit-capped', { limit: 1 });
    for (const amount of [1, 2]) await call(service, 'createLink', { amount });
    expect(rowsOf(await ask(service))).toHaveLength(1);
    expect(rowsOf(await call(service, 'getMyUnusedLinks'))).toHaveLength(1);
    expect(rowsOf(await call(service, 'getMyUsedLinks', { limit: 50 }))).toHaveLength(1);
  });
});

describe('a page beyond the end', () => {
  it('is the last one again, or the first', async () => {
    const service = deviating('page-repeated');
    expect(await listed(service, 'pay_id', { limit: 3, page: 2 })).toEqual(['100']);
    expect(await listed(service, 'pay_id', { limit: 3, page: 9 })).toEqual(['100']);
    service.deviations.clear();
    service.deviations.add('page-repeated', { page: 'first' });
    expect(await listed(service, 'pay_id', { limit: 3, page: 9 })).toEqual(['103', '102', '101']);
  });

  it('stays empty in an empty account', async () => {
    const service = serviceOf({ account: summerAccount() });
    service.deviations.add('page-repeated');
    expect(await listed(service, 'pay_id', { page: 2 })).toEqual([]);
  });
});

describe('an ignored filter', () => {
  it.each([
    ['pay_id', { pay_id: 100 }],
    ['date', { date: '2026-01-01' }],
    ['search', { search: 'nowhere' }],
  ] as const)('of %s gives what it should keep out', async (filter, body) => {
    expect(await listed(four(), 'pay_id', body)).not.toHaveLength(4);
    expect(await listed(deviating('filter-ignored', { filter }), 'pay_id', body)).toEqual(newestFirst);
  });

  it('leaves the other filters alone', async () => {
    const service = deviating('filter-ignored', { filter: 'date' });
    expect(await listed(service, 'pay_id', { date: '2026-01-01', pay_id: 101 })).toEqual(['101']);
  });

  it('may be one of the pay-outs', async () => {
    const service = deviating('filter-ignored', { filter: 'start_date' });
    service.account.payouts.payOut(undefined, '2026-06-16 02:00:00');
    const rows = rowsOf(await call(service, 'getPayOutTransactions', { start_date: '2026-12-01' }));
    expect(rows).toHaveLength(1);
  });
});

describe('an unreadable row', () => {
  it.each([
    ['created_at', null],
    ['created_at', '0000-00-00 00:00:00'],
    ['amount', null],
    ['amount', ''],
    ['amount', '1,234'],
    ['pay_id', null],
  ])('shows %s as %j, at its place', async (field, value) => {
    const service = deviating('unreadable-row', { payId: 101, field, value });
    const documented = await listed(four(), field);
    expect(await listed(service, field)).toEqual(documented.with(2, value));
  });

  it.each([
    ['top', 0],
    ['middle', 1],
    ['end', 3],
  ])('may stand at the %s of the list', async (place, at) => {
    const service = deviating('unreadable-row', { payId: 102, place });
    const ids = ['103', '101', '100'].toSpliced(at, 0, '102');
    expect(await listed(service, 'pay_id')).toEqual(ids);
    expect((await listed(service, 'created_at'))[at]).toBeNull();
  });

  it('is read again once it is repaired, with the values that it always had', async () => {
    const service = four();
    const id = service.deviations.add('unreadable-row', { payId: 100 });
    expect(await listed(service, 'created_at')).toContain(null);
    service.deviations.lift(id);
    expect((await ask(service)).body).toBe((await ask(four())).body);
  });

  it('is the only one of its link if its date or amount says which', async () => {
    const service = four();
    service.account.pay({ amount: 3, payId: 100, at: '2026-06-15 13:00:00' });
    service.deviations.add('unreadable-row', { payId: 100, at: '2026-06-15 13:00:00', field: 'amount' });
    expect(await listed(service, 'amount', { pay_id: 100 })).toEqual(['1234.50', null]);
    service.deviations.clear();
    service.deviations.add('unreadable-row', { payId: 100, amount: '1234.50', field: 'amount' });
    expect(await listed(service, 'amount', { pay_id: 100 })).toEqual([null, '3.00']);
  });

  it('is found by no filter on what it lacks', async () => {
    const service = deviating('unreadable-row', { payId: 100, field: 'pay_id' });
    expect(await listed(service, 'pay_id', { pay_id: 100 })).toEqual([]);
    service.deviations.add('unreadable-row', { payId: 101 });
    expect(await listed(service, 'amount', { date: '2026-06-15' })).toHaveLength(3);
  });

  it('leaves the account as it is', () => {
    const service = deviating('unreadable-row', { payId: 100 });
    expect(service.account.rows()).toEqual(four().account.rows());
  });

  it('may be a pay-out', async () => {
    const service = four();
    const [payout] = service.account.payouts.payOut(undefined, '2026-06-16 02:00:00');
    service.deviations.add('unreadable-row', { payId: payout?.payout_id, field: 'payout_amount' });
    expect(rowsOf(await call(service, 'getPayOutTransactions'))).toMatchObject([{ payout_amount: null }]);
  });
});

describe('a list', () => {
  it('may have moved by the hours between two zones, its days included', async () => {
    const service = deviating('zone-moved');
    service.account.pay({ amount: 1, at: '2026-06-15 01:30:00' });
    expect((await listed(service, 'created_at')).slice(-2)).toEqual([
      '2026-06-15 12:00:00',
      '2026-06-14 23:30:00',
    ]);
    expect(await listed(service, 'amount', { date: '2026-06-14' })).toEqual(['1.00']);
  });

  it.each([
    ['none', undefined, undefined],
    ['equal', '20260615-pi-140300103725', '20260615-pi-140300103725'],
  ])('may hold each row twice, with transaction_id %s', async (transactionId, first, second) => {
    const service = deviating('listed-twice', { transactionId });
    expect(await listed(service, 'pay_id', { limit: 4 })).toEqual(['103', '103', '102', '102']);
    const ids = await listed(service, 'transaction_id', { limit: 2 });
    expect(ids).toEqual([first, second]);
  });

  it('may hold each row twice, as two transactions', async () => {
    const ids = await listed(deviating('listed-twice', { transactionId: 'different' }), 'transaction_id');
    expect(new Set(ids).size).toBe(8);
  });

  it('may be out of order by minutes, and by no more', async () => {
    const service = four();
    service.account.pay({ amount: 1, payId: 99, at: '2026-06-15 13:59:59' });
    service.deviations.add('out-of-order');
    expect(await listed(service, 'pay_id')).toEqual(['100', '101', '102', '103', '99']);
  });

  it('may be ascending', async () => {
    const service = deviating('ascending');
    expect(await listed(service, 'pay_id', { limit: 3 })).toEqual(['100', '101', '102']);
    expect(await listed(service, 'pay_id', { limit: 3, page: 2 })).toEqual(['103']);
  });
});

describe('another form', () => {
  it.each([
    ['pay-id-spelled', 'leading zero', 'pay_id', '0103'],
    ['pay-id-spelled', 'blanks', 'pay_id', ' 103 '],
    ['pay-id-spelled', 'number', 'pay_id', 103],
    ['date-spelled', 'wall clock and Z', 'created_at', '2026-06-15T14:03:00Z'],
    ['date-spelled', 'UTC', 'created_at', '2026-06-15T12:03:00Z'],
    ['date-spelled', 'offset', 'created_at', '2026-06-15T14:03:00+02:00'],
    ['date-spelled', 'fraction', 'created_at', '2026-06-15 14:03:00.000000'],
    ['date-spelled', 'UTC and fraction', 'created_at', '2026-06-15T12:03:00.000000Z'],
    ['date-spelled', 'T', 'created_at', '2026-06-15T14:03:00'],
  ] as const)('%s as %s', async (name, as, field, expected) => {
    expect((await listed(deviating(name, { as }), field))[0]).toBe(expected);
  });

  it.each([
    ['100', ['7.25', '100', '0.5', '1234.5']],
    ['100.0', ['7.25', '100.0', '0.5', '1234.5']],
    ['1,234.56', ['7.25', '100.00', '0.50', '1,234.50']],
    ['.50', ['7.25', '100.00', '.50', '1234.50']],
    ['number', [7.25, 100, 0.5, 1234.5]],
    ['cents', ['725', '10000', '50', '123450']],
  ])('of amounts as %s', async (as, expected) => {
    expect(await listed(deviating('amount-spelled', { as }), 'amount')).toEqual(expected);
  });

  it('of amounts reaches each of a row, negative ones and millions included', async () => {
    const service = deviating('amount-spelled', { as: '1,234.56' });
    service.account.pay({ amount: 1_234_567.89, payId: 200 });
    service.account.refund(200);
    const rows = rowsOf(await ask(service, { pay_id: 200 }));
    expect(rows).toMatchObject([
      {
        amount: expect.stringMatching(/^-?1,234,567\.89$/),
        net_amount: expect.stringMatching(/^-?1,\d{3},\d{3}/),
      },
      { amount: expect.stringMatching(/^-?1,234,567\.89$/) },
    ]);
  });

  it('in cents reaches the numbers of a pay-out', async () => {
    const service = deviating('amount-spelled', { as: 'cents' });
    const [payout] = service.account.payouts.payOut(undefined, '2026-06-16 02:00:00');
    expect(rowsOf(await call(service, 'getPayOutTransactions'))).toMatchObject([
      { payout_amount: '134225', net_amount: Math.round((payout?.net_amount ?? 0) * 100) },
    ]);
  });

  it.each([
    ['2026-01-15 10:00:00', '2026-01-15T10:00:00+01:00', '2026-01-15T09:00:00Z'],
    ['2026-03-29 03:00:00', '2026-03-29T03:00:00+02:00', '2026-03-29T01:00:00Z'],
    // The hour that October repeats is read as its first pass.
    ['2026-10-25 02:30:00', '2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00Z'],
    ['2026-10-25 03:00:00', '2026-10-25T03:00:00+01:00', '2026-10-25T02:00:00Z'],
  ])('of %s has the offset of that time', async (at, offset, utc) => {
    for (const [as, expected] of [
      ['offset', offset],
      ['UTC', utc],
    ]) {
      const service = deviating('date-spelled', { as });
      service.account.pay({ amount: 1, payId: 5, at });
      expect(await listed(service, 'created_at', { pay_id: 5 })).toEqual([expected]);
    }
  });

  it('does not change what a filter finds', async () => {
    const service = deviating('pay-id-spelled');
    service.deviations.add('date-spelled', { as: 'UTC' });
    expect(await listed(service, 'pay_id', { pay_id: 103, date: '2026-06-15' })).toEqual(['0103']);
  });
});

describe('another envelope', () => {
  it.each([
    [{}, '1', 'True', '0', 'False'],
    [{ code: 'number', result: 'true' }, 1, 'true', 0, 'false'],
    [{ code: 'boolean', result: 'boolean' }, true, true, false, false],
  ])('with %j still says yes and no', async (values, yes, True, no, False) => {
    const service = deviating('envelope-spelled', values);
    expect(JSON.parse((await ask(service)).body)).toMatchObject({ ResponseCode: yes, Result: True });
    expect(JSON.parse((await ask(service, {}, 'wrong')).body)).toMatchObject({
      ResponseCode: no,
      Result: False,
    });
  });

  it('may follow a byte order mark', async () => {
    const { body } = await ask(deviating('bom'));
    expect(body.startsWith('\uFEFF{"data":[')).toBe(true);
  });
});

describe('several deviations', () => {
  it('work together, in the same order whichever came first', async () => {
    const names = ['date-spelled', 'zone-moved', 'ascending', 'bom', 'limit-capped'] as const;
    const answers = [names, names.toReversed()].map((all) => {
      const service = four();
      for (const name of all) service.deviations.add(name, name === 'limit-capped' ? { limit: 1 } : {});
      return ask(service, { limit: 1000, page: 2 });
    });
    const [one, other] = await Promise.all(answers);
    expect(one?.body).toBe(other?.body);
    expect(one?.body).toContain('"created_at":"2026-06-15T12:01:00Z"');
  });

  it('keep an unreadable row unreadable', async () => {
    const service = deviating('out-of-order');
    for (const name of ['zone-moved', 'listed-twice', 'date-spelled', 'amount-spelled'] as const) {
      service.deviations.add(name);
    }
    service.deviations.add('unreadable-row', { payId: 103, value: '0000-00-00 00:00:00' });
    service.deviations.add('unreadable-row', { payId: 102, field: 'amount' });
    expect((await listed(service, 'created_at')).slice(0, 2)).toEqual([
      '0000-00-00 00:00:00',
      '0000-00-00 00:00:00',
    ]);
    expect((await listed(service, 'amount')).filter((amount) => amount === null)).toHaveLength(2);
  });

  it('are gone after a reset', () => {
    const service = deviating('ascending');
    service.reset();
    expect(service.deviations.all()).toEqual([]);
  });
});

describe('bad input to a deviation', () => {
  it.each([
    ['upside-down', {}, 'there is no deviation "upside-down": expected limit-capped, page-repeated'],
    ['limit-capped', { limit: 0 }, '"limit": expected a whole number of 1 to 1000'],
    ['limit-capped', { rows: 5 }, 'unknown field "rows": expected limit, pages'],
    ['date-spelled', { as: 'German' }, '"as": expected "wall clock and Z" or'],
    ['unreadable-row', {}, '"payId" is missing'],
    ['unreadable-row', { payId: 5, value: [] }, '"value": expected null, a text, a number or a boolean'],
  ])('%s %j says: %s', (name, values, message) => {
    const { deviations } = four();
    expect(() => deviations.addNamed(name, values)).toThrow(message);
    expect(deviations.all()).toEqual([]);
  });

  it('names no deviation that is not on', () => {
    expect(() => {
      four().deviations.lift(7);
    }).toThrow('no deviation with the id 7 is on');
  });
});
