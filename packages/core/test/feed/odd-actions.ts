import fc from 'fast-check';
import { type DeviationName, wallClock } from '../../../sandbox/src/index.ts';
import { FAILED, keyOf, PENDING } from './list-form.ts';
import { isWithinLookback, type Oracle } from './oracle.ts';
import { isFlipped } from './refund-groups.ts';
import type { World } from './world.ts';

const DAY = 24 * 3_600_000;

/** What is not as documented, by kind: a history has a few kinds of it. */
export type Oddity = keyof typeof oddities;

/** Something that is not as documented, as plain data. */
export type OddAction =
  | { readonly do: Picking; readonly pick: number }
  | { readonly do: 'spoil'; readonly pick: number; readonly spoil: number; readonly place: string }
  | { readonly do: 'flip'; readonly pick: number; readonly kind: 'refund' | 'dispute'; readonly as: string }
  | {
      readonly do: 'form';
      readonly name: DeviationName;
      readonly values: Readonly<Record<string, unknown>> | undefined;
    };

const pick = fc.nat({ max: 9999 });
type Picking = 'switch' | 'mend' | 'rotate' | 'publish' | 'pending' | 'fail' | 'settleStatus';
const picking = (...names: readonly Picking[]): fc.Arbitrary<OddAction> =>
  fc.record({ do: fc.constantFrom(...names), pick });

/** The list is written in one of some ways, or as documented again. */
const form = (
  name: DeviationName,
  ...values: readonly Readonly<Record<string, unknown>>[]
): fc.Arbitrary<OddAction> =>
  fc.record({
    do: fc.constant('form'),
    name: fc.constant(name),
    values: fc.constantFrom(...values, undefined),
  });

const as = (...words: readonly string[]): { readonly as: string }[] => words.map((word) => ({ as: word }));

const SPOILT = [
  ['amount', null],
  ['amount', ''],
  ['amount', '1,234'],
  ['pay_id', null],
  ['created_at', null],
  ['created_at', '0000-00-00 00:00:00'],
] as const;

const FLIPPED = {
  refund: { flag: { is_refund: 'true' }, status: { status: 'Refunded' } },
  dispute: { flag: { is_dispute: 'true' }, status: { status: 'Disputed' } },
};

export const oddities = {
  account: picking('switch'),
  token: picking('rotate'),
  unreadable: fc.oneof(
    fc.record({
      do: fc.constant('spoil'),
      pick,
      spoil: fc.nat(SPOILT.length - 1),
      place: fc.constantFrom('its own', 'its own', 'top', 'end'),
    }),
    picking('mend'),
  ),
  cap: form('limit-capped', ...[100, 200, 500, 40].map((limit) => ({ limit })), {
    limit: 100,
    pages: 'the asked limit',
  }),
  zone: fc.oneof(form('zone-moved', ...[-2, -1, 1, 2].map((hours) => ({ hours }))), picking('publish')),
  cents: fc.oneof(form('amount-spelled', ...as('cents')), picking('publish')),
  twice: fc.oneof(
    form('listed-twice', { transactionId: 'none' }, { transactionId: 'different' }),
    picking('publish'),
  ),
  status: picking('pending', 'pending', 'fail', 'settleStatus', 'settleStatus'),
  inPlace: fc.record({
    do: fc.constant('flip'),
    pick,
    kind: fc.constantFrom('refund', 'dispute'),
    as: fc.constantFrom('flag', 'status', 'row', 'both'),
  }),
  spelling: fc.oneof(
    form('pay-id-spelled', ...as('leading zero', 'blanks', 'number')),
    form('amount-spelled', ...as('100', '100.0', '1,234.56', '.50', 'number')),
    form('date-spelled', ...as('UTC', 'offset', 'fraction', 'UTC and fraction', 'T')),
    form('listed-twice', { transactionId: 'equal' }),
    form('envelope-spelled', { code: 'text', result: 'true' }, { code: 'number', result: 'boolean' }),
    form('bom', {}),
  ),
  order: fc.oneof(form('out-of-order', { minutes: 5 }, { minutes: 60 }), form('ascending', {})),
} satisfies Record<string, fc.Arbitrary<OddAction>>;

export const isOddity = (name: string): name is Oddity => Object.hasOwn(oddities, name);

/** All kinds of oddities. */
export const ODDITIES = Object.keys(oddities).filter(isOddity);

/** Does it, and tells the oracle. */
export function deviate(action: OddAction, world: World, oracle: Oracle): void {
  const { account, form: list } = world;
  const rows = account.rows();
  const chosen = 'pick' in action ? rows[action.pick % Math.max(1, rows.length)] : undefined;
  const amount = 'pick' in action ? ((action.pick % 500) + 1) / 100 : 1;
  switch (action.do) {
    case 'switch': {
      world.switchAccount(action.pick);
      if (world.account.rows().length > 0) break;
      const count = [0, 3, 20, 60][action.pick % 4] ?? 0;
      world.account.addMany(count, (index) => ({
        amount: index + 1,
        at: wallClock(world.serverNow - (index / count) * 25 * DAY),
      }));
      break;
    }
    case 'rotate':
      world.rotate();
      break;
    case 'publish':
      world.publish();
      break;
    case 'spoil': {
      const [field, value] = SPOILT[action.spoil] ?? SPOILT[0];
      const isSpoilt = chosen && list.spoiled.some(({ row }) => keyOf(row) === keyOf(chosen));
      const alike = rows.filter((row) => chosen && keyOf(row) === keyOf(chosen)).length;
      // Three that cannot be read may be all of a small list, and then it has another format.
      if (!chosen || isSpoilt || alike > 1 || list.spoiled.length > 1) break;
      list.spoil(chosen, field, value, field === 'created_at' ? action.place : 'its own');
      const text = list.spoiled.at(-1)?.text;
      if (text !== undefined) oracle.spoiled(chosen, text);
      break;
    }
    case 'mend':
      list.mend();
      break;
    case 'pending':
      account.pay({ amount, status: PENDING[action.pick % 2] ?? 'Pending' });
      break;
    case 'fail':
      account.pay({ amount, status: FAILED[action.pick % 2] ?? 'Failed' });
      break;
    case 'settleStatus': {
      const waiting = rows.filter(({ status }) => PENDING.includes(status));
      const one = waiting[action.pick % Math.max(1, waiting.length)];
      const status = ['Success', 'Success', 'Completed', ...FAILED][action.pick % 5] ?? 'Success';
      account.change((row) => row === one, { status });
      break;
    }
    case 'flip': {
      const { kind } = action;
      const payments = rows.filter(
        (row) =>
          list.isEntry(row) &&
          row.transaction_type === 'Basic' &&
          isWithinLookback(row.created_at, world) &&
          !isFlipped(row, kind),
      );
      const payment = payments[action.pick % Math.max(1, payments.length)];
      // Of twins nobody can tell which one it is.
      if (!payment || rows.filter((row) => keyOf(row) === keyOf(payment)).length > 1) break;
      // A refund and a dispute of one second and amount are twins: nobody can tell which of them is new.
      world.wait(1000);
      if (action.as === 'row') account[kind](payment.pay_id);
      else if (action.as === 'both') account[kind](payment.pay_id, { as: 'both' });
      else account.change((row) => row === payment, FLIPPED[kind][action.as === 'flag' ? 'flag' : 'status']);
      world.wait(1000);
      break;
    }
    case 'form':
      list.set(action.name, action.values);
      if (!action.name.startsWith('limit')) oracle.spelled();
      break;
  }
}
