import { describe, expect, it } from '@jest/globals';
import type { PayIn, PayInKind } from '../../src/entries/pay-in.ts';
import { bodies, entriesOf, ids, june, type Shop, shopWith } from '../support.ts';

const isOf =
  (...kinds: PayInKind[]) =>
  ({ kind }: PayIn): boolean =>
    kinds.includes(kind);

describe('a list with a limit', () => {
  it('is the newest ones, in one request that asks for no more', async () => {
    const one = shopWith(2500);
    const entries = await one.client.payIns.list({}, { most: 7 });
    expect(ids(entries)).toEqual(ids(entriesOf(...one.account.rows())).slice(0, 7));
    expect(bodies(one)).toEqual([{ page: 1, limit: 7 }]);
  });

  it('is all there are if there are fewer', async () => {
    const one = shopWith(3);
    expect(await one.client.payIns.list({}, { most: 1000 })).toHaveLength(3);
    expect(await one.client.payIns.list({}, { most: 3 })).toHaveLength(3);
    expect(await one.client.payIns.list({}, { most: 1 })).toHaveLength(1);
  });

  it('is everything without a limit', async () => {
    const { client } = shopWith(2500);
    expect(await client.payIns.list({})).toHaveLength(2500);
    expect(await client.payIns.list({}, { most: undefined, isWanted: undefined })).toHaveLength(2500);
  });
});

describe('a list of certain kinds', () => {
  function mixed(): Shop {
    const one = shopWith(2500);
    for (const index of [0, 1200, 2400]) {
      const payId = one.account.rows()[index]?.pay_id ?? '';
      one.account.refund(payId, { at: june(-60 * index - 1) });
    }
    const disputed = one.account.rows()[2000]?.pay_id ?? '';
    one.account.dispute(disputed, { at: june(-60 * 2300 - 30) });
    one.account.disputeRefund(disputed, { at: june(-60 * 2300 - 29) });
    return one;
  }

  it('has them all, however far down they are', async () => {
    const { client } = mixed();
    expect((await client.payIns.list({}, { isWanted: isOf('refund') })).map(({ kind }) => kind)).toEqual(
      Array<string>(3).fill('refund'),
    );
    const disputes = await client.payIns.list({}, { isWanted: isOf('dispute', 'dispute_refund') });
    expect(disputes.map(({ kind }) => kind)).toEqual(['dispute_refund', 'dispute']);
    expect(await client.payIns.list({}, { isWanted: isOf('payment') })).toHaveLength(2500);
  });

  it('reads no further than the limit needs', async () => {
    const one = mixed();
    const entries = await one.client.payIns.list({}, { most: 2, isWanted: isOf('refund') });
    expect(entries.map(({ created_at }) => created_at)).toEqual([
      '2026-05-31T23:59:59+02:00',
      '2026-05-31T03:59:59+02:00',
    ]);
    expect(bodies(one)).toHaveLength(2);
  });

  it('is never longer than its limit, although whole pages are read', async () => {
    const { account, client } = mixed();
    const entries = await client.payIns.list({}, { most: 3, isWanted: isOf('payment') });
    const payments = entriesOf(...account.rows()).filter(({ kind }) => kind === 'payment');
    expect(ids(entries)).toEqual(ids(payments).slice(0, 3));
  });

  it('is empty if there are none', async () => {
    expect(await shopWith(3).client.payIns.list({}, { most: 5, isWanted: isOf('dispute') })).toEqual([]);
  });
});

describe('the entries of one payment link', () => {
  it('are its payment and everything that followed, newest first', async () => {
    const one = shopWith(50);
    const { pay_id: payId } = one.account.pay({ amount: '20.00', at: june(-3600) });
    one.account.refund(payId, { amount: '5.00', at: june(3600) });
    const entries = await one.client.payIns.get(payId);
    expect(entries.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['refund', -5],
      ['payment', 20],
    ]);
    expect(bodies(one)).toEqual([{ page: 1, limit: 1000, pay_id: Number(payId) }]);
  });

  it('are all payments of a permanent QR code, over several pages', async () => {
    const { account, client } = shopWith(50);
    account.addMany(1500, (index) => ({
      payId: 777,
      amount: '4.00',
      transactionType: 'Personal QR',
      at: june(-600 * index),
    }));
    const entries = await client.payIns.get('777');
    expect(entries).toHaveLength(1500);
    expect(new Set(ids(entries)).size).toBe(1500);
  });

  it('are none if the link was never paid', async () => {
    expect(await shopWith(3).client.payIns.get('1')).toEqual([]);
  });
});
