import { expect, it } from '@jest/globals';
import { wallClock } from '@secpaid/sandbox';
import fc from 'fast-check';
import { Engine } from './engine.ts';
import { DAY, MINUTE, startWorld, type World } from './support.ts';

type Step =
  | {
      do:
        | 'pay'
        | 'pay an old link'
        | 'refund'
        | 'dispute'
        | 'personal qr'
        | 'twin'
        | 'change'
        | 'fault'
        | 'poll';
    }
  | { do: 'late'; days: number }
  | { do: 'burst'; count: number }
  | { do: 'sleep'; minutes: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ do: 'poll' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'pay' as const,
        'pay an old link' as const,
        'refund' as const,
        'dispute' as const,
        'personal qr' as const,
        'twin' as const,
        'change' as const,
        'fault' as const,
      ),
    }),
  },
  fc.record({ do: fc.constant('late' as const), days: fc.integer({ min: 0, max: 28 }) }),
  fc.record({ do: fc.constant('burst' as const), count: fc.integer({ min: 2, max: 150 }) }),
  fc.record({ do: fc.constant('sleep' as const), minutes: fc.integer({ min: 1, max: 24 * 60 }) }),
);

/** Does one step to the account. */
function happen({ account, now, sleep, sandbox }: World, old: string[], action: Step): void {
  const [newest] = account.rows();
  switch (action.do) {
    case 'pay':
      account.pay({ amount: 10 });
      break;
    case 'pay an old link':
      account.pay({ amount: 10, payId: old.pop() });
      break;
    case 'refund':
      if (newest && !newest.amount.startsWith('-')) account.refund(newest.pay_id);
      break;
    case 'dispute':
      if (newest && !newest.amount.startsWith('-')) account.dispute(newest.pay_id);
      break;
    case 'personal qr':
      account.payPersonalQr({ amount: 10 });
      break;
    case 'twin':
      if (newest) account.payTwin(newest);
      break;
    case 'change':
      account.change(() => true, { payout_status: 'Approved', net_amount: '0.01' });
      break;
    case 'late':
      account.lateBankTransfer({ amount: 10, at: wallClock(now() - action.days * DAY) });
      break;
    case 'burst':
      account.addMany(action.count, () => ({ amount: 10 }));
      break;
    case 'fault':
      sandbox.faults.add({ kind: '503' });
      break;
    case 'sleep':
      sleep(action.minutes * MINUTE);
      break;
    case 'poll':
      break;
  }
}

it('whatever happens, each entry since switching on starts the Zap once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
      const world = await startWorld();
      const { account, sandbox, now } = world;
      const old = Array.from({ length: 30 }, () => account.createLink());
      account.addMany(20, (index) => ({ amount: 10, at: wallClock(now() - index * 3 * DAY) }));
      const engine = new Engine((meta) => world.poll({ events: ['payment', 'refund', 'dispute'] }, meta));
      await engine.turnOn();
      const before = account.rows().length;
      for (const action of steps) {
        happen(world, old, action);
        // A fault may meet it; a poll that fails is one that did not take place.
        if (action.do === 'poll') await engine.turn().catch(() => undefined);
      }
      sandbox.faults.clear();
      await engine.turn();
      engine.release();
      expect(engine.started).toHaveLength(account.rows().length - before);
      expect(new Set(engine.started.map(({ id }) => id)).size).toBe(engine.started.length);
    }),
    { numRuns: 60 },
  );
});
