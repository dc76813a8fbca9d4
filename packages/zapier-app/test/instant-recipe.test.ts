import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { payLink } from '@secpaid/sandbox';
import { fill, mappingOf } from './guide.ts';
import { type Listener, listen } from './listener.ts';
import { perform, stepOf } from './steps.ts';
import { AUTH, DAY, MINUTE, startWorld, type World } from './support.ts';

/*
 * The recipe "Start within seconds" of docs/zapier.md. Zapier's own steps (Catch Hook, Filter, Delay) are stood in for
 * as its help describes them; what SecPaid sends comes from the sandbox, and Find Pay-In is the app's own.
 */

/** The address that the shop had before, and the one of Catch Hook beside it. */
let shop: Listener;
let hook: Listener;

beforeEach(async () => {
  [shop, hook] = [await listen(), await listen()];
});

afterEach(async () => {
  await shop.close();
  await hook.close();
});

/** Catch Hook joins nested keys by two underscores: {"data": {"pay_id": 7}} is data__pay_id. */
const caught = (body: unknown, prefix = ''): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(Object(body) as object).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(caught(value, `${prefix}${key}__`))
        : [[`${prefix}${key}`, value]],
    ),
  );

const asShop = async (): Promise<World> =>
  await startWorld({ paymentEndpoint: { urls: [shop.url, hook.url] } });

/** What the Zap does with the last call; gives the entry that it continues with, if it does. */
async function zap(world: World): Promise<Readonly<Record<string, unknown>> | undefined> {
  await world.sandbox.deliveries.settled();
  const call = caught(hook.received.at(-1)?.body);
  for (const [field, condition] of Object.entries(mappingOf('instant-filter'))) {
    expect(condition).toBe('Exists');
    const key = field.replaceAll(/[{}]/g, '');
    if ((call[key] ?? '') === '') return undefined;
  }
  world.sleep(MINUTE);
  const form = fill(mappingOf('instant-find'), call);
  const inputData = Object.fromEntries(
    Object.entries(form).map(([label, value]) => [
      label.toLowerCase().replaceAll(/[ -]/g, '_'),
      value.toLowerCase(),
    ]),
  );
  // A search that finds nothing stops the Zap, unless the user chose otherwise; of several Zapier takes the first.
  const [first] = await perform(stepOf('find_pay_in'), { authData: AUTH, inputData });
  return first;
}

const forge = ({ sandbox }: World, payId: string): void => {
  sandbox.service.notifier.forge(
    { payId, note: 'Order 1042', amount: 55.25, userId: '1', cancelled: false },
    hook.url,
  );
};

describe('a call of the Payment Endpoint', () => {
  it('of a payment continues with its entry, and the address that was there before is called as well', async () => {
    const world = await asShop();
    world.account.pay({ amount: 5, note: 'another' });
    const { pay_id } = world.account.pay({ amount: 55.25, note: 'Order 1042' });
    expect(await zap(world)).toMatchObject({ pay_id, kind: 'payment', amount: 55.25 });
    expect(shop.received.map(({ body }) => body)).toEqual(hook.received.map(({ body }) => body));
    expect(shop.received).toHaveLength(2);
  });

  it('of a link with addresses of its own goes to both: an index keeps the one of the settings', async () => {
    const world = await startWorld({ paymentEndpoint: { urls: [shop.url] } });
    const link = await world.createLink({ amount: '49.99', payment_endpoint: `0, ${hook.url}` });
    payLink(world.account, link.id);
    expect(await zap(world)).toMatchObject({ pay_id: link.id, amount: 49.99 });
    expect(shop.received).toHaveLength(1);
  });

  it('that is forged for an old payment stops', async () => {
    const world = await asShop();
    const { pay_id } = world.account.pay({ amount: 55.25, note: 'Order 1042' });
    world.sleep(3 * DAY);
    forge(world, pay_id);
    expect(await zap(world)).toBeUndefined();
  });

  it('that is forged for an old payment stops though its refund is of today', async () => {
    const world = await asShop();
    const { pay_id } = world.account.pay({ amount: 55.25, note: 'Order 1042' });
    world.sleep(3 * DAY);
    world.account.refund(pay_id);
    forge(world, pay_id);
    expect(await zap(world)).toBeUndefined();
  });

  it('of a pay ID that SecPaid does not know stops', async () => {
    const world = await asShop();
    world.account.pay({ amount: 55.25, note: 'Order 1042' });
    forge(world, '4711');
    expect(await zap(world)).toBeUndefined();
  });

  it.each([{}, { data: {} }, { data: { pay_id: '' } }, { data: 'bm90aGluZw==' }])(
    'without a pay ID stops before the search, which would find any payment: %j',
    async (body) => {
      const world = await asShop();
      world.account.pay({ amount: 55.25, note: 'Order 1042' });
      await world.sandbox.deliveries.settled();
      await fetch(hook.url, { method: 'POST', body: JSON.stringify(body) });
      const asked = world.sandbox.requests.length;
      expect(await zap(world)).toBeUndefined();
      expect(world.sandbox.requests).toHaveLength(asked);
    },
  );
});
