import { describe, expect, it } from '@jest/globals';
import { readPayIns, type Row } from '../../src/entries/pay-in.ts';
import { numberTwins, type Numbered } from '../../src/entries/row.ts';
import { turnedIn, withTurned } from '../../src/feed/in-place.ts';
import type { Finding } from '../../src/feed/plan.ts';
import { Seen } from '../../src/feed/seen.ts';
import type { FeedState } from '../../src/feed/state.ts';
import { row } from '../support.ts';
import { BLANK } from './listing.ts';

/** Payments of these links, newest first; those of `refunded` say in their own row that they were refunded. */
const payments = (links: readonly string[], refunded: readonly string[] = []): Numbered<Row>[] =>
  numberTwins(
    readPayIns(
      links.map((pay_id) => row({ pay_id, is_refund: String(refunded.includes(pay_id)) })),
      'a test',
      (text) => text,
    ),
  );
const refundOf = (payId: string): Numbered<Row>[] =>
  numberTwins(
    readPayIns(
      [row({ pay_id: payId, transaction_type: 'Refund', is_refund: 'true', amount: '-88.19' })],
      'a test',
      (text) => text,
    ),
  );

const KNOWING: FeedState = { ...BLANK, knowsFlips: true };
const NOTHING: Finding<Row> = { taken: [], swept: true, drain: null };
const covered = (known: Numbered<Row>[], fresh: Numbered<Row>[] = []) => ({
  from: '',
  to: undefined,
  known,
  fresh,
  others: [],
});
const ids = (rows: readonly Numbered[]): string[] => rows.map(({ id }) => id);
const ID = (payId: string): string => `${payId}_20260520T185608_88.19`;

describe('a payment that says in its own row that it was refunded', () => {
  it('is a refund with an id of its own, and the same row', () => {
    const [turned, ...more] = turnedIn(payments(['1', '2'], ['2']));
    expect(more).toEqual([]);
    expect(turned?.id).toBe(`${ID('2')}_refund`);
    expect(turned?.row).toMatchObject({ payId: '2', flip: 'refund', amount: 88.19 });
  });

  it('starts the workflow in a sweep, and its separate row is awaited', () => {
    const { taken, awaited, aside } = withTurned(
      { finding: NOTHING, covered: covered(payments(['1', '2'], ['2'])) },
      KNOWING,
      1000,
    );
    expect(ids(taken)).toEqual([`${ID('2')}_refund`]);
    expect(awaited).toEqual(['2 refund']);
    expect(aside).toEqual([]);
  });

  it('starts it in a sweep that lists the payment for the first time, too, after the payment', () => {
    const fresh = payments(['2'], ['2']);
    const { taken } = withTurned(
      { finding: { ...NOTHING, taken: fresh }, covered: covered([], fresh) },
      KNOWING,
      1000,
    );
    expect(ids(taken)).toEqual([ID('2'), `${ID('2')}_refund`]);
  });

  it('starts nothing in a poll that reads the newest entries only', () => {
    const part = { finding: { ...NOTHING, swept: false }, covered: covered(payments(['2'], ['2'])) };
    expect(withTurned(part, KNOWING, 1000)).toMatchObject({ taken: [], awaited: [] });
    expect(withTurned({ finding: NOTHING, covered: undefined }, KNOWING, 1000).taken).toEqual([]);
  });

  it('starts nothing a second time', () => {
    const known = payments(['2'], ['2']);
    const seen = new Seen(KNOWING);
    for (const one of turnedIn(known)) seen.add(one);
    const state = { ...KNOWING, seen: seen.toJSON() };
    expect(withTurned({ finding: NOTHING, covered: covered(known) }, state, 1000).taken).toEqual([]);
  });

  it('is past where version 1 did not know it', () => {
    const { taken, aside, awaited } = withTurned(
      { finding: NOTHING, covered: covered(payments(['2'], ['2'])) },
      { ...KNOWING, knowsFlips: false },
      1000,
    );
    expect([taken, awaited]).toEqual([[], []]);
    expect(ids(aside ?? [])).toEqual([`${ID('2')}_refund`]);
  });

  it('is past where its payment is', () => {
    const past = payments(['2'], ['2']);
    const { taken, aside } = withTurned(
      { finding: { ...NOTHING, aside: past }, covered: undefined },
      KNOWING,
      1000,
    );
    expect(taken).toEqual([]);
    expect(ids(aside ?? [])).toEqual([ID('2'), `${ID('2')}_refund`]);
  });

  it('waits for the next sweep where a poll may start no more', () => {
    const finding = { ...NOTHING, taken: payments(['7']) };
    const known = payments(['1', '2', '3'], ['1', '2', '3']);
    const { taken, awaited } = withTurned({ finding, covered: covered(known) }, KNOWING, 3);
    expect(ids(taken)).toEqual([ID('7'), `${ID('1')}_refund`, `${ID('2')}_refund`]);
    expect(awaited).toEqual(['1 refund', '2 refund']);
  });
});

describe('the separate row of a refund that started the workflow in place', () => {
  const state = { ...KNOWING, awaited: ['1 refund', '2 refund', '2 dispute'] };

  it('starts nothing, and is awaited no longer', () => {
    const finding = { ...NOTHING, swept: false, taken: [...payments(['5']), ...refundOf('1')] };
    const { taken, aside, awaited } = withTurned({ finding, covered: undefined }, state, 1000);
    expect(ids(taken)).toEqual([ID('5')]);
    expect(ids(aside ?? [])).toEqual(['1_20260520T185608_-88.19']);
    expect(awaited).toEqual(['2 refund', '2 dispute']);
  });

  it('starts the workflow if another one came already', () => {
    const finding = { ...NOTHING, swept: false, taken: [...refundOf('2'), ...refundOf('2')] };
    const { taken } = withTurned({ finding, covered: undefined }, state, 1000);
    expect(taken).toHaveLength(1);
  });

  it('is one of five hundred that are awaited at most, the last ones', () => {
    const many = Array.from({ length: 500 }, (_, index) => `${index + 1000} refund`);
    const { awaited } = withTurned(
      { finding: NOTHING, covered: covered(payments(['2'], ['2'])) },
      { ...KNOWING, awaited: many },
      1000,
    );
    expect(awaited).toEqual([...many.slice(1), '2 refund']);
  });
});
