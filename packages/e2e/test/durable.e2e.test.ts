import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { waitFor } from '../src/system/wait-for.ts';
import { paymentToTable } from '../src/workflows/workflows.ts';
import { watchPayments } from './faults-support.ts';
import { listScenes, pauseScene } from './list-scenes.ts';
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

describe('New Pay-In with durable cursors', () => {
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

describe('a failure with durable cursors', () => {
  const watched = (): ReturnType<typeof watchPayments> => watchPayments(shop, 'paymentToTable01');

  it('shows at each poll, and n8n waits as long as SecPaid asks, then longer and longer', async () => {
    const { faults, requests } = shop.sandbox;
    const [before, asked] = [watched().failures().length, requests.length];
    faults.add({ kind: '429', retryAfter: 8 });
    faults.add({ kind: '503' });
    shop.sandbox.account.pay({ amount: 4, note: 'in the outage' });
    await waitFor('the payment', () => notes().includes('in the outage'));

    const polls = shop.sandbox.requests.slice(asked);
    expect(polls.slice(0, 3).map(({ status }) => status)).toEqual([429, 503, 200]);
    const [first = 0, second = 0, third = 0] = polls.map(({ time }) => Date.parse(time));
    expect(second - first).toBeGreaterThanOrEqual(8_000);
    expect(third - second).toBeGreaterThanOrEqual(8_000);
    expect(watched().failures().slice(before)).toEqual([
      expect.stringMatching(/^SecPaid’s limit of 60 requests a minute is used up\./),
      expect.stringMatching(/^SecPaid cannot answer at the moment.* 2 polls have failed in a row since/),
    ]);
  });

  it('of the token shows once, and the poll after the token was repaired continues', async () => {
    const { service } = shop.sandbox;
    const before = watched().failures().length;
    const { token } = service;
    service.token = 'another';
    await waitFor('a failed execution', () => watched().failures().length > before);
    shop.sandbox.account.pay({ amount: 5, note: 'while the token is refused' });
    await twoMorePolls();
    await twoMorePolls();
    expect(watched().failures().slice(before)).toEqual([
      expect.stringMatching(/^SecPaid refused the API token\./),
    ]);

    service.token = token;
    const asked = shop.sandbox.requests.length;
    await waitFor('the payment', () => notes().includes('while the token is refused'));
    expect(shop.sandbox.requests[asked]?.status).toBe(200);
    expect(notes()).toEqual(['one', 'two', 'three', 'in the outage', 'while the token is refused']);
  });
});

describe('a trigger that starts from now at each publishing with durable cursors', () => {
  pauseScene(() => shop, 'eachPublish');
});

describe('a list that is not as documented with durable cursors', () => {
  listScenes(() => shop, 'paymentToTable01');
});
