import { describe, expect, it } from '@jest/globals';
import { checkContinuity, isRemarkable, OtherList } from '../../src/feed/continuity.ts';
import { Expected } from '../../src/feed/expected.ts';
import { nextState } from '../../src/feed/next-state.ts';
import type { Covered } from '../../src/feed/plan.ts';
import type { FeedState } from '../../src/feed/state.ts';
import type { Row } from '../../src/entries/pay-in.ts';
import type { Numbered } from '../../src/entries/row.ts';
import { june } from '../support.ts';
import { BLANK, numbered, rowAt } from './listing.ts';

/** One entry every 100 seconds, the newest at midnight. */
const spaced = (count: number): Numbered<Row>[] =>
  numbered(...Array.from({ length: count }, (_, index) => rowAt(index * 100)));
/** Entries that are dated between those. */
const between = (count: number): Numbered<Row>[] =>
  numbered(...Array.from({ length: count }, (_, index) => rowAt(index * 100 + 50)));
const newer = (count: number): Numbered<Row>[] =>
  numbered(...Array.from({ length: count }, (_, index) => rowAt(-index - 1)));
/** The same entries listed a second time. */
const again = (entries: readonly Numbered<Row>[]): Numbered<Row>[] =>
  entries.map(({ id, row }) => ({ id: `${id}_2`, row }));

const remembering = (count: number, change: Partial<FeedState> = {}): FeedState => ({
  ...nextState(BLANK, { taken: spaced(count), swept: false, drain: null }, Date.UTC(2026, 5, 1)),
  ...change,
});

interface Listed {
  /** How many entries are remembered, and how many of them are listed still. */
  readonly of: number;
  readonly known: number;
  readonly fresh?: readonly Numbered<Row>[];
  readonly to?: string;
  readonly change?: Partial<FeedState>;
}

const coveredBy = ({ known, fresh = [], to }: Listed): Covered => ({
  from: june(-90_000),
  to,
  known: spaced(known),
  fresh,
  others: [],
});

describe('a list of which half is missing, with unknown entries of old dates', () => {
  const oddIn = (listed: Listed): number | undefined => {
    const state = remembering(listed.of, listed.change);
    try {
      checkContinuity(coveredBy(listed), new Expected(state), state);
      return undefined;
    } catch (error) {
      if (!(error instanceof OtherList)) throw error;
      expect(error.message).toBe('The list is not the one that is remembered');
      return error.odd;
    }
  };

  it.each<readonly [string, Listed, number]>([
    ['five of ten missing, three of old dates', { of: 10, known: 5, fresh: between(3) }, 5],
    ['six missing, half as many of old dates', { of: 12, known: 6, fresh: between(3) }, 6],
    ['all missing, five of old dates', { of: 20, known: 0, fresh: between(5) }, 20],
    [
      'dates as old as the newest known one',
      { of: 10, known: 5, fresh: numbered(...'abc'.split('').map((name) => rowAt(0, name))) },
      5,
    ],
    ['five of ten listed twice', { of: 10, known: 10, fresh: again(spaced(5)) }, 5],
    [
      'which entries are gone is known',
      { of: 10, known: 5, fresh: between(3), change: { missing: 1, gone: { '2026-01-01': 'AAAAAAAAAAA' } } },
      5,
    ],
  ])('is another one: %s', (_, listed, odd) => {
    expect(oddIn(listed)).toBe(odd);
  });

  it.each<readonly [string, Listed]>([
    ['four missing', { of: 8, known: 4, fresh: between(4) }],
    ['five of eleven missing', { of: 11, known: 6, fresh: between(5) }],
    ['five missing, two of old dates', { of: 10, known: 5, fresh: between(2) }],
    ['five missing, new ones came', { of: 10, known: 5, fresh: newer(9) }],
    ['all missing, four of old dates', { of: 20, known: 0, fresh: between(4) }],
    ['all but one missing, five of old dates', { of: 20, known: 1, fresh: between(5) }],
    ['five missing, one of them for long', { of: 10, known: 5, fresh: between(3), change: { missing: 1 } }],
    ['four listed twice', { of: 8, known: 8, fresh: again(spaced(4)) }],
    [
      'four listed three times',
      { of: 8, known: 8, fresh: [...again(spaced(4)), ...again(again(spaced(4)))] },
    ],
    ['five of eleven listed twice', { of: 11, known: 11, fresh: again(spaced(5)) }],
    ['nothing missing, many of old dates', { of: 10, known: 10, fresh: between(9) }],
    // 600 to 900 seconds ago: four entries.
    [
      'missing are those of a part that was not read',
      { of: 10, known: 0, fresh: between(9), to: june(-500) },
    ],
  ])('is the same one: %s', (_, listed) => {
    expect(oddIn(listed)).toBeUndefined();
  });
});

describe('the newest part of a list', () => {
  const remarkable = (listed: Listed): boolean =>
    isRemarkable(coveredBy(listed), new Expected(remembering(listed.of)));

  it.each<readonly [string, Listed, boolean]>([
    ['half of it is missing', { of: 4, known: 2 }, true],
    ['less than half of it is missing', { of: 5, known: 3 }, false],
    ['all of it is missing', { of: 1, known: 0 }, true],
    ['nothing is remembered of it', { of: 0, known: 0, fresh: newer(3) }, false],
    ['what is missing lies above the part that was read', { of: 10, known: 5, to: june(-450) }, false],
    ['half of it is listed twice', { of: 4, known: 4, fresh: again(spaced(2)) }, true],
    ['less than half of it is listed twice', { of: 5, known: 5, fresh: again(spaced(2)) }, false],
    ['new entries came', { of: 4, known: 4, fresh: newer(9) }, false],
  ])('where %s', (_, listed, expected) => {
    expect(remarkable(listed)).toBe(expected);
  });
});
