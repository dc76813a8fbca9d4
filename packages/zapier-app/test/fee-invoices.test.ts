import { describe, expect, it } from '@jest/globals';
import { FEE_INVOICE_FIELDS } from '@secpaid/core';
import { wallClock } from '@secpaid/sandbox';
import { Engine } from './engine.ts';
import { DAY, failure, sentencesOf, startWorld, type World } from './support.ts';

/** The fees of a month are invoiced now; gives the invoice's id. */
function invoice({ account, now }: World, month: string): string {
  account.pay({ amount: 40, at: `${month}-12 10:00:00` });
  return account.invoices.issue(month, wallClock(now())).sf_id;
}

const ids = (entries: readonly { id: string }[]): string[] => entries.map(({ id }) => id);

describe('New Fee Invoice', () => {
  it('starts once for each invoice, and for none that was there', async () => {
    const world = await startWorld();
    invoice(world, '2026-04');
    const zap = new Engine((meta) => world.pollFeeInvoices(meta));
    await zap.turnOn();
    for (const month of ['2026-05', '2026-06', '2026-07']) {
      world.sleep(30 * DAY);
      const id = invoice(world, month);
      const started = await zap.turn();
      expect(ids(started)).toEqual([id]);
      expect(Object.keys(started[0] ?? {}).sort()).toEqual(FEE_INVOICE_FIELDS.map(({ key }) => key).sort());
      expect(await zap.turn()).toEqual([]);
    }
    expect(await world.pollFeeInvoices({ isLoadingSample: true })).toHaveLength(3);
  });
});

describe('the window', () => {
  it('is the last 30 days, a day more where it tells what is old', async () => {
    const world = await startWorld();
    const { account, now } = world;
    account.pay({ amount: 40, at: '2026-04-12 10:00:00' });
    account.invoices.issue('2026-04', wallClock(now() - 30.5 * DAY));
    const recent = invoice(world, '2026-05');
    expect(ids(await world.pollFeeInvoices())).toEqual([recent]);
    expect(await world.pollFeeInvoices({ isPopulatingDedupe: true })).toHaveLength(2);
  });
});

describe('Find Fee Invoice', () => {
  it('finds by month and by number, and nothing if there is none', async () => {
    const world = await startWorld();
    const [april] = [invoice(world, '2026-04'), invoice(world, '2026-05')];
    expect(await world.findFeeInvoices({ month: '2026-04' })).toMatchObject([{ id: april, vat: 0 }]);
    expect(await world.findFeeInvoices({ search: '202604-sf' })).toMatchObject([{ id: april }]);
    expect(await world.findFeeInvoices({ month: '2025-01' })).toEqual([]);
  });

  it('requires one of its fields, and a real month', async () => {
    const world = await startWorld();
    expect(sentencesOf(await failure(world.findFeeInvoices({})))).toContain('There is nothing to find by');
    const error = await failure(world.findFeeInvoices({ month: 'April' }));
    expect(sentencesOf(error)).toContain('Month must be a month written YYYY-MM, such as 2026-04');
  });
});
