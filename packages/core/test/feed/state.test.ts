import { describe, expect, it } from '@jest/globals';
import { blankState, type FeedState, readState as read } from '../../src/feed/state.ts';
import type { FeedKind } from '../../src/feed/feed-kind.ts';
import { failureOf } from '../support.ts';
import { BLANK, random } from './listing.ts';

const readState = (stored: unknown, feed: FeedKind = 'pay-in'): FeedState | undefined =>
  read(stored, feed, random);

const STATE: FeedState = {
  ...BLANK,
  revision: 2,
  watermark: '2026-05-20 09:56:08',
  floor: '2026-04-20 09:56:08',
  seen: { '2026-05-20': '7isH0HONsZn7isH0HONsZm', '2026-05-19': '' },
  sweptAt: 1_779_271_200_000,
  drain: { from: '2026-05-19 00:00:00', depth: 12 },
};

it('an empty state remembers nothing, and plans nothing', () => {
  const { salt, ...rest } = blankState('pay-out', random);
  expect(salt).not.toBe('');
  expect(rest).toEqual({
    version: 2,
    feed: 'pay-out',
    revision: 0,
    watermark: '',
    floor: '',
    seen: {},
    unsaltedUntil: '',
    sweptAt: 0,
    drain: null,
    polledAt: 0,
    account: '',
    missing: 0,
    pageSize: 1000,
    told: [],
    knowsFlips: true,
    awaited: [],
    gone: {},
    waiting: [],
    uncounted: [],
    sweepAt: 0,
    checkAt: 0,
  });
});

describe('a stored state', () => {
  it('is read as it was written', () => {
    expect(readState(JSON.parse(JSON.stringify(STATE)))).toEqual(STATE);
    expect(readState({ ...STATE, drain: null })).toEqual({ ...STATE, drain: null });
    const drain = { from: '', depth: 0, sweeps: true, past: '2026-05-20 00:00:00' };
    expect(readState({ ...STATE, drain })).toEqual({ ...STATE, drain });
  });

  it('of a feed that has seen nothing yet is read too', () => {
    const drain = { from: '', depth: 0 };
    const blank = { ...STATE, revision: 0, watermark: '', floor: '', seen: {}, sweptAt: 0, drain };
    expect(readState(blank)).toEqual(blank);
  });

  it('of the first versions, which did not name its feed, is New Pay-In’s', () => {
    expect(readState({ ...STATE, feed: undefined })).toEqual(STATE);
  });

  it('of the other feed is an error that says so', async () => {
    const { kind, what } = await failureOf(() => readState(STATE, 'pay-out'));
    expect(kind).toBe('state');
    expect(what).toBe('The saved position is that of New Pay-In, not of New Pay-Out.');
    const payOuts = { ...STATE, feed: 'pay-out' };
    expect((await failureOf(() => readState(payOuts))).what).toBe(
      'The saved position is that of New Pay-Out, not of New Pay-In.',
    );
    expect(readState(payOuts, 'pay-out')).toEqual(payOuts);
  });

  it('of November 2026, which plans nothing and does not know what is gone, is read', () => {
    const { gone, waiting, uncounted, sweepAt, checkAt, ...before } = STATE;
    expect(readState(before)).toEqual(STATE);
    expect({ gone, waiting, uncounted, sweepAt, checkAt }).toEqual({
      gone: {},
      waiting: [],
      uncounted: [],
      sweepAt: 0,
      checkAt: 0,
    });
  });

  it('keeps what is planned, what is gone and where rows stand that are no entries', () => {
    const plans = {
      gone: { '2026-05-20': '7isH0HONsZn' },
      waiting: ['2026-05-20 09:56:08'],
      uncounted: ['2026-05-19 00:00:00', '2026-05-19 00:00:00'],
      sweepAt: 1_779_271_200_001,
      checkAt: 1_779_271_200_002,
    };
    expect(readState(JSON.parse(JSON.stringify({ ...STATE, ...plans })))).toEqual({ ...STATE, ...plans });
  });

  it.each([1, 1000])('may have learnt that pages have %d rows at most', (pageSize) => {
    expect(readState({ ...STATE, pageSize })).toEqual({ ...STATE, pageSize });
  });

  it('of version 1 has no salt up to its newest day, and knows of no refund in place', () => {
    const { revision, watermark, floor, sweptAt, drain } = STATE;
    const seen = { '2026-05-20': '7isH0HONsZn', '2026-05-19': '', '2026-05-18': '' };
    const read = readState({ version: 1, revision, watermark, floor, seen, sweptAt, drain });
    expect(read).toMatchObject({ version: 2, unsaltedUntil: '2026-05-20 23:59:59', knowsFlips: false });
    const empty = readState({ version: 1, revision, watermark, floor, seen: {}, sweptAt, drain });
    expect(empty?.unsaltedUntil).toBe(watermark);
  });

  it('drops unknown fields', () => {
    expect(readState({ ...STATE, more: 1 })).toEqual(STATE);
  });

  it('is undefined if nothing was stored', () => {
    expect(readState(undefined)).toBeUndefined();
    expect(readState(null)).toBeUndefined();
  });

  it.each<readonly [string, unknown]>([
    ['is a number', 7],
    ['is a list', [STATE]],
    ['has no version', { ...STATE, version: undefined }],
    ['has the version as text', { ...STATE, version: '1' }],
    ['has a later version as text', { ...STATE, version: '99' }],
    ['is older than the first version', { ...STATE, version: 0 }],
    ['has an unknown feed', { ...STATE, feed: 'payments' }],
    ['has a revision below zero', { ...STATE, revision: -1 }],
    ['has half a revision', { ...STATE, revision: 1.5 }],
    ['has the revision as text', { ...STATE, revision: '2' }],
    ['has a watermark in another spelling', { ...STATE, watermark: '2026-05-20T09:56:08' }],
    ['has a watermark that is no time', { ...STATE, watermark: '2026-02-30 09:56:08' }],
    ['has no floor', { ...STATE, floor: undefined }],
    ['has no identities', { ...STATE, seen: null }],
    ['has identities in a list', { ...STATE, seen: [] }],
    ['has identities of no day', { ...STATE, seen: { 'a day': '7isH0HONsZn' } }],
    ['has identities that are no text', { ...STATE, seen: { '2026-05-20': 7 } }],
    ['has a number of eleven digits for identities', { ...STATE, seen: { '2026-05-20': 12_345_678_901 } }],
    ['has identities of which one is cut off', { ...STATE, seen: { '2026-05-20': '7isH0HONsZn7is' } }],
    ['has identities with other characters', { ...STATE, seen: { '2026-05-20': '7isH0 ONsZn' } }],
    ['has identities with more before', { ...STATE, seen: { '2026-05-20': '!7isH0HONsZn' } }],
    ['has one wrong day among right ones', { ...STATE, seen: { ...STATE.seen, '2026-05-32': '' } }],
    ['has no time of its last sweep', { ...STATE, sweptAt: null }],
    ['has no backlog where there is null', { ...STATE, drain: undefined }],
    ['has a backlog that is a text', { ...STATE, drain: 'x' }],
    ['has a backlog from no time', { ...STATE, drain: { from: 'x', depth: 1 } }],
    ['has a backlog without a beginning', { ...STATE, drain: { depth: 1 } }],
    ['has something that is no memory for what is gone', { ...STATE, gone: 'x' }],
    ['has a row that waits at no time', { ...STATE, waiting: ['x'] }],
    ['has rows that wait as a text', { ...STATE, waiting: '2026-05-20 09:56:08' }],
    ['has a row that does not count at no time', { ...STATE, uncounted: [7] }],
    ['has a sweep at no time', { ...STATE, sweepAt: -1 }],
    ['has a look at no time', { ...STATE, checkAt: null }],
    ['has a backlog that is past at no time', { ...STATE, drain: { from: '', depth: 1, past: 'x' } }],
    ['has a backlog without depth', { ...STATE, drain: { from: '' } }],
    ['has a backlog that may be a sweep', { ...STATE, drain: { from: '', depth: 1, sweeps: 'x' } }],
    ['has no salt', { ...STATE, salt: undefined }],
    ['has entries without a salt up to no time', { ...STATE, unsaltedUntil: 'x' }],
    ['has no time of its last poll', { ...STATE, polledAt: -1 }],
    ['has a number for its account', { ...STATE, account: 7 }],
    ['has half an entry missing', { ...STATE, missing: 0.5 }],
    ['has pages without a size', { ...STATE, pageSize: undefined }],
    ['has pages of no rows', { ...STATE, pageSize: 0 }],
    ['has pages of more rows than there can be', { ...STATE, pageSize: 1001 }],
    ['has shown rows as a text', { ...STATE, told: 'x' }],
    ['has shown rows without names', { ...STATE, told: ['x', 7] }],
    ['may know of refunds in place', { ...STATE, knowsFlips: 'true' }],
    ['awaits no list', { ...STATE, awaited: {} }],
    ['awaits a number', { ...STATE, awaited: [7] }],
    ['has the first version, but an unknown feed', { ...STATE, version: 1, feed: 'payments' }],
    ['has the first version, and no watermark', { ...STATE, version: 1, watermark: null }],
  ])('that %s is an error that says what to do', async (_, stored) => {
    const { kind, what, next } = await failureOf(() => readState(stored));
    expect(kind).toBe('state');
    expect(what).toBe('The saved position of New Pay-In cannot be read.');
    expect(next).toBe(
      'Nothing was started and nothing was changed. Update the SecPaid connector; if that does not help, delete ' +
        'this trigger and add a new one: it starts from now, and a list of the last days shows what came in between.',
    );
  });

  it('of a newer version is an error that says so', async () => {
    const { what } = await failureOf(() => readState({ ...STATE, version: 3 }));
    expect(what).toBe('The saved position of New Pay-In was written by a newer version of this connector.');
  });
});
