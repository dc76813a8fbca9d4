import { describe, expect, it } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import { DAY, failure, MINUTE, notes, sentencesOf, startWorld, type World } from '../support.ts';

async function shop(): Promise<World & { payId: string }> {
  const world = await startWorld();
  const { account, now } = world;
  const daysAgo = (days: number): string => wallClock(now() - days * DAY);
  const { pay_id: payId } = account.pay({ amount: 30, note: 'Order 1', at: daysAgo(50) });
  account.refund(payId, { at: daysAgo(2) });
  account.pay({ amount: 40, note: 'Order 2', at: daysAgo(5) });
  account.dispute(account.pay({ amount: 50, note: 'Order 3', at: daysAgo(4) }).pay_id, { at: daysAgo(1) });
  return { ...world, payId };
}

describe('Find Pay-In finds', () => {
  it.each([
    [{ search: 'order' }, [-50, -30, 50, 40, 30]],
    [{ search: ' Order 2 ' }, [40]],
    [{ date: '2026-06-10' }, [40]],
    [{ last_days: '10' }, [-50, -30, 50, 40]],
    [{ last_days: 3 }, [-50, -30]],
    [{ last_days: '0' }, [-50, -30, 50, 40, 30]],
    [{ kinds: ['refund'] }, [-30]],
    [{ min_amount: '40', max_amount: '49,99' }, [40]],
    [{ search: 'order', max_amount: '30' }, [-30, 30]],
    [{ kinds: ['payment', 'dispute'], last_days: '30' }, [-50, 50, 40]],
    [{ kinds: 'dispute', pay_id: '', search: '', date: null, last_days: '' }, [-50]],
    [{ search: 'nobody' }, []],
    [{ pay_id: '1' }, []],
    [{ date: '2020-02-29' }, []],
  ])('by %j, newest first', async (input, amounts) => {
    const { find } = await shop();
    expect((await find(input)).map(({ amount }) => amount)).toEqual(amounts);
  });

  it('by pay ID, even if it is mapped as a number: the payment and its refund', async () => {
    const { find, payId } = await shop();
    for (const pay_id of [payId, Number(payId), ` ${payId} `]) {
      expect((await find({ pay_id })).map(({ kind }) => kind)).toEqual(['refund', 'payment']);
    }
    expect(notes(await find({ pay_id: payId, kinds: 'payment' }))).toEqual(['Order 1']);
  });

  it('at most the newest 100', async () => {
    const { account, find, now } = await startWorld();
    account.addMany(500, (index) => ({
      amount: 5,
      note: `Order ${index}`,
      at: wallClock(now() - index * MINUTE),
    }));
    const found = await find({ search: 'Order' });
    expect(notes(found)).toEqual(Array.from({ length: 100 }, (_, index) => `Order ${index}`));
  });

  it('a rare kind among thousands', async () => {
    const { account, find, now } = await startWorld();
    account.addMany(4000, (index) => ({ amount: 5, note: 'x', at: wallClock(now() - index * MINUTE) }));
    const { pay_id } = account.pay({ amount: 9, note: 'y', at: wallClock(now() - 3000 * MINUTE) });
    account.refund(pay_id, { at: wallClock(now() - 2900 * MINUTE) });
    expect(await find({ kinds: 'refund' })).toHaveLength(1);
    expect(await find({ kinds: 'dispute' })).toEqual([]);
  });

  it('says that it did not look at everything, rather than that there is none', async () => {
    const { account, find, now, sandbox } = await startWorld();
    account.addMany(20_000, (index) => ({ amount: 5, note: 'x', at: wallClock(now() - index * MINUTE) }));
    const error = await failure(find({ kinds: 'refund' }));
    expect(sentencesOf(error)).toMatch(
      /^None of the newest \d{4} entries fits the filters\. Narrow the search by Date/,
    );
    expect(sandbox.requests.length).toBeLessThanOrEqual(10);
  });
});

describe('wrong input gets a clear error, before anything is sent', () => {
  it.each([
    [{}, 'There is nothing to search for: every field is empty.'],
    [{ pay_id: ' ', kinds: [] }, 'There is nothing to search for: every field is empty.'],
    [{ pay_id: '99-296' }, 'Pay ID must be digits only'],
    [{ date: '2026-02-30' }, 'Date must be a real day written YYYY-MM-DD'],
    [{ date: '20.05.2026' }, 'Date must be a real day written YYYY-MM-DD'],
    [{ last_days: 'ten' }, 'Last Days must be a whole number of days, 0 or more, but it is "ten".'],
    [{ last_days: '-1' }, 'a whole number of days, 0 or more'],
    [{ last_days: '1.5' }, 'a whole number of days, 0 or more'],
    [{ kinds: ['sale'] }, 'Kinds must be one of payment, refund, dispute, dispute_refund, but it is "sale".'],
  ])('%j', async (input, sentence) => {
    const { find, sandbox } = await startWorld();
    const error = await failure(find(input));
    expect(sentencesOf(error)).toContain(sentence);
    expect(JSON.parse(error.message)).toMatchObject({ code: 'validation', status: 400 });
    expect(sandbox.requests).toEqual([]);
  });
});

describe('a search that fails', () => {
  it.each(['429', '500', '503', '401', 'html', 'cut-off', 'no-list', 'drop'] as const)(
    'with %s is an error, not "nothing found"',
    async (kind) => {
      const { find, sandbox } = await startWorld();
      sandbox.faults.add({ kind });
      expect((await failure(find({ search: 'x' }))).name).toMatch(/Error$/);
    },
  );
});
