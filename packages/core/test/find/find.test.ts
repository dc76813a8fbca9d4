import { describe, expect, it } from '@jest/globals';
import type { ListChoice } from '../../src/endpoints/collect.ts';
import { findPayIns, readFindInput, readPayOutForm, sortOf } from '../../src/find/find.ts';
import { failureOf, june, type Shop, shop } from '../support.ts';

const NOW = Date.parse('2026-05-20T12:00:00Z');

describe('filters that are there but empty', () => {
  it('are refused for the pay ID: without it every entry of the account would come', async () => {
    for (const payId of ['', ' ']) {
      const error = await failureOf(() => readFindInput({ payId }, NOW));
      expect(error.message).toBe(
        'Pay ID is empty. Remove the filter to get all entries. Nothing was sent to SecPaid.',
      );
    }
  });

  it('filter nothing, and a message says so', () => {
    const { query, isWanted, notice } = readFindInput(
      { search: ' ', date: '', minAmount: '', maxAmount: '' },
      NOW,
    );
    expect(query).toEqual({});
    expect(isWanted).toBeUndefined();
    expect(notice).toBe(
      'These filters are empty and have no effect: Search, Date, Minimum Amount, Maximum Amount.',
    );
    expect(readFindInput({ search: 'Order' }, NOW).notice).toBeUndefined();
    expect(readPayOutForm({ search: '', endDate: '' }).notice).toBe(
      'These filters are empty and have no effect: Search, End Date.',
    );
  });
});

describe('a filter whose expression finds something else', () => {
  const fields = ['payId', 'search', 'date', 'lastDays', 'kinds', 'minAmount', 'maxAmount'];
  const values = [undefined, null, {}, { a: 1 }, true];
  it.each(fields.flatMap((field) => values.map((value) => [field, value] as const)))(
    'is refused, not dropped: %s %p',
    async (field, value) => {
      const error = await failureOf(() => readFindInput({ [field]: value }, NOW));
      expect(error.kind).toBe('validation');
      expect(error.what).toMatch(/, but it is (undefined|null|an object|true)\.$/);
    },
  );
});

describe('a search for pay-ins', () => {
  /** 150 newer payments whose notes begin with the wanted note. */
  const orders = (): Shop => {
    const one = shop();
    one.account.pay({ amount: 5, note: 'Order 1', at: '2026-05-01 10:00:00' });
    one.account.addMany(150, (index) => ({ amount: 5, note: `Order 1${index}`, at: june(index) }));
    return one;
  };
  const bounds = { clock: () => 0, deadline: Infinity };
  const notesOf = (found: readonly object[]): unknown[] =>
    found.map((entry) => ('recipient_note' in entry ? entry.recipient_note : undefined));

  it('gives the exact note first, then the newest', async () => {
    const { client } = orders();
    const found = notesOf(await findPayIns(client.payIns, { search: 'order 1' }, bounds));
    expect(found).toHaveLength(100);
    expect(found.slice(0, 3)).toEqual(['Order 1', 'Order 1149', 'Order 1148']);
    const listed = async (choice: ListChoice) =>
      notesOf(await client.payIns.list({ search: 'Order 1' }, choice));
    expect(await listed({ most: 2 })).toEqual(['Order 1', 'Order 1149']);
    expect(await listed({ most: 2, sort: 'newest' })).toEqual(['Order 1149', 'Order 1148']);
  });
});

describe('what to find', () => {
  it('is read from texts, numbers and dates', () => {
    const form = { payId: '99,296', search: 1042, date: '2026-05-20T22:30:00Z', lastDays: '30' };
    expect(readFindInput(form, NOW).query).toEqual({
      payId: '99296',
      search: '1042',
      date: '2026-05-21',
      since: 30,
    });
    expect(
      readPayOutForm({ startDate: '2026-05-01', endDate: new Date('2026-05-20T22:30:00Z') }).query,
    ).toEqual({
      startDate: '2026-05-01',
      endDate: '2026-05-21',
    });
  });

  it('comes in the order asked for', () => {
    expect(sortOf({ sort: 'Oldest First' })).toBe('oldest');
    expect(sortOf({ sort: '' })).toBeUndefined();
    expect(sortOf({})).toBeUndefined();
  });
});
