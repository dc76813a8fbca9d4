import { SecPaidError } from '../errors.ts';
import { parseWallClock, type WallClock } from '../server-time.ts';
import { isRecord } from '../wire.ts';
import { type FeedKind, FEEDS } from './feed-kind.ts';
import type { StoredSeen } from './seen.ts';

/** A backlog being worked off, oldest first: all that is older than `from` is done. */
export interface Drain {
  /** Wall clock, or '' where the oldest entry of all is still to come. */
  readonly from: WallClock;
  /** About how many entries are newer than `from`: where to look for it in the list. */
  readonly depth: number;
}

/** What the feed remembers between polls; plain JSON, stored by the platform. */
export interface FeedState {
  readonly version: 1;
  /** What it is the state of: an entry of the one list says nothing of the other. */
  readonly feed: FeedKind;
  /** Goes up with every poll that is kept, so that of two overlapping polls the later one can be dropped. */
  readonly revision: number;
  /** The newest created_at remembered; '' in an account that was empty so far. */
  readonly watermark: WallClock;
  /** Every visible entry not older than this is either remembered or still to be emitted; '' is before all time. */
  readonly floor: WallClock;
  readonly seen: StoredSeen;
  /** When the whole lookback was last read, an instant in milliseconds. */
  readonly sweptAt: number;
  readonly drain: Drain | null;
}

const VERSION = 1;

const isWall = (value: unknown): value is WallClock =>
  typeof value === 'string' && (value === '' || parseWallClock(value) === value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isDrain = (value: unknown): value is Drain =>
  isRecord(value) && isWall(value['from']) && isCount(value['depth']);
const isSeen = (value: unknown): value is StoredSeen =>
  isRecord(value) &&
  Object.entries(value).every(
    ([day, text]) => isWall(`${day} 00:00:00`) && typeof text === 'string' && /^([\w-]{11})*$/.test(text),
  );

function unreadable(what: string): SecPaidError {
  return new SecPaidError('state', {
    what,
    next:
      'Nothing was started and nothing was changed. Update the SecPaid connector; if that does not help, delete this ' +
      'trigger and add a new one: it starts from now, and a list of the last days shows what came in between.',
  });
}

/**
 * Reads a stored state of a feed, New Pay-In's unless told; undefined where none was stored yet.
 * @throws SecPaidError `state` for anything else: starting again silently would miss entries
 */
export function readState(stored: unknown, kind: FeedKind = 'pay-in'): FeedState | undefined {
  if (stored === undefined || stored === null) return undefined;
  const { name } = FEEDS[kind];
  if (!isRecord(stored)) throw unreadable(`The saved position of ${name} cannot be read.`);
  // The first versions had no other feed than New Pay-In, and did not name it.
  const { feed = 'pay-in', version, revision, watermark, floor, seen, sweptAt, drain } = stored;
  if (typeof version === 'number' && version > VERSION) {
    throw unreadable(`The saved position of ${name} was written by a newer version of this connector.`);
  }
  if (feed !== kind && (feed === 'pay-in' || feed === 'pay-out')) {
    throw unreadable(`The saved position is that of ${FEEDS[feed].name}, not of ${name}.`);
  }
  if (
    version === VERSION &&
    feed === kind &&
    isCount(revision) &&
    isWall(watermark) &&
    isWall(floor) &&
    isSeen(seen) &&
    isCount(sweptAt) &&
    (drain === null || isDrain(drain))
  ) {
    return { version, feed: kind, revision, watermark, floor, seen, sweptAt, drain };
  }
  throw unreadable(`The saved position of ${name} cannot be read.`);
}
