/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests are not part of the package */
import '../no-waiting.ts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { type Sandbox, startSandbox } from '../../../sandbox/src/index.ts';
import { InstantTriggerInN8n } from '../instant/support.ts';
import { json } from '../package/description-support.ts';
import { idsOf, type Item, notesOf, TOKEN } from '../support.ts';
import { type StaticData, TriggerInN8n } from '../trigger/trigger-in-n8n.ts';

/*
 * stored.json is what the first package that users got (commit 737ebde) stored in n8n, run against the sandbox.
 * Never change it: installed triggers have stored the like.
 */

interface Stored {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly staticData: StaticData;
  /** The notes of what started the workflow. */
  readonly emitted: readonly string[];
  readonly payments: readonly { amount: number; note: string; at: string; payId: string }[];
  readonly payOuts: readonly { of: string; at: string }[];
}

const { triggers, instantTrigger, ids } = json('test/first-package/stored.json') as {
  triggers: Record<string, Stored>;
  instantTrigger: IDataObject;
  ids: string[];
};

/** Ten minutes after the first package armed its triggers. */
const NOW = Date.parse('2026-11-21T17:10:00Z');
let sandbox: Sandbox;

beforeEach(async () => {
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
  sandbox = await startSandbox({ token: TOKEN, rateLimit: false, clock: () => NOW });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await sandbox.close();
});

/** Today's trigger with the position that the first package stored, in the account that it watched. */
function updated(title: string, name = 'SecPaid Trigger'): TriggerInN8n {
  const stored = triggers[title];
  if (!stored) throw new Error(`Nothing was stored of a trigger ${title}.`);
  for (const payment of stored.payments) sandbox.account.pay(payment);
  for (const { of, at } of stored.payOuts) sandbox.account.payouts.payOut(of, at);
  const trigger = new TriggerInN8n(sandbox, stored.parameters);
  trigger.staticData = stored.staticData;
  trigger.name = name;
  return trigger;
}

/** What starts the workflow until nothing does any more. */
async function polledOut(trigger: TriggerInN8n): Promise<unknown[]> {
  const poll = trigger.start('init');
  const items: Item[] = [];
  for (let polled = await poll(); polled !== null; polled = await poll()) items.push(...polled);
  return notesOf(items) ?? [];
}

const payNew = (): unknown => sandbox.account.pay({ amount: 20, note: 'new', at: '2026-11-21 18:09:00' });

describe('a trigger of the first package', () => {
  it.each([
    ['that watched payments, refunds and pay-outs', []],
    ['in the middle of a backlog', ['backlog 3', 'backlog 4', 'backlog 5']],
    ['in the middle of a backfill', ['backfill 3', 'backfill 4', 'backfill 5']],
    ['whose last execution a durable cursor rolled back', ['rolled back']],
  ])('%s goes on where it was', async (title, left) => {
    const trigger = updated(title);
    payNew();
    expect(await polledOut(trigger)).toEqual([...left, 'new']);
    expect(trigger.warnings).toEqual([]);
  });

  it('continues under another name too', async () => {
    const trigger = updated('whose node was renamed', 'Money');
    payNew();
    expect(await polledOut(trigger)).toEqual(['new']);
  });

  it('starts nothing if nothing is new', async () => {
    expect(await polledOut(updated('that watched payments, refunds and pay-outs'))).toEqual([]);
  });
});

describe('an instant trigger of the first package', () => {
  it('does not start again for a payment that it started for', async () => {
    const trigger = await InstantTriggerInN8n.open(sandbox);
    try {
      trigger.stored = instantTrigger;
      sandbox.service.notifier.settings = { urls: [trigger.url] };
      sandbox.account.pay({ amount: 20, note: 'emitted', at: '2026-11-21 17:59:00' });
      sandbox.account.pay({ amount: 20, note: 'new', at: '2026-11-21 18:09:00' });
      await sandbox.deliveries.settled();
      await trigger.settled();
      expect(notesOf(trigger.items)).toEqual(['new']);
    } finally {
      await trigger.close();
    }
  });
});

it('the ids of entries stay as they were', async () => {
  const { account } = sandbox;
  account.pay({ amount: 20, at: '2026-11-21 17:59:00' });
  const paid = account.pay({ amount: 42.5, at: '2026-11-20 10:00:00' });
  account.payTwin(paid);
  account.refund(paid.pay_id, { at: '2026-11-20 11:00:00' });
  account.dispute(paid.pay_id, { amount: 5, at: '2026-11-20 12:00:00' });
  account.disputeRefund(paid.pay_id, { amount: 5, at: '2026-11-20 13:00:00' });
  account.payPersonalQr({ amount: 1.1, at: '2026-11-20 14:00:00' });
  account.payouts.payOut('2026-11-20', '2026-11-21 09:00:00');
  const trigger = new TriggerInN8n(sandbox, {
    events: ['payment', 'refund', 'dispute', 'payout'],
    startFrom: 'backfill',
    backfillDays: 7,
  });
  expect(idsOf(await trigger.start()())?.sort()).toEqual(ids.toSorted());
});
