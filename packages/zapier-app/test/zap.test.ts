import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { PayIn } from '@secpaid/core';
import { payLink } from '@secpaid/sandbox';
import { Engine } from './engine.ts';
import { fill, type Filled, mappingOf } from './guide.ts';
import { type Listener, listen } from './listener.ts';
import { MINUTE, startWorld } from './support.ts';

/** The step that follows the trigger: a service on this machine that takes a mail or a row as JSON. */
let following: Listener;

beforeEach(async () => {
  following = await listen();
});

afterEach(async () => {
  await following.close();
});

/** One turn of a Zap: what the trigger starts goes through the mapping to the following step. */
async function turn(engine: Engine<PayIn>, name: string): Promise<void> {
  for (const payIn of await engine.turn()) {
    const body = JSON.stringify(fill(mappingOf(name), payIn));
    const { status } = await fetch(`${following.url}/${name}`, { method: 'POST', body });
    expect(status).toBe(200);
  }
}

it('an e-mail goes out for every payment, once', async () => {
  const world = await startWorld();
  const { account, sleep } = world;
  account.pay({ amount: 5, note: 'before the Zap' });
  const zap = new Engine((meta) => world.poll({ events: 'payment' }, meta));
  await zap.turnOn();
  const { pay_id } = account.pay({ amount: 55.25, note: 'Order 1042' });
  account.refund(pay_id);
  for (let i = 0; i < 3; i++) {
    await turn(zap, 'mail');
    sleep(MINUTE);
  }
  expect(following.received).toEqual([
    {
      path: '/mail',
      body: {
        To: 'you@example.com',
        Subject: 'Paid: 55.25 EUR for Order 1042',
        Body: `Order 1042 was paid by card on 2026-06-15 14:00. After fees 53.12 EUR remain. Pay ID ${pay_id}.`,
      },
    },
  ]);
});

it('a row is written for every payment, refund and dispute, in order', async () => {
  const world = await startWorld();
  const { account, sleep } = world;
  const zap = new Engine((meta) => world.poll({ events: ['payment', 'refund', 'dispute'] }, meta));
  await zap.turnOn();
  const { pay_id } = account.pay({ amount: 30, note: 'Order 1' });
  sleep(1000);
  const other = account.pay({ amount: 40, note: 'Order 2', paymentMethod: 'Bank Transfer' });
  await turn(zap, 'row');
  sleep(MINUTE);
  account.refund(pay_id, { amount: 10 });
  await turn(zap, 'row');
  sleep(MINUTE);
  account.dispute(other.pay_id);
  await turn(zap, 'row');
  await turn(zap, 'row');
  const rows = following.received.map(({ body }) => body as Filled);
  expect(rows.map((row) => [row['Kind'], row['Amount'], row['Pay ID'], row['Note']])).toEqual([
    ['payment', '30', pay_id, 'Order 1'],
    ['payment', '40', other.pay_id, 'Order 2'],
    ['refund', '-10', pay_id, 'Order 1'],
    ['dispute', '-40', other.pay_id, 'Order 2'],
  ]);
  expect(new Set(rows.map((row) => row['Entry'])).size).toBe(4);
  expect(Object.keys(rows[0] ?? {})).toEqual(['Entry', 'Date', 'Kind', 'Note', 'Amount', 'Net', 'Pay ID']);
});

it('a link goes out by e-mail, and its payment finds the order again', async () => {
  const { account, createLink, poll } = await startWorld();
  const zap = new Engine((meta) => poll({}, meta));
  await zap.turnOn();
  const link = await createLink({ amount: '49.99', recipient_note: 'Order 1042' });
  expect(fill(mappingOf('link'), link)).toEqual({
    Subject: 'Your order: Order 1042',
    Body: `Please pay 49.99 EUR here: ${String(link.pay_link)}`,
    'Link ID': link.id,
  });
  payLink(account, link.id);
  expect((await zap.turn()).map(({ pay_id }) => pay_id)).toEqual([link.id]);
});
