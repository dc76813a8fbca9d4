import { checkedWallClock } from '../values/wall-clock.ts';
import { toCents, toWire, type Money } from '../values/money.ts';
import type { PayInRow } from './row.ts';

/** Which rows are meant: those alike in everything given, or those for which the function says so. */
export type Selector =
  | ((row: PayInRow) => boolean)
  | {
      readonly payId?: number | string | undefined;
      readonly at?: string | undefined;
      readonly amount?: Money | undefined;
    };

/** The selector as a condition on a row. */
export function selects(selector: Selector): (row: PayInRow) => boolean {
  if (typeof selector === 'function') return selector;
  const payId = selector.payId === undefined ? undefined : String(selector.payId);
  const at = selector.at === undefined ? undefined : checkedWallClock(selector.at);
  const amount = selector.amount === undefined ? undefined : toWire(toCents(selector.amount));
  return (row) =>
    (payId === undefined || row.pay_id === payId) &&
    (at === undefined || row.created_at === at) &&
    (amount === undefined || row.amount === amount);
}
