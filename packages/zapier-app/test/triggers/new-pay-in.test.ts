import { describe, expect, it } from '@jest/globals';
import { PAY_IN_FIELDS } from '@secpaid/core';
import { wallClock } from '@secpaid/sandbox';
import { DAY, failure, HOUR, MINUTE, notes, sentencesOf, startWorld, TOKEN, type World } from '../support.ts';

/** Fills the account with a payment every `every` milliseconds, `count` of them up to now. */
function fill({ account, now }: World, count: number, every: number): void {
  account.addMany(count, (index) => ({
    amount: 10,
    note: `n${index}`,
    at: wallClock(now() - index * every),
  }));
}

const asked = ({ sandbox }: World): number[] =>
  sandbox.requests.map(({ body }) => (body as { limit: number }).limit);

describe('an entry', () => {
  it('comes with every key, numbers as numbers, dates with offset, newest first', async () => {
    const { account, poll } = await startWorld();
    account.pay({ amount: 55.25, note: 'first', at: '2026-06-14 10:00:00' });
    account.pay({ amount: 10, note: 'second', extra: { shop: 'A' } });
    const payIns = await poll();
    expect(notes(payIns)).toEqual(['second', 'first']);
    expect(Object.keys(payIns[1] ?? {})).toEqual(expect.arrayContaining(PAY_IN_FIELDS.map(({ key }) => key)));
    expect(payIns[1]).toMatchObject({
      amount: 55.25,
      kind: 'payment',
      payment_method: 'card',
      created_at: '2026-06-14T10:00:00+02:00',
      is_refund: false,
    });
    expect(payIns[0]).toMatchObject({ shop: 'A' });
    expect(JSON.stringify(payIns)).not.toContain(TOKEN);
  });
});

describe('what starts the Zap is chosen', () => {
  async function mixed(): Promise<World> {
    const world = await startWorld();
    const { account } = world;
    const { pay_id } = account.pay({ amount: 30, note: 'Order 1 card' });
    account.refund(pay_id);
    account.dispute(pay_id, { amount: 20 });
    account.disputeRefund(pay_id, { amount: 20 });
    account.pay({ amount: 49.99, note: 'order 2 bank', paymentMethod: 'Bank Transfer' });
    account.pay({ amount: 5, note: 'Tip' });
    return world;
  }

  it.each([
    [{}, [5, 30, 49.99]],
    [{ events: '' }, [5, 30, 49.99]],
    [{ events: [] }, [5, 30, 49.99]],
    [{ events: 'payment', min_amount: '', note_contains: ' ', payment_method: null }, [5, 30, 49.99]],
    [{ events: ['refund'] }, [-30]],
    [{ events: ['dispute'] }, [-20, 20]],
    [{ events: ['payment', 'refund', 'dispute'] }, [-30, -20, 5, 20, 30, 49.99]],
    [{ min_amount: '30' }, [30, 49.99]],
    [{ max_amount: '30' }, [5, 30]],
    [{ transaction_type: 'Split' }, []],
    [{ transaction_type: 'Basic' }, [5, 30, 49.99]],
    [{ min_amount: 49.99 }, [49.99]],
    [{ events: ['refund'], min_amount: '30' }, [-30]],
    [{ note_contains: 'ORDER' }, [30, 49.99]],
    [{ payment_method: 'bank transfer' }, [49.99]],
    [{ payment_method: 'card', note_contains: 'order' }, [30]],
  ])('%j', async (input, amounts) => {
    const { poll } = await mixed();
    const got = await poll(input);
    expect(got.map(({ amount }) => amount).sort((a, b) => a - b)).toEqual(amounts);
  });

  it.each([
    [{ events: ['refunds'] }, 'Events must be one of payment, refund, dispute, but it is "refunds".'],
    [{ min_amount: 'about 50' }, 'Minimum Amount must be an amount in euros, 0 or more, such as 20 or 49.99'],
    [{ min_amount: '1.000' }, 'Minimum Amount 1.000 may mean 1000 or 1.00.'],
    [{ note_contains: ['Order'] }, 'Note Contains must be a text, but it is a list.'],
    [{ min_amount: '-1' }, 'Minimum Amount must be an amount in euros, 0 or more'],
  ])('%j is refused in words, before anything is sent', async (input, sentence) => {
    const world = await mixed();
    const error = await failure(world.poll(input));
    expect(sentencesOf(error)).toContain(sentence);
    expect(JSON.parse(error.message)).toMatchObject({ code: 'validation', status: 400 });
    expect(world.sandbox.requests).toEqual([]);
  });
});

describe('the window', () => {
  it('is one request if the last 30 days fit it', async () => {
    const world = await startWorld();
    fill(world, 40, DAY);
    expect(await world.poll()).toHaveLength(31);
    expect(asked(world)).toEqual([1000]);
  });

  it('is an empty list for an empty account', async () => {
    const { poll } = await startWorld();
    expect(await poll()).toEqual([]);
    expect(await poll({}, { isPopulatingDedupe: true })).toEqual([]);
    expect(await poll({}, { isLoadingSample: true })).toEqual([]);
  });

  it('is what two requests reach where 30 days do not fit them', async () => {
    const world = await startWorld();
    fill(world, 5000, 5 * MINUTE);
    const payIns = await world.poll();
    expect(asked(world)).toHaveLength(2);
    expect(payIns.length).toBeGreaterThan(1900);
    expect(payIns.length).toBeLessThan(2000);
    expect(notes(payIns)).toEqual(payIns.map((_, index) => `n${index}`));
  });

  it('is never less than the last three days', async () => {
    const world = await startWorld();
    fill(world, 9000, MINUTE);
    const payIns = await world.poll();
    expect(payIns.length).toBeGreaterThanOrEqual((3 * DAY) / MINUTE);
    expect(asked(world).length).toBeLessThanOrEqual(6);
  });

  it('ends after eight requests, under Zapier’s size, in the busiest account', async () => {
    const world = await startWorld();
    fill(world, 30_000, 1000);
    const payIns = await world.poll();
    expect(asked(world)).toHaveLength(8);
    expect(payIns.length).toBeGreaterThan(7500);
    expect(JSON.stringify(payIns).length).toBeLessThan(6_000_000);
  });

  it('reaches deeper on switching on than any later poll, still under Zapier’s size', async () => {
    const world = await startWorld();
    fill(world, 30_000, 1000);
    const there = await world.poll({}, { isPopulatingDedupe: true });
    expect(there.length).toBeGreaterThan((await world.poll()).length + 1500);
    expect(JSON.stringify(there).length).toBeLessThan(6_291_456);
  });

  it('stops in time when SecPaid is slow', async () => {
    const world = await startWorld();
    fill(world, 30_000, 1000);
    world.sandbox.service.before = () => {
      world.sleep(6000);
    };
    const start = world.now();
    expect((await world.poll()).length).toBeGreaterThan(1000);
    expect(world.now() - start).toBeLessThan(25_000);
    const error = await failure(world.poll({}, { isPopulatingDedupe: true }));
    expect(sentencesOf(error)).toBe(
      'SecPaid answered too slowly to read what is already there. Nothing was started. Try again in a few minutes.',
    );
  });

  it('leaves out a second that it did not read to its end', async () => {
    const world = await startWorld();
    fill(world, 900, HOUR / 2);
    world.account.addMany(1500, () => ({ amount: 7, note: 'tie', at: wallClock(world.now() - 20 * DAY) }));
    fill(world, 200, 1000);
    const payIns = await world.poll();
    const ties = notes(payIns).filter((note) => note === 'tie').length;
    expect([0, 1500]).toContain(ties);
  });

  it('keeps its order and shows nothing twice while payments arrive between two requests', async () => {
    const world = await startWorld();
    fill(world, 3000, 10 * MINUTE);
    world.sandbox.service.before = ({ number }) => {
      if (number === 1) return;
      for (let i = 0; i < 25; i++) world.account.pay({ amount: 3, note: `late ${i}` });
    };
    const payIns = await world.poll();
    const dates = payIns.map((one) => one.created_at);
    expect([...dates].sort().reverse()).toEqual(dates);
    expect(new Set(payIns.map(({ id }) => id)).size).toBe(payIns.length);
    expect(notes(payIns).slice(0, 1500)).toEqual(Array.from({ length: 1500 }, (_, index) => `n${index}`));
  });

  it('shows three entries as samples, of the chosen kind, with one request', async () => {
    const world = await startWorld();
    fill(world, 10, 60 * DAY);
    const { pay_id } = world.account.pay({ amount: 30, note: 'x' });
    world.account.refund(pay_id);
    expect(await world.poll({}, { isLoadingSample: true })).toHaveLength(3);
    expect(await world.poll({ events: 'refund' }, { isLoadingSample: true })).toHaveLength(1);
    expect(asked(world)).toHaveLength(2);
  });
});

describe('an id', () => {
  it('stays the same for twins in any order, while the window moves', async () => {
    const world = await startWorld();
    const row = world.account.pay({ amount: 12, note: 'twin' });
    world.account.payTwin(row);
    world.account.payTwin(row);
    const before = new Set((await world.poll()).map(({ id }) => id));
    expect(before.size).toBe(3);
    for (let day = 0; day < 29; day++) {
      world.sleep(DAY);
      for (let i = 0; i < 40; i++) world.account.pay({ amount: 1, note: 'other' });
      world.account.change(() => true, { payout_status: 'Approved' });
      const twins = (await world.poll()).filter((one) => one.recipient_note === 'twin');
      expect(new Set(twins.map(({ id }) => id))).toEqual(before);
    }
  });
});

describe('a poll that fails', () => {
  it.each(['429', '500', '503', '401', 'html', 'cut-off', 'no-list', 'drop'] as const)(
    'with %s is an error, on the second page too, and never a short list',
    async (kind) => {
      const world = await startWorld();
      fill(world, 3000, MINUTE);
      for (const onPage of [1, 2]) {
        world.sandbox.faults.add({ kind, onPage });
        expect((await failure(world.poll())).name).toMatch(/^(AppError|ThrottledError|ExpiredAuthError)$/);
        expect(world.sandbox.faults.size).toBe(0);
      }
    },
  );
});
