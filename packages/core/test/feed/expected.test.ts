import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../src/entries/pay-in.ts';
import { differences, Expected } from '../../src/feed/expected.ts';
import { isWaiting, notEntriesOf } from '../../src/feed/not-entries.ts';
import type { Covered } from '../../src/feed/plan.ts';
import { Seen } from '../../src/feed/seen.ts';
import type { FeedState } from '../../src/feed/state.ts';
import { SecPaidError } from '../../src/index.ts';
import { june } from '../support.ts';
import { BLANK, listOf, numbered, rowAt } from './listing.ts';

const fault = new SecPaidError('unexpected-answer', { what: 'bad', next: 'mend it' });
const pending = (secondsAgo: number): Row => ({ ...rowAt(secondsAgo), standing: 'pending' });
const failed = (secondsAgo: number): Row => ({ ...rowAt(secondsAgo), standing: 'failed' });
const unreadable = (secondsAgo: number): Row => ({ ...rowAt(secondsAgo), fault });

/** The memory of this many rows, a second apart. */
function seenOf(count: number): Seen {
  const seen = new Seen(BLANK);
  for (const one of numbered(...listOf(count))) seen.add(one);
  return seen;
}
const stateOf = (count: number, change: Partial<FeedState> = {}): FeedState => ({
  ...BLANK,
  seen: seenOf(count).toJSON(),
  ...change,
});
const covering = (change: Partial<Covered>): Covered => ({
  from: june(-100),
  to: undefined,
  known: [],
  fresh: [],
  others: [],
  ...change,
});
const goneIn = (count: number, ...rows: readonly Row[]): unknown => {
  const gone = new Seen(BLANK);
  for (const one of numbered(...rows)) if (seenOf(count).has(one)) gone.add(one);
  return gone.toJSON();
};

describe('the rows of an answer that are no entries', () => {
  it('are those that are not final, cannot be read, or are listed twice as one transaction', () => {
    const twice = { ...rowAt(5), raw: { transaction_id: 'po-1' } };
    const rows = [rowAt(0), pending(1), failed(2), unreadable(3), twice, { ...twice }, rowAt(6)];
    expect(notEntriesOf(rows).map(({ row }) => rows.indexOf(row))).toEqual([1, 2, 3, 5]);
  });

  it('have separate names, the same in every answer', () => {
    const ids = notEntriesOf([pending(1), rowAt(0), pending(1), pending(2)]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(3);
    expect(notEntriesOf([pending(2), pending(1)]).map(({ id }) => id)).toEqual([ids[2], ids[0]]);
  });

  it('wait if they may become entries', () => {
    expect([pending(1), unreadable(1), failed(1), rowAt(1)].map(isWaiting)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('the list that is expected', () => {
  it('has a row for all that is remembered and not gone, and for all that is no entry', () => {
    const gone = seenOf(2).toJSON();
    const expected = new Expected(
      stateOf(10, { gone, waiting: [june(-3)], uncounted: [june(-4), june(-20)] }),
    );
    expect(expected.rows).toBe(8 + 3);
    expect(expected.rowsSince(june(-3))).toBe(2 + 1);
    expect(expected.rowsSince(june(-4))).toBe(3 + 2);
    expect(expected.entries.nthNewest(1)).toBe(june(-2));
    expect(expected.isExact).toBe(true);
  });

  it.each<readonly [string, Partial<FeedState>, boolean]>([
    ['all that is gone', { gone: seenOf(499).toJSON() }, true],
    ['the newest of what is gone', { gone: seenOf(500).toJSON() }, false],
    ['all rows that wait', { waiting: listOf(199).map(({ createdAt }) => createdAt) }, true],
    ['the newest of those that wait', { waiting: listOf(200).map(({ createdAt }) => createdAt) }, false],
    ['all rows that do not count', { uncounted: listOf(199).map(({ createdAt }) => createdAt) }, true],
    [
      'the newest of those that do not count',
      { uncounted: listOf(200).map(({ createdAt }) => createdAt) },
      false,
    ],
  ])('is exact or not with %s', (_, change, isExact) => {
    expect(new Expected(stateOf(600, change)).isExact).toBe(isExact);
  });
});

describe('what a poll learns of the list', () => {
  const after = (before: FeedState, covered: Covered | undefined, floor = '') =>
    differences(before, seenOf(10), floor, covered);

  it('is what is gone of the part that was read, up to its end', () => {
    const known = numbered(rowAt(3), rowAt(5));
    const covered = covering({ from: june(-6), to: june(-2), known });
    expect(after(stateOf(10), covered)).toEqual({
      gone: goneIn(10, rowAt(6), rowAt(4)),
      missing: 2,
      waiting: [],
      uncounted: [],
    });
  });

  it('leaves what is known of other parts, and takes back what was listed again', () => {
    const gone = goneIn(10, rowAt(1), rowAt(4), rowAt(8)) as FeedState['gone'];
    const known = numbered(rowAt(3), rowAt(4), rowAt(5), rowAt(6));
    const covered = covering({ from: june(-6), to: june(-2), known });
    expect(after(stateOf(10, { gone }), covered).gone).toEqual(goneIn(10, rowAt(8), rowAt(1)));
  });

  it('is nothing if nothing was read', () => {
    const gone = goneIn(10, rowAt(1)) as FeedState['gone'];
    const before = stateOf(10, { gone, waiting: [june(-3)], uncounted: [june(-4)] });
    expect(after(before, undefined)).toEqual({
      gone,
      missing: 1,
      waiting: [june(-3)],
      uncounted: [june(-4)],
    });
  });

  it('counts what was new among what is listed', () => {
    const covered = covering({ from: june(-2), fresh: numbered(rowAt(0), rowAt(1), rowAt(2)) });
    expect(after(stateOf(7), covered).missing).toBe(0);
  });

  it('is where rows stand that are no entries, each kind for itself', () => {
    const before = stateOf(10, {
      waiting: [june(-50), june(-41), june(-40), june(-6), june(-3), june(-2)],
      uncounted: [june(-7), june(-5)],
    });
    const others = [unreadable(4), pending(5), failed(3)];
    const known = numbered(...listOf(10).slice(3, 7));
    const covered = covering({ from: june(-6), to: june(-2), known, others });
    expect(after(before, covered, june(-40))).toMatchObject({
      waiting: [june(-40), june(-5), june(-4), june(-2)],
      uncounted: [june(-7), june(-3)],
    });
  });

  it('has a limit: the newest missing entries, and the newest rows that are no entries', () => {
    const seen = seenOf(900);
    const others = [
      ...listOf(300).map((row): Row => ({ ...row, fault })),
      ...listOf(300).map((row): Row => ({ ...row, standing: 'failed' })),
    ];
    const learnt = differences(stateOf(900), seen, '', covering({ from: '', others }));
    expect(new Seen({ ...BLANK, seen: learnt.gone }).nthNewest(500)).toBe(june(-499));
    expect(learnt.missing).toBe(500);
    expect([learnt.waiting.length, learnt.waiting[0]]).toEqual([200, june(-199)]);
    expect([learnt.uncounted.length, learnt.uncounted[0]]).toEqual([200, june(-199)]);
  });
});
