import { describe, expect, it } from '@jest/globals';
import { poll, type PollInput, pollPayOuts } from '../../src/index.ts';
import type { FeedState } from '../../src/feed/state.ts';
import type { Row } from '../../src/entries/pay-in.ts';
import { type Answer, endOf, type Slice, startOf } from '../../src/paging/pages.ts';
import { failureOf, june } from '../support.ts';
import { BLANK, random, listOf, rowAt, secondsAgo } from './listing.ts';

const NOW = Date.UTC(2026, 5, 1);

/** A connector at a list, with a clock that every answer moves on by a second. */
function connector(list: (slice: Slice) => readonly Row[]): { asked: Slice[]; input: PollInput } {
  const asked: Slice[] = [];
  const ask = (slice: Slice): Promise<Answer> => {
    asked.push(slice);
    return Promise.resolve({ slice, rows: list(slice) });
  };
  const clock = (): number => NOW + asked.length * 1000;
  return { asked, input: { state: undefined, ask, clock, firstSinceStart: false, random } };
}
const of =
  (rows: readonly Row[]) =>
  (slice: Slice): readonly Row[] =>
    rows.slice(startOf(slice), endOf(slice));
/** One entry a second, for ever. */
const endless = (slice: Slice): readonly Row[] => listOf(slice.limit, startOf(slice));

const ARMED: FeedState = {
  ...BLANK,
  revision: 1,
  watermark: june(-60),
  floor: june(-60 - 30 * 24 * 3600),
  seen: {},
  sweptAt: NOW,
  drain: null,
};

describe('a poll', () => {
  it('asks at most 20 times, and continues in the next one', async () => {
    const { asked, input } = connector(endless);
    const { taken, state } = await poll({ ...input, state: ARMED });
    expect(asked).toHaveLength(20);
    expect(taken).toEqual([]);
    expect(state.drain).toMatchObject({ from: ARMED.floor });
  });

  it('starts no request from its deadline on, the first one aside', async () => {
    for (const [deadline, requests] of [
      [NOW - 1, 1],
      [NOW + 1000, 1],
      [NOW + 1001, 2],
      [NOW + 3000, 3],
    ] as const) {
      const { asked, input } = connector(endless);
      await poll({ ...input, state: ARMED, deadline });
      expect(asked).toHaveLength(requests);
    }
  });

  it.each([0, -1, 1001, 1.5, NaN])('of at most %d entries is refused', async (maxItems) => {
    const { asked, input } = connector(of([]));
    const { kind, message } = await failureOf(() => poll({ ...input, maxItems }));
    expect(kind).toBe('validation');
    expect(message).toContain(`Max Items must be a whole number from 1 to 1000, but it is ${maxItems}.`);
    expect(asked).toEqual([]);
  });

  it.each([1, 1000])('of at most %d entries takes that many', async (maxItems) => {
    const { input } = connector(of(listOf(1500)));
    const { taken } = await poll({ ...input, state: ARMED, maxItems });
    expect(taken).toHaveLength(maxItems);
    expect(secondsAgo(taken)[0]).toBe(1499);
  });

  it('takes a thousand entries by default', async () => {
    const { input } = connector(of(listOf(1500)));
    expect((await poll({ ...input, state: ARMED })).taken).toHaveLength(1000);
  });

  it('emits nothing at first, or the days that were asked for', async () => {
    const list = of([rowAt(0), rowAt(90_000), rowAt(900_000)]);
    expect((await poll(connector(list).input)).taken).toEqual([]);
    const { taken, state } = await poll({ ...connector(list).input, backfillDays: 2 });
    expect(secondsAgo(taken)).toEqual([90_000, 0]);
    expect(state.revision).toBe(1);
  });

  it('of pay-outs has a separate state, which New Pay-In refuses', async () => {
    const { input } = connector(of([rowAt(70)]));
    const { state } = await pollPayOuts(input);
    expect(state).toMatchObject({ feed: 'pay-out', watermark: june(-70) });
    const { message } = await failureOf(() => poll({ ...input, state }));
    expect(message).toContain('that of New Pay-Out, not of New Pay-In');
    expect((await pollPayOuts({ ...input, state })).taken).toEqual([]);
  });

  it('keeps the account’s name if it is not told of one', async () => {
    const { input } = connector(of([rowAt(70)]));
    expect((await poll(input)).state.account).toBe('');
    expect((await poll({ ...input, fingerprint: () => 'ours' })).state.account).toBe('ours');
    expect((await poll({ ...input, state: { ...ARMED, account: 'ours' } })).state.account).toBe('ours');
  });

  it('does not begin its backfill again once it was armed', async () => {
    const { input } = connector(of([rowAt(70), rowAt(90_000)]));
    const state = { ...ARMED, floor: june(-80) };
    expect(secondsAgo((await poll({ ...input, state, backfillDays: 2 })).taken)).toEqual([70]);
  });
});

describe('a short page', () => {
  /** A server that gives forty rows a page at most, whatever it is asked for. */
  const capped =
    (rows: readonly Row[]) =>
    (slice: Slice): readonly Row[] =>
      rows.slice(startOf(slice), Math.min(endOf(slice), startOf(slice) + 40));
  const known = async (rows: readonly Row[]): Promise<FeedState> => {
    const { state } = await poll({ ...connector(of(rows)).input, fingerprint: () => 'ours' });
    return state;
  };

  it('that reaches the oldest known entry is the end, without another request', async () => {
    const rows = listOf(5, 60);
    const { asked, input } = connector(of(rows));
    await poll({ ...input, state: await known(rows), fingerprint: () => 'ours' });
    expect(asked).toHaveLength(1);
  });

  it.each<readonly [string, Partial<PollInput>]>([
    ['the account is another one', { fingerprint: () => 'theirs' }],
    ['the workflow was published again', { accepts: true }],
    ['the workflow starts over', { restarts: true }],
  ])('is not believed to be the end, whatever was known, where %s', async (_, change) => {
    // Older than all that is known, and more than one page gives.
    const { input } = connector(capped(listOf(200, 100)));
    const state = await known(listOf(5, 60));
    const polling = poll({ ...input, state, fingerprint: () => 'ours', ...change });
    await expect(polling).rejects.toThrow(/^SecPaid gave 40 entries where \d+ were asked for/);
  });
});

describe('the debug log', () => {
  const reportOf = async (input: PollInput): Promise<string> => {
    const { report, state } = await poll(input);
    return report.replace(String(JSON.stringify(state).length), 'N');
  };

  it('says in one line what a poll did', async () => {
    const { input } = connector(of(listOf(40, 60)));
    const { state } = await poll(input);
    expect(await reportOf(connector(of(listOf(40, 60))).input)).toBe(
      `New Pay-In: 2 requests, 47 rows, 0 new, all read from ${state.floor} (start), nothing is left, ` +
        'pages of 1000, N bytes of state.',
    );
    const next = connector(of(listOf(42, 58))).input;
    expect(await reportOf({ ...next, state })).toBe(
      'New Pay-In: 1 requests, 7 rows, 2 new, the newest read, nothing is left, pages of 1000, N bytes of state.',
    );
    expect(await reportOf({ ...next, state, maxItems: 1 })).toContain(
      ' 1 new, the newest read, a backlog is left,',
    );
  });
});

describe('the log', () => {
  const short = { ...ARMED, floor: june(-3 * 24 * 3600) };

  it('says nothing while the lookback is whole', async () => {
    const { input } = connector(of([rowAt(60)]));
    expect((await poll(input)).notice).toBeUndefined();
    expect((await poll({ ...input, state: ARMED, firstSinceStart: true })).notice).toBeUndefined();
  });

  it('says after arming and after each sweep how far a shorter lookback reaches', async () => {
    const { input } = connector(endless);
    const armed = await poll(input);
    expect(armed.notice).toContain('looks back 2 hours');
    const swept = await poll({ ...input, state: { ...armed.state, sweepAt: 1 } });
    expect(swept.notice).toContain('looks back 2 hours');
  });

  it('says nothing of a lookback that is short because a backfill of few days began it', async () => {
    const { input } = connector(of([rowAt(60)]));
    const { state, notice } = await poll({ ...input, backfillDays: 2 });
    expect(notice).toBeUndefined();
    const swept = await poll({ ...input, state, firstSinceStart: true });
    expect([swept.report, swept.notice]).toEqual([expect.stringContaining('all read'), undefined]);
  });

  it('does not repeat it in the polls between', async () => {
    const { input } = connector(of(listOf(1500, 60)));
    const { taken, notice } = await poll({ ...input, state: short });
    expect(taken).toHaveLength(1000);
    expect(notice).toBeUndefined();
  });
});
