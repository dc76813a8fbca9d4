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
const OLDER = 'positionOfOlder';

let n8n: Shop['n8n'];
let shop: Shop;
let payments: ReturnType<typeof watchPayments>;

beforeAll(async () => {
  shop = await openShop();
  ({ n8n } = shop);
  payments = watchPayments(shop, WORKFLOW);
  const { nodes } = paymentToTable({ secPaidCredential: shop.secPaid });
  await shop.open(...[WORKFLOW, OLDER].map((id) => chain(id, id, nodes.slice(0, 1))));
});

afterAll(() => shop.close());

describe('payments each go to exactly one execution', () => {
  it('after the database was restored from an older copy, as far as the restored n8n knows', async () => {
    await n8n.stop();
    const copy = `${n8n.home.folder}/copy.sqlite`;
    // The file by itself is no copy: what n8n wrote last may be in the write-ahead log beside it.
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
  const position = (workflow: string): unknown =>
    valueAt(n8n.staticData(workflow), `node:${TRIGGER}`, 'state');

  /** As another version of the package would have left it. */
  function store(workflow: string, state: unknown): void {
    const all = n8n.staticData(workflow);
    if (!isRecord(all)) throw new Error('Expected a stored position.');
    const database = new DatabaseSync(n8n.home.database);
    database
      .prepare('update workflow_entity set staticData = ? where id = ?')
      .run(JSON.stringify({ ...all, [`node:${TRIGGER}`]: { state } }), workflow);
    database.close();
  }

  it('starts nothing and says what to do; with a version that can read it nothing was lost', async () => {
    const older = watchPayments(shop, OLDER);
    await n8n.stop();
    const states = [position(WORKFLOW), position(OLDER)];
    store(WORKFLOW, { ...(isRecord(states[0]) ? states[0] : {}), version: 99 });
    // Older than any that was released.
    store(OLDER, { version: 0, lastId: 99 });
    payments.pay('while the position was unreadable');
    const before = [payments.failures().length, older.failures().length] as const;
    await n8n.start();
    await payments.failed(
      /written by a newer version of this connector.*Update the SecPaid connector/s,
      before[0],
    );
    await older.failed(/saved position of New Pay-In cannot be read/, before[1]);
    for (const id of [WORKFLOW, OLDER])
      expect(payments.emitted(id)).not.toContain('while the position was unreadable');
    await n8n.stop();
    store(WORKFLOW, states[0]);
    store(OLDER, states[1]);
    await n8n.start();
    const both = [WORKFLOW, OLDER];
    const isWhole = (id: string) => payments.emitted(id).length >= payments.paid.length;
    await waitFor('every payment in both workflows', () => both.every(isWhole));
    await payments.polls(2 * both.length);
    for (const id of both) expect(payments.emitted(id).sort()).toEqual([...payments.paid].sort());
  });
});
