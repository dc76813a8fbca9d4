import { describe, expect, it } from '@jest/globals';
import { SORT_LABELS, type Sort } from '../../src/forms/labels.ts';
import { june, readable, shop } from '../support.ts';

/** 1500 payments of 1 to 1500 cents, the oldest the smallest but one, with a refund between them. */
function account() {
  const one = shop();
  const amountOf = (index: number): string => (((index * 7) % 1500) / 100 + 0.01).toFixed(2);
  one.account.addMany(1500, (index) => ({ amount: amountOf(index), note: `${index}`, at: june(index) }));
  one.account.refund(one.account.rows()[700]?.pay_id ?? '', { amount: 5, at: june(750) });
  return one;
}

const amountsOf = async (sort: Sort, most?: number): Promise<number[]> =>
  readable(await account().client.payIns.list({}, { sort, most })).map(({ amount }) => amount);

describe('a list in its own order', () => {
  it.each([
    ['amountHighest', [15, 14.99, 14.98]],
    ['amountLowest', [-5, 0.01, 0.02]],
  ] as const)('(%s) begins with the right ones, also with a limit', async (sort, first) => {
    expect((await amountsOf(sort)).slice(0, 3)).toEqual(first);
    expect(await amountsOf(sort, 3)).toEqual(first);
    expect(await amountsOf(sort)).toHaveLength(1501);
  });

  it('(oldest) is the list reversed, with a limit too', async () => {
    const { client } = account();
    const all = await client.payIns.list({});
    expect(await client.payIns.list({}, { sort: 'oldest' })).toEqual([...all].reverse());
    expect(
      (await client.payIns.list({}, { sort: 'oldest', most: 2 })).map((one) => one.recipient_note),
    ).toEqual(['0', '1']);
  });

  it('reads everything; newest first reads only what is needed', async () => {
    for (const sort of Object.keys(SORT_LABELS) as Sort[]) {
      const { client, service } = account();
      await client.payIns.list({}, { sort, most: 5 });
      expect(service.requests.all().length).toBe(sort === 'newest' ? 1 : 2);
    }
  });

  it('tells after each page how many entries are read', async () => {
    const read: number[] = [];
    await account().client.payIns.list({}, { onRead: (entries) => read.push(entries) });
    expect(read).toEqual([1000, 1501]);
  });
});
