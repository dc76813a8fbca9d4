import { describe, expect, it } from '@jest/globals';
import { Account, wallClock, type PayInRow } from '../../src/index.ts';
import { clockAt, summerAccount } from '../helpers.ts';

const notes = (rows: readonly PayInRow[]): string[] => rows.map((row) => row.recipient_note);

describe('the list', () => {
  it('is ordered by created_at, newest first, in whatever order rows came', () => {
    const account = summerAccount();
    for (const day of ['03', '01', '05', '02', '04']) {
      account.pay({ amount: 1, note: day, at: `2026-06-${day} 12:00:00` });
    }
    account.addMany(2, (index) => ({
      amount: 1,
      note: `0${6 + index}`,
      at: `2026-06-0${6 + index} 12:00:00`,
    }));
    expect(notes(account.list())).toEqual(['07', '06', '05', '04', '03', '02', '01']);
    expect(account.rows()).toEqual(account.list());
  });

  it('has 200 rows on a page by default', () => {
    const account = summerAccount();
    account.addMany(450, () => ({ amount: 1 }));
    expect([1, 2, 3, 4].map((page) => account.list({ page }).length)).toEqual([200, 200, 50, 0]);
    expect(account.list({ limit: 1000 })).toHaveLength(450);
  });

  it('holds every row once over its pages if no second is shared', () => {
    const account = summerAccount();
    const start = Date.parse('2026-06-01T00:00:00Z');
    account.addMany(95, (index) => ({ amount: 1, at: wallClock(start + ((index * 37) % 95) * 1000) }));
    const pages = [1, 2, 3, 4].flatMap((page) => account.list({ page, limit: 30 }));
    expect(pages).toEqual(account.rows());
  });
});

describe('rows of the same second', () => {
  const crowd = (seed?: number): Account => {
    const account = new Account({ clock: clockAt('2026-06-15T12:00:00Z'), seed });
    account.pay({ amount: 1, note: 'after', at: '2026-06-15 13:00:01' });
    account.addMany(20, (index) => ({ amount: 1, note: String(index), at: '2026-06-15 13:00:00' }));
    account.pay({ amount: 1, note: 'before', at: '2026-06-15 12:59:59' });
    return account;
  };

  it('are in another order in the next request', () => {
    const account = crowd();
    expect(notes(account.list())).not.toEqual(notes(account.list()));
  });

  it('appear once each in an answer, between their neighbours', () => {
    const account = crowd();
    for (let request = 0; request < 50; request++) {
      const listed = notes(account.list());
      expect(listed[0]).toBe('after');
      expect(listed.at(-1)).toBe('before');
      expect(new Set(listed).size).toBe(22);
    }
  });

  it('may cross the edge of a page in either direction', () => {
    const account = crowd();
    const seen = new Set<string>();
    for (let request = 0; request < 200; request++) {
      const page = notes(account.list({ page: 2, limit: 6 }));
      expect(new Set(page).size).toBe(6);
      page.forEach((note) => seen.add(note));
    }
    expect(seen.size).toBe(20);
  });

  it('are shuffled alike by the same seed, and otherwise by another', () => {
    expect(notes(crowd(7).list())).toEqual(notes(crowd(7).list()));
    expect(notes(crowd(7).list())).not.toEqual(notes(crowd(8).list()));
  });

  it('keep one order, the newest entry first, if shuffling is off', () => {
    const account = new Account({ clock: clockAt('2026-06-15T12:00:00Z'), shuffleTies: false });
    for (const note of ['a', 'b', 'c']) account.pay({ amount: 1, note });
    account.pay({ amount: 1, note: 'later', at: '2026-06-15 15:00:00' });
    account.pay({ amount: 1, note: 'd' });
    expect(notes(account.list())).toEqual(['later', 'd', 'c', 'b', 'a']);
    expect(account.rows()).toEqual(account.list());
  });
});

describe('the filters', () => {
  const filled = (): Account => {
    const account = summerAccount();
    account.pay({ amount: 10, note: 'Tea', at: '2026-06-15 00:00:00', payId: 100 });
    account.pay({ amount: 20, note: 'Coffee', at: '2026-06-14 23:59:59', payId: 100 });
    account.pay({ amount: 30, note: 'Green tea', at: '2026-06-14 00:00:00', paymentMethod: 'Bank Transfer' });
    account.pay({ amount: 40, note: 'Milk', at: '2026-06-10 12:00:00', transaction_id: '20260610-pi-Tea' });
    return account;
  };

  it.each([
    ['date takes one whole day', { date: '2026-06-14' }, ['Coffee', 'Green tea']],
    ['since: 0 takes everything', { since: 0 }, ['Tea', 'Coffee', 'Green tea', 'Milk']],
    ['since: 1 takes yesterday and today', { since: 1 }, ['Tea', 'Coffee', 'Green tea']],
    [
      'since longer than anyone lives takes everything',
      { since: 1e9 },
      ['Tea', 'Coffee', 'Green tea', 'Milk'],
    ],
    ['pay_id takes one link', { pay_id: 100 }, ['Tea', 'Coffee']],
    ['pay_id takes no part of a number', { pay_id: 10 }, []],
    [
      'search finds a part of the note or of the transaction_id',
      { search: 'tea' },
      ['Tea', 'Green tea', 'Milk'],
    ],
    ['search finds an amount', { search: '20.0' }, ['Coffee']],
    ['search finds a payment method', { search: 'Bank' }, ['Green tea']],
    ['date and since combine', { date: '2026-06-10', since: 2 }, []],
    ['date and search combine', { date: '2026-06-14', search: 'tea' }, ['Green tea']],
    ['pay_id and date combine', { pay_id: 100, date: '2026-06-15' }, ['Tea']],
    ['all of them combine', { pay_id: 100, date: '2026-06-14', since: 3, search: 'coff' }, ['Coffee']],
    ['a page is counted behind the filters', { since: 1, limit: 2, page: 2 }, ['Green tea']],
  ])('%s', (_promise, query, expected) => {
    expect(notes(filled().list(query))).toEqual(expected);
  });

  it("begin since with Berlin's day, which is ahead of UTC's", () => {
    const account = new Account({ clock: clockAt('2026-06-15T22:30:00Z') });
    account.pay({ amount: 1, at: '2026-06-14 23:59:59' });
    expect(account.list({ since: 1 })).toEqual([]);
  });
});

describe('an account of 200,000 rows', () => {
  it('lists any page in a few milliseconds', () => {
    const account = summerAccount();
    const start = Date.parse('2026-01-01T00:00:00Z');
    account.addMany(200_000, (index) => ({
      amount: 1,
      at: wallClock(start + Math.floor(index / 3) * 60_000),
    }));
    const took = [1, 60, 120, 200].map((page) => {
      const before = performance.now();
      expect(account.list({ page, limit: 1000 })).toHaveLength(1000);
      return performance.now() - before;
    });
    // Sorting or scanning the whole account takes some 100 ms; the best of four is no accident of a busy machine.
    expect(Math.min(...took)).toBeLessThan(20);
  });
});
