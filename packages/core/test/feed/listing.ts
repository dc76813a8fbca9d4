import { blankState, type FeedState } from '../../src/feed/state.ts';
import type { Ask } from '../../src/paging/walk.ts';
import { endOf, type Slice, startOf } from '../../src/paging/pages.ts';
import type { Row } from '../../src/entries/pay-in.ts';
import { type Numbered, numberTwins } from '../../src/entries/row.ts';
import { june } from '../support.ts';

/** One row, this many seconds before midnight of 1 June 2026. */
export function rowAt(secondsAgo: number, payId = String(secondsAgo)): Row {
  const createdAt = june(-secondsAgo);
  return {
    payId,
    createdAt,
    amount: 1,
    key: `${payId}_${createdAt}_1`,
    match: `${payId}_${createdAt}_1`,
    raw: { n: payId },
  };
}

/** This many rows, newest first, a second apart; by default the first one is 0 seconds old. */
export const listOf = (count: number, first = 0): Row[] =>
  Array.from({ length: count }, (_, index) => rowAt(first + index));

/** The same rows with the feed's ids. */
export const numbered = (...rows: readonly Row[]): Numbered<Row>[] => numberTwins(rows);

/** How long ago rows were created, in seconds, as listed. */
export const secondsAgo = (rows: readonly Numbered<Row>[]): number[] =>
  rows.map(({ row }) => (Date.parse('2026-06-01T00:00:00Z') - Date.parse(`${row.createdAt}Z`)) / 1000);

/** Carries out what asks a list, at most `budget` times; `between` changes the list after a request (its number told). */
export async function carriedOut<Result>(
  reading: (ask: Ask<Row>) => Promise<Result>,
  list: readonly Row[],
  { budget = 20, between }: { budget?: number; between?: (request: number) => readonly Row[] } = {},
): Promise<{ readonly result: Result; readonly asked: Slice[] }> {
  const asked: Slice[] = [];
  let current = list;
  let isOver = false;
  const result = await reading((slice) => {
    if (isOver) throw new Error('It goes on though its budget is used up');
    isOver = asked.length === budget;
    if (isOver) return Promise.resolve(undefined);
    asked.push(slice);
    const rows = current.slice(startOf(slice), endOf(slice));
    current = between?.(asked.length) ?? current;
    return Promise.resolve({ slice, rows });
  });
  return { result, asked };
}

export const random = (): number => 0.5;
/** A state of New Pay-In in which nothing is remembered. */
export const BLANK: FeedState = blankState('pay-in', random);
