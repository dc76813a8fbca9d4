import { describe, expect, it } from '@jest/globals';
import { payLink, wallClock } from '@secpaid/sandbox';
import { handedOn } from './engine.ts';
import { linkOf } from './step-cases.ts';
import { perform, stepOf } from './steps.ts';
import { AUTH, MINUTE, startWorld, type World } from './support.ts';

/** An account with 500 payments, a minute apart, the newest first. */
async function busy(): Promise<World> {
  const world = await startWorld();
  world.account.addMany(500, (index) => ({
    amount: 5,
    note: `Order ${index}`,
    at: wallClock(world.now() - index * MINUTE),
  }));
  return world;
}

const search = async (key: string, inputData: object): Promise<Readonly<Record<string, unknown>>[]> =>
  await perform(stepOf(key), { authData: AUTH, inputData });

describe('a search that finds hundreds', () => {
  it('passes on the best match, the newest entry', async () => {
    await busy();
    const found = await search('find_pay_in', { search: 'Order' });
    expect(handedOn(found)).toMatchObject({ recipient_note: 'Order 0' });
  });

  it('passes on the newest 100 as line items, each with every field, if the user chose that', async () => {
    await busy();
    const found = await search('find_pay_in', { search: 'Order' });
    expect(handedOn(found, true)).toEqual(found);
    const keys = stepOf('find_pay_in').operation.outputFields.map(({ key }) => key);
    for (const item of found) expect(Object.keys(item)).toEqual(expect.arrayContaining(keys));
    expect(new Set(found.map(({ recipient_note }) => recipient_note)).size).toBe(100);
  });

  it('passes on the link with the exact note, though a hundred others have it in theirs', async () => {
    const { account } = await startWorld();
    const id = linkOf(account, 'Order 1');
    for (let i = 0; i < 120; i++) linkOf(account, `Order 1${i}`);
    payLink(account, linkOf(account, 'Order 1'));
    const found = await search('find_payment_link', { search: 'Order 1' });
    expect(handedOn(found)).toMatchObject({ id, status: 'Unused' });
    expect(found).toHaveLength(100);
  });

  it('passes on nothing, and stops the Zap, if it finds nothing', async () => {
    await busy();
    const found = await search('find_pay_in', { search: 'nobody' });
    expect(handedOn(found)).toBeUndefined();
    expect(handedOn(found, true)).toBeUndefined();
  });
});
