/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { PAY_IN_FIELDS } from '@secpaid/core';
import { asked, notes, run, sandbox } from './fresh-sec-paid.ts';
import { ago, daysAgo } from '../support.ts';

/** `count` payments, the newest called "0". */
const payMany = (count: number): void => {
  sandbox.account.addMany(count, (index) => ({
    amount: 1,
    note: `${count - 1 - index}`,
    at: ago(7200 + count - index),
  }));
};
const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `${index}`);

describe('Get Many', () => {
  it('gives the newest 50 by default, newest first, and asks for no more', async () => {
    payMany(60);
    expect(await notes({})).toEqual(numbered(50));
    expect(asked()).toEqual([{ page: 1, limit: 50 }]);
  });

  it('gives as many as the limit says', async () => {
    payMany(5);
    expect(await notes({ limit: 3 })).toEqual(numbered(3));
    expect(asked()).toEqual([{ page: 1, limit: 3 }]);
  });

  it('gives all over several pages, each once, with Return All; the limit then says nothing', async () => {
    payMany(2300);
    expect(await notes({ returnAll: true, limit: 3 })).toEqual(numbered(2300));
    expect(asked().length).toBeGreaterThan(2);
  });

  it('gives every key of an entry, and what SecPaid adds one day', async () => {
    sandbox.account.pay({ amount: '49.90', extra: { loyalty_card: '4711' }, note: 'Order 7' });
    const [item] = await run();
    expect(Object.keys(item?.json ?? {})).toEqual(
      expect.arrayContaining(PAY_IN_FIELDS.map(({ key }) => key)),
    );
    expect(item).toEqual({
      json: expect.objectContaining({
        kind: 'payment',
        amount: 49.9,
        currency: 'EUR',
        payment_method: 'card',
        recipient_note: 'Order 7',
        is_refund: false,
        transaction_id: null,
        loyalty_card: '4711',
      }),
      pairedItem: { item: 0 },
    });
  });

  it('gives no items for an account without entries', async () => {
    expect(await run()).toEqual([]);
  });

  describe('filters', () => {
    let payId: string;

    beforeEach(() => {
      const { account } = sandbox;
      payId = account.pay({ amount: 20, note: 'Order 1042', at: ago(60) }).pay_id;
      account.refund(payId, { amount: 5, at: ago(50) });
      account.pay({ amount: 30, note: 'Gift', at: ago(40) });
      account.pay({ amount: 40, note: 'Order of old', at: daysAgo(20) });
    });

    it('Search finds a part of the note', async () => {
      expect(await notes({ filters: { search: ' Order ' } })).toEqual([
        'Order 1042',
        'Order 1042',
        'Order of old',
      ]);
      expect(asked()).toEqual([{ page: 1, limit: 1000, search: 'Order' }]);
    });

    it('Date gives one day', async () => {
      const date = daysAgo(20).slice(0, 10);
      expect(await notes({ filters: { date } })).toEqual(['Order of old']);
      expect(asked()).toEqual([{ page: 1, limit: 50, date }]);
    });

    it('Last Days leaves out what is older', async () => {
      expect(await notes({ filters: { since: 7 } })).toEqual(['Gift', 'Order 1042', 'Order 1042']);
      expect(asked()).toEqual([{ page: 1, limit: 50, since: 7 }]);
    });

    it('Last Days of 0 means no limit', async () => {
      expect(await notes({ filters: { since: 0 } })).toHaveLength(4);
    });

    it.each([
      ['a text', (id: string) => id],
      ['a number from an expression', Number],
      ['a text with blanks around it', (id: string) => ` ${id} `],
    ])('Pay ID as %s gives the entries of one payment link', async (_, given) => {
      expect(await notes({ filters: { payId: given(payId) } })).toEqual(['Order 1042', 'Order 1042']);
      expect(asked()).toEqual([{ page: 1, limit: 50, pay_id: Number(payId) }]);
    });

    it('Kinds are sorted out here, since SecPaid cannot', async () => {
      const items = await run({ filters: { kinds: ['refund'] } });
      expect(items.map(({ json }) => json['kind'])).toEqual(['refund']);
      expect(asked()).toEqual([{ page: 1, limit: 1000 }]);
    });

    it('Kinds with a limit read on until there are so many', async () => {
      sandbox.account.addMany(1100, (index) => ({ amount: 1, at: ago(30 - index / 100) }));
      const items = await run({ limit: 1, filters: { kinds: ['refund'] } });
      expect(items.map(({ json }) => json['kind'])).toEqual(['refund']);
      expect(asked().length).toBeGreaterThan(1);
    });

    it('have to fit together', async () => {
      expect(await notes({ filters: { search: 'Order', since: 7, kinds: ['payment'] } })).toEqual([
        'Order 1042',
      ]);
    });

    it.each([
      ['empty', { search: '', date: '', kinds: [] }],
      ['blank', { search: '  ', date: ' ' }],
    ])('left %s in the form are not set', async (_, filters) => {
      expect(await notes({ filters })).toHaveLength(4);
      expect(asked()).toEqual([{ page: 1, limit: 50 }]);
    });
  });
});

describe('Get', () => {
  it('gives all entries of one payment link, newest first', async () => {
    const { account } = sandbox;
    const { pay_id } = account.pay({ amount: 20, at: ago(60) });
    account.pay({ amount: 30, at: ago(55) });
    account.refund(pay_id, { at: ago(50) });
    account.dispute(pay_id, { at: ago(40) });
    const items = await run({ operation: 'get', payId: pay_id });
    expect(items.map(({ json }) => [json['pay_id'], json['kind']])).toEqual([
      [pay_id, 'dispute'],
      [pay_id, 'refund'],
      [pay_id, 'payment'],
    ]);
  });

  it('takes a number and a text with blanks around it', async () => {
    const { pay_id } = sandbox.account.pay({ amount: 20 });
    expect(await run({ operation: 'get', payId: Number(pay_id) })).toHaveLength(1);
    expect(await run({ operation: 'get', payId: ` ${pay_id} ` })).toHaveLength(1);
  });

  it('gives no items if there is no such link', async () => {
    expect(await run({ operation: 'get', payId: '1' })).toEqual([]);
  });
});
