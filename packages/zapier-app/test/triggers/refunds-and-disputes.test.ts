import { describe, expect, it } from '@jest/globals';
import { PAY_IN_FIELDS } from '@secpaid/core';
import { Engine } from '../engine.ts';
import { failure, MINUTE, sentencesOf, startWorld, type World } from '../support.ts';

/** A payment and what becomes of it. */
function all({ account }: World, note: string): void {
  const { pay_id } = account.pay({ amount: 40, note });
  account.refund(pay_id, { amount: 10 });
  account.dispute(pay_id, { amount: 20 });
  account.disputeRefund(pay_id, { amount: 20 });
}

const kinds = (entries: readonly { kind: string }[]): string[] => entries.map(({ kind }) => kind).sort();

describe.each([
  ['New Refund', 'pollRefunds', ['refund']],
  ['New Dispute', 'pollDisputes', ['dispute', 'dispute_refund']],
] as const)('%s', (_, poll, expected) => {
  it('starts once for each entry of its own kind, and for nothing that was there', async () => {
    const world = await startWorld();
    all(world, 'old');
    const zap = new Engine((meta) => world[poll]({}, meta));
    await zap.turnOn();
    expect(await zap.turn()).toEqual([]);
    all(world, 'new');
    const started = await zap.turn();
    expect(kinds(started)).toEqual(expected);
    for (const entry of started) {
      expect(entry.recipient_note).toBe('new');
      expect(Object.keys(entry).sort()).toEqual(PAY_IN_FIELDS.map(({ key }) => key).sort());
    }
    world.sleep(MINUTE);
    expect(await zap.turn()).toEqual([]);
  });

  it('can be narrowed by amount and note', async () => {
    const world = await startWorld();
    all(world, 'Order 1');
    all(world, 'Gift');
    expect(kinds(await world[poll]({ note_contains: 'order' }))).toEqual(expected);
    expect(await world[poll]({ min_amount: '20,01' })).toEqual([]);
    expect(await world[poll]({ max_amount: '9,99' })).toEqual([]);
    const error = await failure(world[poll]({ min_amount: 'much' }));
    expect(sentencesOf(error)).toContain('Minimum Amount must be an amount in euros');
  });

  it('shows samples only of its own kind', async () => {
    const world = await startWorld();
    for (let index = 0; index < 4; index++) all(world, `Order ${index}`);
    const samples = await world[poll]({}, { isLoadingSample: true });
    expect(samples).toHaveLength(3);
    expect(samples.every(({ kind }) => (expected as readonly string[]).includes(kind))).toBe(true);
  });
});
