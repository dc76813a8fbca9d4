import { describe, expect, it } from '@jest/globals';
import { all, entriesOf, failureOf, ids, june, shopWith } from '../support.ts';

const missing = (given: readonly string[], wanted: readonly string[]): string[] => {
  const seen = new Set(given);
  return wanted.filter((id) => !seen.has(id));
};

describe('payments that arrive between two pages', () => {
  it.each([1, 9, 50, 400])('neither repeat nor hide others: %d at a time', async (arrivals) => {
    const { account, service, client } = shopWith(3500);
    const before = ids(entriesOf(...account.rows()));
    service.before = ({ number }) => {
      if (number > 1)
        account.addMany(arrivals, (index) => ({ amount: '1.00', at: june(60 * (number * 3000 + index)) }));
    };
    expect(ids(await all(client.payIns.pages()))).toEqual(before);
  });

  it.each([2, 3])(
    'neither repeat nor hide others where 3,500 come at once, before request %d',
    async (request) => {
      const { account, service, client } = shopWith(3500);
      const before = ids(entriesOf(...account.rows()));
      service.before = ({ number }) => {
        if (number === request) account.addMany(3500, (index) => ({ amount: '1.00', at: june(60 + index) }));
      };
      expect(ids(await all(client.payIns.pages()))).toEqual(before);
    },
  );

  it('neither repeat nor hide others if they share the second of the newest', async () => {
    const { account, service, client } = shopWith(3500);
    const before = ids(entriesOf(...account.rows()));
    service.before = ({ number }) => {
      if (number > 1) account.pay({ amount: '1.00', at: june(0) });
    };
    const given = ids(await all(client.payIns.pages()));
    expect(new Set(given).size).toBe(given.length);
    expect(missing(given, before)).toEqual([]);
  });

  it('are found if they were entered late, below what was read', async () => {
    const { account, service, client } = shopWith(2500);
    service.before = ({ number }) => {
      if (number === 2) account.lateBankTransfer({ amount: '1.00', at: june(-60 * 2400 + 1) });
    };
    expect(ids(await all(client.payIns.pages()))).toEqual(ids(entriesOf(...account.rows())));
  });
});

describe('rows that disappear between two pages', () => {
  it.each([1, 10, 11, 60, 150])('hide none of the others: %d of them', async (gone) => {
    const { account, service, client } = shopWith(3500);
    service.before = ({ number }) => {
      if (number === 2) account.remove(() => true, gone);
    };
    const given = ids(await all(client.payIns.pages()));
    expect(new Set(given).size).toBe(given.length);
    // What was given before it went was right when it was given.
    expect(missing(given, ids(entriesOf(...account.rows())))).toEqual([]);
    expect(given).toHaveLength(3500);
  });

  it('are an error, not a gap, if the list does not stand still', async () => {
    const { account, service, client } = shopWith(6000);
    service.before = ({ number }) => {
      if (number > 1) account.remove(() => true, 950);
    };
    const error = await failureOf(() => all(client.payIns.pages()));
    expect(error.kind).toBe('unexpected-answer');
    expect(error.what).toBe('SecPaid’s list is too long, or changes too fast, to be read to its end.');
    expect(error.next).toBe('Try again, or narrow the list by a date.');
  });
});
