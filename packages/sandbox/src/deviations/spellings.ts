import { instantOf, offsetText } from '../values/wall-clock.ts';
import type { WireRow } from './deviation.ts';
import { dated } from './rows.ts';
import { choice, kind, type DeviationKind } from './setting.ts';

/** The same values, written in another way than documented. */
export const spellingDeviations = {
  'pay-id-spelled': kind(
    'pay_id is written in another form',
    { as: choice('Written', ['leading zero', 'blanks', 'number']) },
    ({ as }) => ({ row: each(['pay_id', 'payout_id', 'linktopay_id'], payIdSpellings[as]) }),
  ),

  'amount-spelled': kind(
    'Amounts are written in another form',
    { as: choice('Written', ['100', '100.0', '1,234.56', '.50', 'number', 'cents']) },
    ({ as }) => ({ row: each(amountFields, amountSpellings[as], as === 'cents') }),
  ),

  'date-spelled': kind(
    'created_at is written in another form',
    { as: choice('Written', ['wall clock and Z', 'UTC', 'offset', 'fraction', 'UTC and fraction', 'T']) },
    ({ as }) => ({ row: (row) => dated(row, dateSpellings[as]) }),
  ),
} satisfies Record<string, DeviationKind>;

const amountFields = ['amount', 'net_amount', 'service_fee', 'service_fee_psp', 'payout_amount'];

const payIdSpellings = {
  'leading zero': (id: string): unknown => `0${id}`,
  blanks: (id: string): unknown => ` ${id} `,
  number: (id: string): unknown => Number(id),
};

const amountSpellings = {
  '100': (amount: string): unknown => String(Number(amount)),
  '100.0': (amount: string): unknown => amount.replace(/0$/, ''),
  '1,234.56': (amount: string): unknown => amount.replaceAll(/\B(?=(\d{3})+\.)/g, ','),
  '.50': (amount: string): unknown => amount.replace(/^(-?)0\./, '$1.'),
  number: (amount: string): unknown => Number(amount),
  cents: (amount: string): unknown => String(Math.round(Number(amount) * 100)),
};

const dateSpellings = {
  'wall clock and Z': (at: string) => `${at.replace(' ', 'T')}Z`,
  UTC: (at: string) => new Date(instantOf(at)).toISOString().replace('.000', ''),
  offset: (at: string) => `${at.replace(' ', 'T')}${offsetText(instantOf(at))}`,
  fraction: (at: string) => `${at}.000000`,
  'UTC and fraction': (at: string) => new Date(instantOf(at)).toISOString().replace('Z', '000Z'),
  T: (at: string) => at.replace(' ', 'T'),
};

/** Rewrites some fields if they hold a text. Numbers stay, except where their value becomes another. */
function each(
  names: readonly string[],
  spell: (text: string) => unknown,
  withNumbers = false,
): (row: WireRow) => WireRow {
  return (row) => {
    const written = names.flatMap((name) => {
      const value = row[name];
      if (typeof value === 'number' && withNumbers) return [[name, Number(spell(String(value)))] as const];
      return typeof value === 'string' && value !== '' ? [[name, spell(value)] as const] : [];
    });
    return { ...row, ...Object.fromEntries(written) };
  };
}
