import { describe, expect, it } from '@jest/globals';
import { hash } from '../../src/entries/hash.ts';
import { Seen } from '../../src/feed/seen.ts';
import { june } from '../support.ts';
import { BLANK, numbered, rowAt } from './listing.ts';

/** Three days: 2 entries on 30 May, 2 on 31 May, 1 at midnight of 1 June. */
const DAY = 24 * 3600;
const rows = [rowAt(0), rowAt(1), rowAt(DAY), rowAt(DAY + 1), rowAt(2 * DAY)];

function remembering(): Seen {
  const seen = new Seen(BLANK);
  for (const one of numbered(...rows)) seen.add(one);
  return seen;
}

describe('what is remembered', () => {
  it('is known again after it was stored, and nothing else is', () => {
    const seen = new Seen({
      ...BLANK,
      seen: JSON.parse(JSON.stringify(remembering())) as Record<string, string>,
    });
    expect(numbered(...rows).map((one) => seen.has(one))).toEqual(rows.map(() => true));
    expect(seen.size).toBe(5);
    const others = numbered(rowAt(0, '9'), rowAt(2), rowAt(DAY, '0'), rowAt(9 * DAY));
    expect(others.map((one) => seen.has(one))).toEqual([false, false, false, false]);
  });

  it('tells twins apart', () => {
    const seen = new Seen(BLANK);
    const [first, second] = numbered(rowAt(5), rowAt(5));
    if (!first || !second) throw new Error('expected two');
    seen.add(first);
    expect([seen.has(first), seen.has(second)]).toEqual([true, false]);
  });

  it('is counted once, however often it is added', () => {
    const seen = remembering();
    for (const one of numbered(...rows)) seen.add(one);
    expect(seen.size).toBe(5);
  });

  it('takes eleven characters an entry: the time of day in three, in an order that sorts, and a hash', () => {
    const stored = remembering().toJSON();
    expect(Object.keys(stored).toSorted()).toEqual(['2026-05-30', '2026-05-31', '2026-06-01']);
    expect(Object.values(stored).join('')).toHaveLength(55);
    const times = Array.from({ length: DAY / 7 }, (_, index) => rowAt(DAY - index * 7, 'same'));
    const seen = new Seen(BLANK);
    for (const one of numbered(...times)) seen.add(one);
    const records = seen.toJSON()['2026-05-31']?.match(/.{11}/g) ?? [];
    expect(records).toHaveLength(times.length);
    expect(records).toEqual(records.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it('differs only in its hash within a second: none of 20,000 entries passes for another', () => {
    const seen = new Seen(BLANK);
    for (let index = 0; index < 20_000; index++) {
      for (const one of numbered(rowAt(7, String(99_000 + index)))) seen.add(one);
    }
    expect(seen.size).toBe(20_000);
    const hashes =
      (Object.values(seen.toJSON())[0] ?? '').match(/.{11}/g)?.map((record) => record.slice(3)) ?? [];
    for (const half of [0, 4]) {
      const halves = new Set(hashes.map((hash) => hash.slice(half, half + 4)));
      // Of 2^24 values about twelve pairs meet by chance.
      expect(halves.size).toBeGreaterThan(19_900);
    }
  });
});

describe('a floor', () => {
  it.each([
    ['all of it', 2 * DAY, 5],
    ['what is not older than the second', 2 * DAY - 1, 4],
    ['what is left of a day', DAY, 3],
    ['the newest alone', 0, 1],
    ['nothing', -1, 0],
  ])('counts %s', (_, secondsAgo, count) => {
    expect(remembering().countSince(june(-secondsAgo))).toBe(count);
  });

  it.each([
    ['nothing', 2 * DAY, 5],
    ['what is older by a second', 2 * DAY - 1, 4],
    ['a part of a day', DAY, 3],
    ['all but the newest', 0, 1],
    ['all', -1, 0],
  ])('forgets %s', (_, secondsAgo, left) => {
    const seen = remembering();
    seen.dropBefore(june(-secondsAgo));
    expect(seen.size).toBe(left);
    expect(numbered(...rows).filter((one) => seen.has(one))).toHaveLength(left);
    expect(Object.values(seen.toJSON())).not.toContain('');
  });

  it('before all time counts everything and forgets nothing', () => {
    const seen = remembering();
    expect(seen.countSince('')).toBe(5);
    seen.dropBefore('');
    expect(seen.size).toBe(5);
  });
});

describe('a part of the time', () => {
  it.each<readonly [string, number, number | undefined, number]>([
    ['from its first second on', 2 * DAY, 2 * DAY - 1, 4],
    ['up to its last second', 2 * DAY, 0, 1],
    ['from the middle of a day on, with the whole days after it', 1.5 * DAY, undefined, 1],
    ['that has no end', 2 * DAY, undefined, 0],
    ['that has no end, from the newest on', 0, undefined, 4],
    ['in which there is nothing', 2 * DAY + 1, 2 * DAY, 5],
    ['that ends where it begins', 0, 0, 5],
  ])('%s is forgotten', (_, from, to, left) => {
    const seen = remembering();
    seen.dropBetween(june(-from), to === undefined ? undefined : june(-to));
    expect(seen.size).toBe(left);
    expect(Object.values(seen.toJSON())).not.toContain('');
  });
});

describe('the newest entries', () => {
  it.each([0, 1, 2, 3, 4, 5, 6])('are kept, as many as wanted: %d', (n) => {
    const seen = remembering();
    seen.keepNewest(n);
    expect(numbered(...rows).map((one) => seen.has(one))).toEqual(rows.map((_, index) => index < n));
    expect(Object.values(seen.toJSON())).not.toContain('');
  });
});

describe('two memories', () => {
  const [first, second] = numbered(...rows);
  if (!first || !second) throw new Error('There are rows.');

  it('are one without what the other knows', () => {
    const other = new Seen(BLANK);
    other.add(second);
    other.add(numbered(rowAt(99 * DAY))[0] ?? first);
    const left = remembering().without(other);
    expect(left.size).toBe(rows.length - 1);
    expect([left.has(first), left.has(second)]).toEqual([true, false]);
    expect(remembering().without(remembering()).toJSON()).toEqual({});
  });

  it('share an entry as stored in the first one, with a salt or, from version 1, without', () => {
    const day = first.row.createdAt.slice(0, 10);
    const [time = ''] = /^.{3}/.exec(remembering().toJSON()[day] ?? '') ?? [];
    const old = { [day]: time + hash(first.id) };
    const version1 = { ...BLANK, unsaltedUntil: first.row.createdAt };
    const copy = new Seen(version1);
    copy.addFrom(new Seen({ ...version1, seen: old }), first);
    copy.addFrom(new Seen({ ...version1, seen: old }), second);
    expect(copy.toJSON()).toEqual(old);
    expect([copy.has(first), copy.has(second)]).toEqual([true, false]);
  });
});

describe('the time of the n-th newest', () => {
  it.each([1, 2, 3, 4, 5])('is found over days: %d', (n) => {
    expect(remembering().nthNewest(n)).toBe(rows[n - 1]?.createdAt);
  });

  it('is unknown if there are fewer', () => {
    expect(remembering().nthNewest(6)).toBeUndefined();
    expect(new Seen(BLANK).nthNewest(1)).toBeUndefined();
  });

  it('does not depend on the order in which they came', () => {
    const seen = new Seen(BLANK);
    const mixed = [...rows.slice(3), ...rows.slice(0, 3).toReversed()];
    for (const one of numbered(...mixed)) seen.add(one);
    expect([1, 2, 3, 4, 5].map((n) => seen.nthNewest(n))).toEqual(rows.map(({ createdAt }) => createdAt));
  });

  it.each(['00:00:00', '01:00:00', '00:59:59', '09:08:07', '17:04:16', '23:59:59'])(
    'is given to the second: %s',
    (time) => {
      const seen = new Seen(BLANK);
      const createdAt = `2026-05-20 ${time}`;
      seen.add({ id: 'x', row: { ...rowAt(0), createdAt } });
      expect(seen.nthNewest(1)).toBe(createdAt);
    },
  );
});
