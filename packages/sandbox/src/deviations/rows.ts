import { hoursEarlier, instantOf } from '../values/wall-clock.ts';
import type { WireRow } from './deviation.ts';
import { choice, id, kind, optional, scalar, whole, type DeviationKind } from './setting.ts';

const places = ['its own', 'top', 'middle', 'end'] as const;

/** Lists that hold other rows than documented, or hold them in another order. Those above come first. */
export const rowDeviations = {
  'unreadable-row': kind(
    'A row is unreadable',
    {
      payId: id('Pay ID'),
      at: optional('Date, if several'),
      amount: optional('Amount, if several'),
      field: choice('Field', [
        'created_at',
        'amount',
        'pay_id',
        'payout_amount',
        'payout_id',
        'sf_id',
        'linktopay_id',
      ]),
      value: scalar('Value instead', null),
      place: choice('Place in the list', places),
    },
    ({ payId, at, amount, field, value, place }) => ({
      rows: (rows) => {
        const isMeant = (row: WireRow): boolean =>
          [row['pay_id'], row['payout_id'], row['linktopay_id']].includes(payId) &&
          (at === undefined || row['created_at'] === at) &&
          (amount === undefined || row['amount'] === amount || row['payout_amount'] === amount);
        const spoil = (row: WireRow): WireRow => ({ ...row, [field]: value });
        if (place === 'its own') return rows.map((row) => (isMeant(row) ? spoil(row) : row));
        const others = rows.filter((row) => !isMeant(row));
        const index = { top: 0, middle: Math.floor(others.length / 2), end: others.length }[place];
        return others.toSpliced(index, 0, ...rows.filter(isMeant).map(spoil));
      },
    }),
  ),

  'zone-moved': kind('All dates move by some hours', { hours: whole('Hours', -2, -14, 14) }, ({ hours }) => ({
    rows: (rows) => rows.map((row) => dated(row, (at) => hoursEarlier(at, -hours))),
  })),

  'listed-twice': kind(
    'Each row is listed twice',
    { transactionId: choice('transaction_id', ['none', 'equal', 'different']) },
    ({ transactionId }) => ({
      rows: (rows) =>
        rows.flatMap((row) => {
          const named = (id: string): WireRow => ({ ...row, transaction_id: id });
          const id = transactionOf(row);
          if (transactionId === 'none') return [row, row];
          return [named(id), named(transactionId === 'equal' ? id : `${id}2`)];
        }),
    }),
  ),

  'out-of-order': kind(
    'Rows are out of order by minutes',
    { minutes: whole('Minutes', 5, 1, 1440) },
    ({ minutes }) => ({
      // Reversed within each stretch of the clock, so that a new row moves no older one.
      rows: (rows) => stretches(rows, minutes * 60_000).flatMap((stretch) => stretch.toReversed()),
    }),
  ),

  ascending: kind('Rows are in ascending order', {}, () => ({ rows: (rows) => rows.toReversed() })),
} satisfies Record<string, DeviationKind>;

const wallClockForm = /^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** The row with its date changed, if it has one that can be read. A used link's is when it was paid. */
export function dated(row: WireRow, change: (date: string) => string): WireRow {
  const name = 'paid_on' in row ? 'paid_on' : 'created_at';
  const date = row[name];
  return isWallClock(date) ? { ...row, [name]: change(date) } : row;
}

function isWallClock(value: unknown): value is string {
  return typeof value === 'string' && wallClockForm.test(value);
}

/** The row's own transaction_id, or one in the documented form that is always the same for it. */
function transactionOf(row: WireRow): string {
  const own = row['transaction_id'];
  if (typeof own === 'string') return own;
  const digits = ['created_at', 'pay_id', 'amount'].map((name) =>
    JSON.stringify(row[name]).replaceAll(/\D/g, ''),
  );
  return `${digits.join('').slice(0, 8)}-pi-${digits.join('').slice(8)}`;
}

/** Neighbours of the same stretch of the clock, in milliseconds. A row without a date is a separate stretch. */
function stretches(rows: readonly WireRow[], length: number): WireRow[][] {
  const all: WireRow[][] = [];
  let current = NaN;
  for (const row of rows) {
    const at = row['created_at'];
    const stretch = isWallClock(at) ? Math.floor(instantOf(at) / length) : NaN;
    if (stretch === current) all.at(-1)?.push(row);
    else all.push([row]);
    current = stretch;
  }
  return all;
}
