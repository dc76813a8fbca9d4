import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cpSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isRecord, valueAt } from '../src/system/shape.ts';
import { waitFor } from '../src/system/wait-for.ts';
import { chain } from '../src/workflows/types.ts';
import { paymentToTable } from '../src/workflows/workflows.ts';
import { TRIGGER, watchPayments } from './faults-support.ts';
import { openShop, type Shop } from './support.ts';

const WORKFLOW = 'positionOfTrigger';

let n8n: Shop['n8n'];
let shop: Shop;
let payments: ReturnType<typeof watchPayments>;

beforeAll(async () => {
  shop = await openShop();
  ({ n8n } = shop);
  payments = watchPayments(shop, WORKFLOW);
  const { nodes } = paymentToTable({ secPaidCredential: shop.secPaid });
  await shop.open(chain(WORKFLOW, 'Listening', nodes.slice(0, 1)));
});

afterAll(() => shop.close());

describe('payments are each handed to exactly one execution', () => {
  it('after the database was restored from an older copy, as far as the restored n8n knows', async () => {
    await n8n.stop();
    const copy = `${n8n.home.folder}/copy.sqlite`;
    // The file by itself is no copy: what n8n wrote last may stand in the write-ahead log beside it.
    const database = new DatabaseSync(n8n.home.database);
    database.exec(`vacuum into '${copy}'`);
    database.close();
    await n8n.start();
    payments.pay('after the copy was made');
    await waitFor('the payment', () => payments.emitted().includes('after the copy was made'));
    await n8n.kill();
    for (const suffix of ['-wal', '-shm']) rmSync(`${n8n.home.database}${suffix}`, { force: true });
    cpSync(copy, n8n.home.database);
    expect(payments.emitted()).not.toContain('after the copy was made');
    await n8n.start();
    await payments.eachOnce();
  });
});

describe('a stored position that this version cannot read', () => {
  const position = (): unknown => valueAt(n8n.staticData(WORKFLOW), `node:${TRIGGER}`, 'state');

  /** As a package of another age would have left it. */
  function store(change: (state: Record<string, unknown>) => unknown): void {
    const all = n8n.staticData(WORKFLOW);
    const state = position();
    if (!isRecord(all) || !isRecord(state)) throw new Error('Expected a stored position.');
    const database = new DatabaseSync(n8n.home.database);
    database
      .prepare('update workflow_entity set staticData = ? where id = ?')
      .run(JSON.stringify({ ...all, [`node:${TRIGGER}`]: { state: change(state) } }), WORKFLOW);
    database.close();
  }

  it('starts nothing afresh and says what to do; with a version that can read it nothing was lost', async () => {
    await n8n.stop();
    const state = position();
    store((current) => ({ ...current, version: 99 }));
    payments.pay('while the position was unreadable');
    const before = payments.failures().length;
    await n8n.start();
    await payments.failed(
      /written by a newer version of this connector.*Update the SecPaid connector/s,
      before,
    );
    expect(payments.emitted()).not.toContain('while the position was unreadable');
    await n8n.stop();
    store(() => state);
    await n8n.start();
    await payments.eachOnce();
  });

  it('is not taken for a fresh start when its format is older than any that was released', async () => {
    await n8n.stop();
    const state = position();
    store(() => ({ version: 0, lastId: 99 }));
    payments.pay('while the position was too old');
    const before = payments.failures().length;
    await n8n.start();
    await payments.failed(/saved position of New Pay-In cannot be read/, before);
    await n8n.stop();
    store(() => state);
    await n8n.start();
    await payments.eachOnce();
  });
});
