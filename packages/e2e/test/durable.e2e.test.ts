import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '../src/system/wait-for.ts';
import { paymentToTable } from '../src/workflows/workflows.ts';
import { listScenes } from './list-scenes.ts';
import { openShop, type Shop } from './support.ts';

jest.setTimeout(300_000);

let shop: Shop;

const notes = (): unknown[] => shop.n8n.tableRows(shop.table).map((row) => row['recipient_note']);

async function twoMorePolls(): Promise<void> {
  const asked = shop.sandbox.requests.length;
  await waitFor('two more polls', () => shop.sandbox.requests.length >= asked + 2);
}

beforeAll(async () => {
  shop = await openShop({
    N8N_SCHEDULER_ENABLED: 'true',
    N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
    N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
  });
  await shop.open(
    paymentToTable({
      secPaidCredential: shop.secPaid,
      table: shop.table,
      trigger: { startFrom: 'backfill', backfillDays: 30 },
    }),
  );
});

afterAll(() => shop.close());

describe('New Pay-In where n8n keeps cursors durably', () => {
  it('emits each payment once', async () => {
    shop.sandbox.account.pay({ amount: 1, note: 'one' });
    await waitFor('the first row', () => notes().includes('one'));
    shop.sandbox.account.pay({ amount: 2, note: 'two' });
    await waitFor('the second row', () => notes().includes('two'));
    await twoMorePolls();
    expect(notes()).toEqual(['one', 'two']);
  });

  it('keeps its position in n8n’s table of pollers', () => {
    expect(shop.n8n.pollerStates()).toEqual([expect.stringContaining('watermark')]);
  });

  it('repeats and loses nothing over a kill and a restart', async () => {
    await shop.n8n.kill();
    shop.sandbox.account.pay({ amount: 3, note: 'three' });
    await shop.n8n.start();
    await waitFor('the third row', () => notes().includes('three'));
    await twoMorePolls();
    expect(notes()).toEqual(['one', 'two', 'three']);
  });
});

describe('a list that is not as documented, where n8n keeps cursors durably', () => {
  listScenes(() => shop, 'paymentToTable01');
});
