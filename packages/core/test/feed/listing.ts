import type { Plan } from '../../src/feed/plan.ts';
import { endOf, type Slice, startOf } from '../../src/pages.ts';
import type { Row } from '../../src/pay-in.ts';
import { type Numbered, numberTwins } from '../../src/row.ts';
import { june } from '../support.ts';

/** One row, so many seconds before midnight of 1 June 2026. */
export function rowAt(secondsAgo: number, payId = String(secondsAgo)): Row {
  const createdAt = june(-secondsAgo);
  return { payId, createdAt, amount: 1, key: `${payId}_${createdAt}_1`, raw: { n: payId } };
}

/** So many rows, newest first, a second apart; the first one is 0 seconds old unless told. */
export const listOf = (count: number, first = 0): Row[] =>
  Array.from({ length: count }, (_, index) => rowAt(first + index));

/** The same rows as the feed names them. */
export const numbered = (...rows: readonly Row[]): Numbered<Row>[] => numberTwins(rows);

/** How long ago rows were created, in seconds, as listed. */
export const secondsAgo = (rows: readonly Numbered<Row>[]): number[] =>
  rows.map(({ row }) => (Date.parse('2026-06-01T00:00:00Z') - Date.parse(`${row.createdAt}Z`)) / 1000);

/**
 * Answers a plan from a list, at most `budget` times; `between` changes the list after a request (its number told).
 * A plan that goes on once nothing more is answered would never end, so it fails.
 */
export function carriedOut<Result>(
  plan: Plan<Row, Result>,
  list: readonly Row[],
  { budget = 20, between }: { budget?: number; between?: (request: number) => readonly Row[] } = {},
): { readonly result: Result; readonly asked: Slice[] } {
  const asked: Slice[] = [];
  let current = list;
  let step = plan.next();
  while (!step.done) {
    const slice = step.value;
    if (asked.length === budget) {
      step = plan.next(undefined);
      if (!step.done) throw new Error('The plan goes on though its budget is used up');
      break;
    }
    asked.push(slice);
    const rows = current.slice(startOf(slice), endOf(slice));
    current = between?.(asked.length) ?? current;
    step = plan.next({ slice, rows });
  }
  return { result: step.value, asked };
}
