import { describe, expect, it } from '@jest/globals';
import type { PayIn } from '@secpaid/core';
import { wallClock } from '@secpaid/sandbox';
import { Engine } from './engine.ts';
import { DAY, failure, HOUR, MINUTE, notes, startWorld, type World } from './support.ts';

const EVERYTHING = { events: ['payment', 'refund', 'dispute'] };

interface Zap extends World {
  readonly engine: Engine<PayIn>;
  /** The next turn of the timer, two minutes later; the notes of what it started. */
  readonly turn: () => Promise<(string | null)[]>;
}

/** A Zap, not yet on, over an account with some past. */
async function zapOver(input: object = EVERYTHING): Promise<Zap> {
  const world = await startWorld();
  world.account.addMany(30, (index) => ({
    amount: 5,
    note: 'past',
    at: wallClock(world.now() - (index + 1) * DAY),
  }));
  const engine = new Engine((meta) => world.poll(input, meta));
  return {
    ...world,
    engine,
    turn: async () => {
      world.sleep(2 * MINUTE);
      return notes(await engine.turn());
    },
  };
}

describe('a Zap starts once for', () => {
  it('each new payment, the oldest first, and for nothing that was there', async () => {
    const { account, engine, turn, sleep } = await zapOver();
    await engine.turnOn();
    expect(await turn()).toEqual([]);
    for (const note of ['a', 'b', 'c']) {
      sleep(1000);
      account.pay({ amount: 10, note });
    }
    expect(await turn()).toEqual(['a', 'b', 'c']);
    expect(await turn()).toEqual([]);
  });

  it('the first payment of an empty account', async () => {
    const world = await startWorld();
    const engine = new Engine((meta) => world.poll({}, meta));
    await engine.turnOn();
    world.account.pay({ amount: 10, note: 'first' });
    expect(notes(await engine.turn())).toEqual(['first']);
  });

  it('an old link that is paid after younger ones', async () => {
    const { account, engine, turn } = await zapOver();
    const old = account.createLink();
    account.pay({ amount: 10, note: 'younger' });
    await engine.turnOn();
    account.pay({ amount: 10, note: 'old link', payId: old });
    expect(await turn()).toEqual(['old link']);
  });

  it('a refund, a dispute and its return, which share the payment’s pay ID', async () => {
    const { account, engine, turn } = await zapOver();
    const { pay_id } = account.pay({ amount: 10, note: 'x' });
    await engine.turnOn();
    account.refund(pay_id);
    expect(await turn()).toEqual(['x']);
    account.dispute(pay_id);
    expect(await turn()).toEqual(['x']);
    account.disputeRefund(pay_id);
    expect(await turn()).toEqual(['x']);
    expect(engine.started.map(({ kind }) => kind)).toEqual(['refund', 'dispute', 'dispute_refund']);
    expect(new Set(engine.started.map((one) => one.pay_id))).toEqual(new Set([pay_id]));
  });

  it('a refund that is entered weeks later under the payment’s old date', async () => {
    const { account, engine, turn, now } = await zapOver();
    const at = wallClock(now() - 20 * DAY);
    const { pay_id } = account.pay({ amount: 10, note: 'x', at });
    await engine.turnOn();
    account.refund(pay_id, { at });
    expect(await turn()).toEqual(['x']);
  });

  it('every payment of a Personal QR, in one second as well', async () => {
    const { account, engine, turn, sleep } = await zapOver();
    account.payPersonalQr({ amount: 3, note: 'qr' });
    await engine.turnOn();
    sleep(HOUR);
    account.payPersonalQr({ amount: 3, note: 'qr' });
    account.payPersonalQr({ amount: 3, note: 'qr' });
    account.payPersonalQr({ amount: 4, note: 'qr' });
    expect(await turn()).toHaveLength(3);
    account.payPersonalQr({ amount: 3, note: 'qr' });
    expect(await turn()).toHaveLength(1);
  });

  it('a twin of a payment that started it before', async () => {
    const { account, engine, turn } = await zapOver();
    await engine.turnOn();
    const row = account.pay({ amount: 10, note: 'twin' });
    expect(await turn()).toEqual(['twin']);
    account.payTwin(row);
    expect(await turn()).toEqual(['twin']);
    expect(await turn()).toEqual([]);
    expect(new Set(engine.started.map(({ id }) => id)).size).toBe(2);
  });

  it('a bank transfer that is entered up to 29 days late', async () => {
    const { account, engine, turn, now } = await zapOver();
    await engine.turnOn();
    for (const days of [1, 10, 29]) {
      account.lateBankTransfer({ amount: 10, note: `${days}`, at: wallClock(now() - days * DAY) });
      expect(await turn()).toEqual([`${days}`]);
    }
    account.lateBankTransfer({ amount: 10, note: 'too late', at: wallClock(now() - 32 * DAY) });
    expect(await turn()).toEqual([]);
  });

  it('each of a burst of a hundred; more are held until the user releases them', async () => {
    const { account, engine, turn, now } = await zapOver();
    await engine.turnOn();
    account.addMany(100, () => ({ amount: 1, note: 'hundred', at: wallClock(now()) }));
    expect(await turn()).toHaveLength(100);
    account.addMany(1500, (index) => ({ amount: 1, note: 'flood', at: wallClock(now() - index * 50) }));
    expect(await turn()).toEqual([]);
    engine.release();
    expect(engine.started).toHaveLength(1600);
    expect(new Set(engine.started.map(({ id }) => id)).size).toBe(1600);
  });

  it('each of 6000 that came in while Zapier did not poll for a day', async () => {
    const { account, engine, turn, now, sleep } = await zapOver();
    await engine.turnOn();
    sleep(DAY);
    account.addMany(6000, (index) => ({
      amount: 1,
      note: `${index}`,
      at: wallClock(now() - index * 13_000),
    }));
    await turn();
    engine.release();
    expect(new Set(notes(engine.started)).size).toBe(6000);
  });
});

describe('a Zap does not start', () => {
  it('again when an entry changes', async () => {
    const { account, engine, turn } = await zapOver();
    await engine.turnOn();
    account.pay({ amount: 10, note: 'x' });
    await turn();
    for (const payout_status of ['InProgress', 'Approved']) {
      account.change(() => true, {
        payout_status,
        net_amount: '1.00',
        transaction_id: 'new',
      });
      expect(await turn()).toEqual([]);
    }
  });

  it('for what came while it was off, and not again for what came before', async () => {
    const { account, engine, turn } = await zapOver();
    await engine.turnOn();
    account.pay({ amount: 10, note: 'on' });
    expect(await turn()).toEqual(['on']);
    engine.turnOff();
    account.pay({ amount: 10, note: 'off' });
    expect(await turn()).toEqual([]);
    await engine.turnOn();
    expect(await turn()).toEqual([]);
    account.pay({ amount: 10, note: 'on again' });
    expect(await turn()).toEqual(['on again']);
  });

  it('for old entries that deletions bring up from below the window', async () => {
    const { account, engine, turn, now } = await zapOver();
    account.addMany(6000, (index) => ({ amount: 2, note: 'old', at: wallClock(now() - index * 5 * MINUTE) }));
    await engine.turnOn();
    expect(await turn()).toEqual([]);
    const recent = wallClock(now() - 2 * DAY);
    account.remove((row) => row.created_at > recent, 10_000);
    expect(await turn()).toEqual([]);
    expect(engine.held).toEqual([]);
    account.pay({ amount: 10, note: 'new' });
    expect(await turn()).toEqual(['new']);
  });

  it('for the oldest second of a busy account’s window, whose ties come in any order', async () => {
    const { account, engine, turn, now } = await zapOver();
    account.addMany(9000, (index) => ({
      amount: 2,
      note: 'tie',
      at: wallClock(now() - Math.floor(index / 400) * HOUR),
    }));
    await engine.turnOn();
    for (let poll = 0; poll < 5; poll++) expect(await turn()).toEqual([]);
    expect(engine.held).toEqual([]);
  });

  it('for the hour that October repeats, nor miss a payment in it', async () => {
    const { account, engine, turn, now, sleep } = await zapOver();
    sleep(Date.parse('2026-10-25T00:10:00Z') - now());
    await engine.turnOn();
    const started: (string | null)[] = [];
    for (let tenth = 0; tenth < 12; tenth++) {
      account.pay({ amount: 10, note: `${tenth}` });
      started.push(...(await turn()));
      sleep(8 * MINUTE);
    }
    expect(started).toEqual(Array.from({ length: 12 }, (_, tenth) => `${tenth}`));
  });

  it('twice over two months, in which every entry leaves the window', async () => {
    const { account, engine, turn, sleep } = await zapOver();
    await engine.turnOn();
    for (let day = 0; day < 60; day++) {
      sleep(DAY - 2 * MINUTE);
      account.pay({ amount: 10, note: `${day}` });
      expect(await turn()).toEqual([`${day}`]);
    }
  });
});

describe('a fault', () => {
  it.each(['429', '500', '503', '401', 'html', 'cut-off', 'no-list', 'drop'] as const)(
    '(%s) delays a start, and nothing more',
    async (kind) => {
      const { account, engine, turn, sandbox } = await zapOver();
      await engine.turnOn();
      account.pay({ amount: 10, note: 'before' });
      expect(await turn()).toEqual(['before']);
      account.pay({ amount: 10, note: 'during' });
      sandbox.faults.add({ kind });
      await failure(turn());
      expect(await turn()).toEqual(['during']);
      expect(await turn()).toEqual([]);
    },
  );

  it('while a Zap is turned on leaves it off, instead of on with too little known', async () => {
    const { account, engine, turn, sandbox, now } = await zapOver();
    account.addMany(3000, (index) => ({ amount: 2, note: 'old', at: wallClock(now() - index * MINUTE) }));
    sandbox.faults.add({ kind: '503', onPage: 2 });
    await failure(engine.turnOn());
    expect(await turn()).toEqual([]);
    await engine.turnOn();
    expect(await turn()).toEqual([]);
  });
});
