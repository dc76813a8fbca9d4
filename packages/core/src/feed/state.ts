import { SecPaidError } from '../errors.ts';
import { parseWallClock, type WallClock } from '../entries/server-time.ts';
import { isRecord } from '../entries/wire.ts';
import { type FeedKind, FEEDS, isFeedKind } from './feed-kind.ts';
import { newSalt } from '../entries/hash.ts';
import { MAX_LIMIT } from '../paging/pages.ts';
import type { Memory, StoredSeen } from './seen.ts';

/** A backlog in progress, oldest first: everything older than `from` is done. */
export interface Backlog {
  /** Wall clock; '' if not even the oldest entry is done. */
  readonly from: WallClock;
  /** Roughly how many entries are newer than `from`: where to look in the list. */
  readonly depth: number;
  /** Whether it reads the whole lookback; then it counts as a sweep when it ends. */
  readonly sweeps?: boolean;
  /** Entries older than this were listed before the feed was armed: they are remembered and start nothing. */
  readonly past?: WallClock;
}

/** What the feed remembers between polls; plain JSON, stored by the platform. */
export interface FeedState extends Memory {
  readonly version: 2;
  /** The feed it belongs to. No feed reads the state of another. */
  readonly feed: FeedKind;
  /** Rises with every stored poll, so that the later of two overlapping polls can be dropped. */
  readonly revision: number;
  /** The newest remembered created_at; '' while the account has no entry. */
  readonly watermark: WallClock;
  /** Every listed entry not older than this is remembered or still to be emitted; '' is before all time. */
  readonly floor: WallClock;
  /** When the whole lookback was last read, an instant in milliseconds. */
  readonly sweptAt: number;
  readonly drain: Backlog | null;
  /** When the last poll was stored, an instant in milliseconds. */
  readonly polledAt: number;
  /** A hash of the account's address and token; '' if unknown. */
  readonly account: string;
  /** How many remembered entries are no longer listed. */
  readonly missing: number;
  /** The largest page that SecPaid gives, as far as known. */
  readonly pageSize: number;
  /** Hashes of the unreadable rows that were shown. */
  readonly told: readonly string[];
  /** Whether refunds and disputes shown only in the payment's row are remembered; version 1 did not know them. */
  readonly knowsFlips: boolean;
  /** Refunds and disputes that started a workflow without a separate row, as "<pay_id> refund". */
  readonly awaited: readonly string[];
  /** Remembered entries that were missing when their part of the list was last read. */
  readonly gone: StoredSeen;
  /** Dates of listed rows that may become entries: pending and unreadable ones. */
  readonly waiting: readonly WallClock[];
  /** Dates of listed rows that never become entries: failed ones, and those listed twice. */
  readonly uncounted: readonly WallClock[];
  /** When to read the whole lookback again, an instant in milliseconds; 0 if not planned yet. */
  readonly sweepAt: number;
  /** When to check the end of the window again, likewise. */
  readonly checkAt: number;
}

const VERSION = 2;

const isWall = (value: unknown): value is WallClock =>
  typeof value === 'string' && (value === '' || parseWallClock(value) === value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isBacklog = (value: unknown): value is Backlog =>
  isRecord(value) &&
  isWall(value['from']) &&
  isCount(value['depth']) &&
  (value['sweeps'] === undefined || typeof value['sweeps'] === 'boolean') &&
  (value['past'] === undefined || isWall(value['past']));
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');
const isSeen = (value: unknown): value is StoredSeen =>
  isRecord(value) &&
  Object.entries(value).every(
    ([day, text]) => isWall(`${day} 00:00:00`) && typeof text === 'string' && /^([\w-]{11})*$/.test(text),
  );

const isWalls = (value: unknown): value is readonly WallClock[] => isTexts(value) && value.every(isWall);

function unreadable(what: string): SecPaidError {
  return new SecPaidError('state', {
    what,
    next:
      'Nothing was started and nothing was changed. Update the SecPaid connector; if that does not help, delete this ' +
      'trigger and add a new one: it starts from now, and a list of the last days shows what came in between.',
  });
}

/** An empty state. */
export const blankState = (feed: FeedKind, random: () => number): FeedState => ({
  version: VERSION,
  feed,
  revision: 0,
  watermark: '',
  floor: '',
  seen: {},
  salt: newSalt(random),
  unsaltedUntil: '',
  sweptAt: 0,
  drain: null,
  polledAt: 0,
  account: '',
  missing: 0,
  pageSize: MAX_LIMIT,
  told: [],
  knowsFlips: true,
  awaited: [],
  gone: {},
  waiting: [],
  uncounted: [],
  sweepAt: 0,
  checkAt: 0,
});

type Fields = Readonly<Record<string, unknown>>;

/** The fields that both versions have. */
function readPosition(feed: FeedKind, { revision, watermark, floor, seen, sweptAt, drain }: Fields) {
  return isCount(revision) &&
    isWall(watermark) &&
    isWall(floor) &&
    isSeen(seen) &&
    isCount(sweptAt) &&
    (drain === null || isBacklog(drain))
    ? { feed, revision, watermark, floor, seen, sweptAt, drain }
    : undefined;
}

function readRest(
  fields: Fields,
): Omit<FeedState, keyof NonNullable<ReturnType<typeof readPosition>> | keyof Plans> | undefined {
  const { salt, unsaltedUntil, polledAt, account, missing, pageSize, told, knowsFlips, awaited } = fields;
  return typeof salt === 'string' &&
    isWall(unsaltedUntil) &&
    isCount(polledAt) &&
    typeof account === 'string' &&
    isCount(missing) &&
    isCount(pageSize) &&
    pageSize >= 1 &&
    pageSize <= MAX_LIMIT &&
    isTexts(told) &&
    typeof knowsFlips === 'boolean' &&
    isTexts(awaited)
    ? {
        version: VERSION,
        salt,
        unsaltedUntil,
        polledAt,
        account,
        missing,
        pageSize,
        told,
        knowsFlips,
        awaited,
      }
    : undefined;
}

type Plans = Pick<FeedState, 'gone' | 'waiting' | 'uncounted' | 'sweepAt' | 'checkAt'>;

/** The fields that the first states of version 2 lack. */
function readPlans({
  gone = {},
  waiting = [],
  uncounted = [],
  sweepAt = 0,
  checkAt = 0,
}: Fields): Plans | undefined {
  return isSeen(gone) && isWalls(waiting) && isWalls(uncounted) && isCount(sweepAt) && isCount(checkAt)
    ? { gone, waiting, uncounted, sweepAt, checkAt }
    : undefined;
}

/** Upgrades a state of version 1. Its entries keep their unsalted hashes until they leave the lookback. */
function upgrade(stored: Fields, feed: FeedKind, random: () => number): FeedState | undefined {
  const position = readPosition(feed, stored);
  return (
    position && {
      ...blankState(feed, random),
      ...position,
      unsaltedUntil: newestDay(position),
      polledAt: position.sweptAt,
      knowsFlips: false,
    }
  );
}

/** The end of the newest remembered day, which may be ahead of the watermark. */
function newestDay({ seen, watermark }: { seen: StoredSeen; watermark: WallClock }): WallClock {
  const day = Object.keys(seen).sort().at(-1);
  return day === undefined ? watermark : `${day} 23:59:59`;
}

/**
 * Reads a stored state of a feed; undefined if none was stored yet. A state of version 1 becomes one of version 2.
 * @param random gives numbers from 0 up to 1
 * @throws SecPaidError `state` for anything else: a silent restart would miss entries
 */
export function readState(stored: unknown, kind: FeedKind, random: () => number): FeedState | undefined {
  if (stored === undefined || stored === null) return undefined;
  const { name } = FEEDS[kind];
  if (!isRecord(stored)) throw unreadable(`The saved position of ${name} cannot be read.`);
  // The first versions had no other feed than New Pay-In, and did not name it.
  const { feed = 'pay-in', version } = stored;
  if (typeof version === 'number' && version > VERSION) {
    throw unreadable(`The saved position of ${name} was written by a newer version of this connector.`);
  }
  if (feed !== kind && isFeedKind(feed)) {
    throw unreadable(`The saved position is that of ${FEEDS[feed].name}, not of ${name}.`);
  }
  if (feed === kind && version === 1) {
    const upgraded = upgrade(stored, kind, random);
    if (upgraded) return upgraded;
  }
  const position = feed === kind && version === VERSION ? readPosition(kind, stored) : undefined;
  const rest = position && readRest(stored);
  const plans = rest && readPlans(stored);
  if (position && rest && plans) return { ...position, ...rest, ...plans };
  throw unreadable(`The saved position of ${name} cannot be read.`);
}
