import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findPayOut, getPayOutPayments, isReadable } from '../../src/index.ts';
import { failureOf, shop, type Shop } from '../support.ts';

const DAY = '2026-06-12';
const at = (time: string): string => `${DAY} ${time}:00`;

/** Pays out all that is pending; gives the pay-out of the day. */
function payOut({ account }: Shop): { payout_id: string; transaction_id: string } {
  const made = account.payouts.payOut(undefined, '2026-06-13 02:00:00');
  const found = made.find(({ request_date }) => request_date === DAY);
  if (!found) throw new Error('expected a pay-out of the day');
  return found;
}

const notes = (payments: readonly object[]): unknown[] =>
  payments.map((one) => (one as { recipient_note?: unknown }).recipient_note).sort();

describe('a pay-out with its payments', () => {
  it('has the entries of its request date, refunds included, and adds up', async () => {
    const world = shop();
    const { pay_id } = world.account.pay({ amount: 100, at: at('10:00'), note: 'a' });
    world.account.refund(pay_id, { amount: 40, at: at('11:00') });
    world.account.pay({ amount: 7.77, at: at('23:59'), note: 'b' });
    world.account.pay({ amount: 5, at: '2026-06-13 00:00:00', note: 'the day after' });
    world.account.pay({ amount: 5, at: '2026-06-11 23:59:59', note: 'the day before' });
    const { payout_id, transaction_id } = payOut(world);
    for (const payOutId of [payout_id, `${payout_id}_approved`, ` ${payout_id} `, transaction_id]) {
      const [found] = await getPayOutPayments(world.client, { payOutId });
      expect(found).toMatchObject({
        id: payout_id,
        kind: 'payout',
        payments_count: 3,
        difference: 0,
        check: 'The net amounts of the payments add up to that of the pay-out.',
      });
      expect(found?.payments_net_amount).toBe(found?.net_amount);
      expect(notes(found?.payments ?? [])).toEqual(['a', 'a', 'b']);
    }
  });

  it('leaves out what is entered under its date later, and is still pending', async () => {
    const world = shop();
    world.account.pay({ amount: 20, at: at('10:00') });
    const { payout_id } = payOut(world);
    world.account.lateBankTransfer({ amount: 30, at: at('12:00') });
    world.account.pay({ amount: 30, at: at('12:00'), status: 'Failed', payout_status: 'Approved' });
    const [found] = await findPayOut(world.client, { payOutId: payout_id });
    expect(found).toMatchObject({ payments_count: 1, difference: 0 });
  });

  it('says by how much they differ if they do not add up', async () => {
    const world = shop();
    world.account.pay({ amount: 20, at: at('10:00') });
    const { payout_id } = payOut(world);
    world.account.pay({ amount: 1, at: at('12:00'), payout_status: 'InProgress' });
    const [more] = await findPayOut(world.client, { payOutId: payout_id });
    expect(more?.difference).toBe(0.71);
    expect(more?.check).toContain('0.71 EUR more than that of the pay-out');
    world.account.remove({ amount: 20 });
    const [less] = await findPayOut(world.client, { payOutId: payout_id });
    expect(less?.difference).toBe(-18.36);
    expect(less?.check).toContain('add up to 0.71 EUR, 18.36 EUR less than');
  });

  it('does not compare if a net amount is not known', async () => {
    const world = shop();
    world.account.pay({ amount: 20, at: at('10:00') });
    const { pay_id } = world.account.pay({ amount: 30, at: at('11:00') });
    const { payout_id } = payOut(world);
    world.service.deviations.add('unreadable-row', { payId: Number(pay_id), field: 'amount' });
    const [found] = await findPayOut(world.client, { payOutId: payout_id });
    expect(found).toMatchObject({ payments_count: 2, difference: null });
    expect(found?.payments.filter(isReadable)).toHaveLength(1);
    expect(found?.check).toBe(
      '1 of the payments have no net amount that can be read, so the sum is not compared.',
    );
  });

  it('that SecPaid does not know is nothing in a search, and an error if it has to be there', async () => {
    const world = shop();
    for (const payOutId of ['4711', '20260612-po-nobody']) {
      expect(await findPayOut(world.client, { payOutId })).toEqual([]);
      const error = await failureOf(() => getPayOutPayments(world.client, { payOutId }));
      expect(error).toMatchObject({ kind: 'validation', what: 'SecPaid does not know this pay-out.' });
    }
  });

  it.each([{}, { payOutId: '' }, { payOutId: '  ' }])('is refused without an ID: %j', async (form) => {
    const world = shop();
    const error = await failureOf(() => findPayOut(world.client, form));
    expect(error.what).toContain('Pay-Out ID must be the ID of a pay-out');
    expect(world.service.requests.all()).toEqual([]);
  });

  it('is an error rather than a part if time runs out', async () => {
    const world = shop();
    world.account.pay({ amount: 20, at: at('10:00') });
    const { payout_id } = payOut(world);
    const bounds = { clock: () => 2, deadline: 1 };
    const error = await failureOf(() => findPayOut(world.client, { payOutId: payout_id }, bounds));
    expect(error.what).toBe('There is more to read than there is time for.');
  });

  it('adds up to the cent, whatever the amounts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 100, max: 10_000_000 }), { minLength: 1, maxLength: 40 }),
        async (cents) => {
          const world = shop();
          world.account.addMany(cents.length, (index) => ({
            amount: ((cents[index] ?? 0) / 100).toFixed(2),
            at: at('10:00'),
          }));
          const { payout_id } = payOut(world);
          const [found] = await findPayOut(world.client, { payOutId: payout_id });
          expect(found).toMatchObject({ payments_count: cents.length, difference: 0 });
          expect(found?.payments_net_amount).toBe(found?.net_amount);
        },
      ),
      { numRuns: 40 },
    );
  });
});
