import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isReadable, type PayIn, poll } from '../../src/index.ts';
import { confirm } from '../../src/payment-endpoint.ts';
import { actions, perform } from './actions.ts';
import { Oracle } from './oracle.ts';
import { World } from './world.ts';

/** What may be told of twins: their order is unstated, so which of them carries which ordinal is too. */
const told = ({ id, pay_id, created_at, amount }: PayIn): string =>
  [id, pay_id, created_at, amount].join(' ');

it('an entry has the same id by a confirmed call as by New Pay-In, whatever happened to the account', async () => {
  await fc.assert(
    fc.asyncProperty(actions(50, 60), async (list) => {
      const world = new World(poll);
      await world.poll();
      const oracle = new Oracle(world);
      for (const action of list) await perform(action, world, oracle);
      world.service.before = undefined;
      await world.settle();
      const polled = new Set(world.emitted.map(({ id, row }) => `${id} ${row.payId} ${row.amount}`));
      const payIds = new Set(world.account.rows().map(({ pay_id }) => pay_id));
      const listed = new Set((await world.client.payIns.list({})).filter(isReadable).map(told));
      let confirmed = 0;
      for (const payId of payIds) {
        for (const entry of await confirm(world.client.payIns, new Set([payId]))) {
          confirmed++;
          expect(polled).toContain(`${entry.id} ${entry.pay_id} ${entry.amount}`);
          expect(listed).toContain(told(entry));
        }
      }
      expect(confirmed).toBe(world.account.rows().length);
      const together = await confirm(world.client.payIns, payIds);
      for (const entry of together) expect(listed).toContain(told(entry));
      expect(together).toHaveLength(confirmed);
    }),
    { numRuns: 100 },
  );
}, 120_000);
