import fc from 'fast-check';
import { wallClock } from '../../../sandbox/src/index.ts';
import { keyOf } from './list-form.ts';
import { isWithinLookback, type Oracle } from './oracle.ts';
import type { World } from './world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Something that happens to the account, to the network or to the connector. Plain data, so that a run can be shown. */
export type Action =
  | {
      readonly do: 'pay' | 'oldLink' | 'qr' | 'refundOld' | 'dispute' | 'late' | 'ahead';
      readonly pick: number;
    }
  | { readonly do: 'tie' | 'twin' | 'refund' | 'status' | 'delete'; readonly pick: number }
  | { readonly do: 'burst'; readonly size: number; readonly hours: number }
  | { readonly do: 'paging'; readonly deletes: boolean; readonly pick: number }
  | { readonly do: 'fault'; readonly fault: number; readonly page: number }
  | { readonly do: 'serverClock' | 'pollerClock'; readonly hours: number }
  | { readonly do: 'wait'; readonly minutes: number }
  | { readonly do: 'poll'; readonly crash: 'before commit' | 'after commit' | undefined }
  | { readonly do: 'restart' };

const pick = fc.nat({ max: 9999 });
const picking = (
  ...names: readonly ('pay' | 'oldLink' | 'qr' | 'late' | 'tie' | 'twin' | 'refund')[]
): fc.Arbitrary<Action> => fc.record({ do: fc.constantFrom(...names), pick });

/** Many entries within up to 60 hours. */
export const burst = (min: number, max: number, hours = 0): fc.Arbitrary<Action> =>
  fc.record({
    do: fc.constant('burst'),
    size: fc.integer({ min, max }),
    hours: fc.integer({ min: hours, max: 60 }),
  });

/** Up to `most` actions; a burst is rare and of at most `largest` entries within `hours` because it makes a run slow. */
export const actions = (most: number, largest = 400, hours = 0): fc.Arbitrary<Action[]> =>
  fc.array(
    fc.oneof(
      { weight: 12, arbitrary: picking('pay', 'oldLink', 'qr', 'late', 'tie', 'twin', 'refund') },
      { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('refundOld', 'dispute', 'ahead'), pick }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('status', 'delete'), pick }) },
      { weight: 1, arbitrary: burst(30, largest, hours) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('paging'), deletes: fc.boolean(), pick }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('fault'),
          fault: fc.nat(FAULTS.length - 1),
          page: fc.integer({ min: 1, max: 3 }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          do: fc.constantFrom('serverClock', 'pollerClock'),
          hours: fc.constantFrom(-1, 1),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          do: fc.constant('wait'),
          minutes: fc.constantFrom(1, 30, 90, 3 * 24 * 60, 12 * 24 * 60),
        }),
      },
      { weight: 10, arbitrary: fc.record({ do: fc.constant('poll'), crash: fc.constant(undefined) }) },
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('poll'),
          crash: fc.constantFrom('before commit', 'after commit'),
        }),
      },
      { weight: 1, arbitrary: fc.record({ do: fc.constant('restart') }) },
    ),
    { maxLength: most, size: 'max' },
  );

const FAULTS = ['429', '500', '503', '401', 'html', 'cut-off', 'no-list', 'drop'] as const;

/** Does it, and tells the oracle. */
export async function perform(action: Action, world: World, oracle: Oracle): Promise<void> {
  if (action.do === 'poll') await oracle.poll(action.crash);
  else happen(action, world);
  if (action.do === 'pollerClock') oracle.clockJumped(action.hours);
  if (action.do !== 'wait' && action.do !== 'restart') oracle.observe();
}

function happen(action: Exclude<Action, { do: 'poll' }>, world: World): void {
  const { account } = world;
  const rows = account.rows();
  const chosen = 'pick' in action ? rows[action.pick % Math.max(1, rows.length)] : undefined;
  const cents = 'pick' in action ? (action.pick % 500) + 1 : 1;
  const amount = cents / 100;
  const paid = rows.find((row) => row.pay_id === chosen?.pay_id && Number(row.amount) > 0);
  const back = Math.min(
    amount,
    ...rows.filter((row) => row.pay_id === paid?.pay_id).map((row) => Math.abs(Number(row.amount))),
  );
  switch (action.do) {
    case 'pay':
      account.pay({ amount });
      break;
    case 'oldLink':
      account.pay({ amount, payId: world.link(1000 + (action.pick % 50)) });
      break;
    case 'qr':
      account.payPersonalQr({ amount, payId: world.link(500) });
      break;
    case 'late':
      account.lateBankTransfer({
        amount,
        at: wallClock(world.serverNow - (action.pick / 10_000) * 20 * DAY),
      });
      break;
    case 'ahead':
      account.pay({
        amount,
        at: wallClock(world.serverNow + (action.pick % 2 ? action.pick % 48 : action.pick * 72) * HOUR),
      });
      break;
    case 'tie':
      if (chosen && isWithinLookback(chosen.created_at, world))
        account.pay({ amount, at: chosen.created_at });
      break;
    case 'twin':
      if (chosen && isWithinLookback(chosen.created_at, world)) account.payTwin(chosen);
      break;
    case 'refund':
      if (paid) account.refund(paid.pay_id, { amount: back });
      break;
    case 'refundOld':
      if (paid && isWithinLookback(paid.created_at, world)) {
        account.refund(paid.pay_id, { amount: back, at: paid.created_at });
      }
      break;
    case 'dispute':
      // One of the same second and amount as a refund is its twin: nobody can tell which of them is new.
      world.wait(1000);
      if (paid) account.dispute(paid.pay_id, { amount: back });
      world.wait(1000);
      break;
    case 'status':
      if (chosen) account.setPayoutStatus({ payId: chosen.pay_id }, 'Approved');
      break;
    case 'delete':
      if (chosen) account.remove((row) => keyOf(row) === keyOf(chosen), 1);
      break;
    case 'burst':
      account.addMany(action.size, (index) => ({
        amount: (index % 700) / 100 + 1,
        at: wallClock(world.serverNow - (index / action.size) * action.hours * HOUR),
      }));
      break;
    case 'paging':
      world.service.before = (request) => {
        if (request.number % 2 === 1) return;
        world.service.before = undefined;
        if (!action.deletes) account.addMany(3, () => ({ amount }));
        else if (chosen) account.remove((row) => keyOf(row) === keyOf(chosen), 1);
      };
      break;
    case 'fault':
      world.service.faults.add({ kind: FAULTS[action.fault] ?? 'drop', onPage: action.page });
      break;
    case 'serverClock':
      world.serverNow += action.hours * HOUR;
      break;
    case 'pollerClock':
      world.pollerNow += action.hours * HOUR;
      break;
    case 'wait':
      world.wait(action.minutes * 60_000);
      break;
    case 'restart':
      world.restart();
      break;
  }
}
