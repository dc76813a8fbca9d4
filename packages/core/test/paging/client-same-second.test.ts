import { describe, expect, it } from '@jest/globals';
import type { PayIn } from '../../src/entries/pay-in.ts';
import { all, entriesOf, ids, june, shop } from '../support.ts';

const sortedIds = (entries: readonly PayIn[]): string[] => ids(entries).sort();

describe('payments of the same second', () => {
  it.each([2, 30, 200, 430])('across a page’s border come once each: %d of them', async (ties) => {
    for (const seed of [1, 2, 3]) {
      const { account, client } = shop({ seed });
      account.addMany(1000 - Math.ceil(ties / 2), (index) => ({
        amount: '1.00',
        at: june(60 * (index + 1)),
      }));
      account.addMany(ties, () => ({ amount: '2.00', at: june(0) }));
      account.addMany(1500, (index) => ({ amount: '3.00', at: june(-60 * (index + 1)) }));
      expect(sortedIds(await all(client.payIns.pages()))).toEqual(sortedIds(entriesOf(...account.rows())));
    }
  });

  it.each([2, 30, 200])('come once each if they are twins: %d of them', async (twins) => {
    for (const seed of [1, 2, 3]) {
      const { account, client } = shop({ seed });
      account.addMany(1000 - Math.ceil(twins / 2), (index) => ({
        amount: '1.00',
        at: june(60 * (index + 1)),
      }));
      account.addMany(twins, () => ({ payId: 99296, amount: '2.00', at: june(0) }));
      account.addMany(1500, (index) => ({ amount: '3.00', at: june(-60 * (index + 1)) }));
      const given = await all(client.payIns.pages());
      expect(sortedIds(given)).toEqual(sortedIds(entriesOf(...account.rows())));
      expect(given.filter(({ pay_id }) => pay_id === '99296')).toHaveLength(twins);
    }
  });

  it.each([600, 1000, 1500])('come to an end, however many: %d of them', async (ties) => {
    const { account, service, client } = shop();
    account.addMany(600, (index) => ({ amount: '1.00', at: june(60 * (index + 1)) }));
    account.addMany(ties, () => ({ amount: '2.00', at: june(0) }));
    account.addMany(900, (index) => ({ amount: '3.00', at: june(-60 * (index + 1)) }));
    service.before = ({ number }) => {
      if (number > 20) throw new Error('the list goes in circles');
    };
    const others = (await all(client.payIns.pages())).filter(({ amount }) => amount !== 2);
    expect(others).toHaveLength(1500);
    expect(new Set(ids(others)).size).toBe(1500);
  });

  it('come once each where every second has a few, all the way down', async () => {
    const { account, client } = shop();
    account.addMany(4000, (index) => ({ amount: '1.00', at: june(-Math.floor(index / 7)) }));
    expect(sortedIds(await all(client.payIns.pages()))).toEqual(sortedIds(entriesOf(...account.rows())));
  });
});
